"""What cannot be judged at all is refused before the log is asked."""

from dataclasses import replace
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
