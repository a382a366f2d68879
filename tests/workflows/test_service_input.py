"""What cannot be judged at all is refused before the log is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from tests.support.leads import NOW
from tests.support.people import STREET
from tests.support.roads import registration
from tests.support.served import process


def test_a_moment_without_a_time_zone_is_refused_before_anything_is_read(database_url: str, tmp_path: Path) -> None:
    naive = replace(registration(), occurred=NOW.replace(tzinfo=None))

    with process(database_url, tmp_path) as here, pytest.raises(InvalidInput) as told:
        here.do(STREET, naive)

    assert (told.value.code, told.value.field) == ("input.instant.naive", "occurred")
    with process(database_url, tmp_path) as again:
        assert again.store.head() == 0


@pytest.mark.parametrize("zone", [timezone(timedelta(hours=14)), UTC, timezone(-timedelta(hours=12))])
@pytest.mark.parametrize(("year", "month", "day"), [(1, 1, 1), (1899, 12, 31), (9999, 12, 31)])
def test_a_moment_out_of_all_time_is_refused_before_a_day_is_made_of_it(
    year: int, month: int, day: int, zone: timezone, tmp_path: Path
) -> None:
    moment = datetime(year, month, day, 23 if year > 1 else 0, tzinfo=zone)

    with process(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path) as here:
        refusal = here.refused(STREET, replace(registration(), occurred=moment))

    assert refusal.code == "input.instant.range"
