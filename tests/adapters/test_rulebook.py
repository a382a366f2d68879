"""Values of office rules as the log has them: what another process set counts at the next question, and so for acts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.directory import StreamRoster
from adapters.rulebook import StreamRulebook
from domain.directory.commands import DIRECTORY
from domain.errors import NotPermitted
from domain.instants import day_of
from domain.office_rules import RULEBOOK
from domain.rulebook.commands import SetOfficeRule
from tests.support.served import Clock, Process, staffed

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
SET = SetOfficeRule(
    occurred=NOW, rule="repeated-read", setting=30, since=day_of(NOW) + timedelta(days=1), paper="示处办〔2026〕8号"
)


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Process]:
    with staffed(database_url, tmp_path, Clock(NOW)) as made:
        yield made


def test_a_value_counts_from_its_day(here: Process, tmp_path: Path) -> None:
    roster, rules = StreamRoster(here.store, here.service.clock, tmp_path), StreamRulebook(here.store, Clock(NOW))
    tomorrow = StreamRulebook(here.store, Clock(NOW + timedelta(days=1)))
    assert (rules.number("repeated-read"), tomorrow.number("repeated-read")) == (15, 15)

    here.do(roster.actor("admin"), SET)

    assert (rules.number("repeated-read"), tomorrow.number("repeated-read")) == (15, 30)


def test_it_rests_on_who_kept_the_directory_at_that_moment(here: Process, tmp_path: Path) -> None:
    roster = StreamRoster(here.store, here.service.clock, tmp_path)

    with pytest.raises(NotPermitted) as refused:
        here.do(roster.actor("qj-01"), SET)

    assert refused.value.code == "permission.rulebook"
    assert here.store.past(RULEBOOK).head.version == 0
    assert here.store.past(DIRECTORY).head.version > 0
