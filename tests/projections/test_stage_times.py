"""How long leads stood where: compared with a recount of the log that knows nothing of tables."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from domain.instants import day_of, microseconds
from domain.lead.base import LeadEvent
from domain.lead.disposal.events import CriminalEnded, PoliceFiled
from domain.lead.inquiry.commands import Group
from domain.lead.inquiry.events import InquiryOpened
from domain.lead.shapes import Unit
from domain.lead.stage import Stage
from domain.lead.standing.events import DateCorrected, LeadResumed, LeadSuspended
from domain.lead.verification.events import VerificationStarted
from domain.lead.vocabulary import Pretext
from projections.classes import CLASSES
from projections.registers import RegisterFilter
from projections.risk_ledger import LEDGER
from projections.stage_times import TIMES, By, StageTime, Stay, stage_times, stays
from tests.support.histories import history
from tests.support.office import Office, office, registration
from tests.support.product import record
from tests.support.samples import NOON, build
from workflows.desks import fold

DAY: Final = timedelta(days=1)
LATE: Final = NOON + 4000 * DAY
R, V, C, Q = Stage.REGISTERED, Stage.VERIFYING, Stage.CRIMINAL, Stage.INVESTIGATING


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, TIMES, CLASSES) as opened:
        yield opened


def moved(kind: type[LeadEvent], came_from: Stage, stage: Stage, days: float, **given: object) -> LeadEvent:
    return build(kind, came_from=came_from, stage=stage, occurred=NOON + days * DAY, **given)


def days(span: int) -> float:
    return span / microseconds(datetime.fromtimestamp(86_400, NOON.tzinfo))


def told(here: Office, now: float, lead: str = "l1") -> list[tuple[Stage, float, float]]:
    found: Sequence[Stay] = here.ask(stays, lead, NOON + now * DAY)
    return [(stay.stage, days(stay.spent(NOON + now * DAY)), days(stay.suspended)) for stay in found]


def test_a_stay_ends_where_the_next_begins_and_the_last_goes_on(here: Office) -> None:
    here.happened(registration(), moved(VerificationStarted, R, V, 3))

    assert told(here, 10) == [(R, 3, 0), (V, 7, 0)]


def test_a_suspension_does_not_count_nor_does_one_that_goes_on(here: Office) -> None:
    here.happened(
        registration(), moved(VerificationStarted, R, V, 3), moved(LeadSuspended, V, V, 5), moved(LeadResumed, V, V, 9),
        moved(LeadSuspended, V, V, 12),
    )  # fmt: skip

    assert told(here, 20) == [(R, 3, 0), (V, 5, 12)]


def test_a_suspension_that_outlasts_its_stage_is_parted_between_them(here: Office) -> None:
    here.happened(
        registration(), moved(VerificationStarted, R, V, 1), moved(LeadSuspended, V, V, 2),
        moved(PoliceFiled, V, C, 4), moved(CriminalEnded, C, V, 7), moved(LeadResumed, V, V, 8),
    )  # fmt: skip

    assert told(here, 10) == [(R, 1, 0), (V, 1, 2), (C, 0, 3), (V, 2, 1)]


def test_what_was_entered_late_with_an_earlier_date_does_not_turn_time_back(here: Office) -> None:
    here.happened(registration(), moved(VerificationStarted, R, V, 5), moved(PoliceFiled, V, C, 2))

    assert told(here, 9) == [(R, 5, 0), (V, 0, 0), (C, 4, 0)]


def test_a_corrected_date_counts_instead_of_the_one_recorded(here: Office) -> None:
    began = moved(VerificationStarted, R, V, 5, move="M04")
    right = build(
        DateCorrected, act="M04", was=began.occurred, happened_on=day_of(NOON + 2 * DAY), came_from=V, stage=V
    )
    here.happened(registration(), began, right)

    assert told(here, 9) == [(R, 1.5, 0), (V, 7.5, 0)]


def test_leads_are_counted_by_street_by_the_notices_names_and_by_the_groups_of_article_19(here: Office) -> None:
    here.registered("l1", division="370104001", pretext=Pretext.METAVERSE)
    here.registered("l2", division="370104002001", pretext=Pretext.METAVERSE)
    here.registered("l3", division="370104002", pretext=Pretext.OTHER, unit=Unit(name="示例甲公司"))
    here.happened(moved(InquiryOpened, R, Q, 2, group=Group.TRADE), stream="lead/l2")

    def of(by: By | None) -> dict[tuple[str, Stage], tuple[int, int]]:
        found = here.ask(stage_times, NOON + 4 * DAY, by=by)
        return {(row.group, row.stage): (row.reached, row.here) for row in found}

    assert of(None) == {("", R): (3, 2), ("", Q): (1, 1)}
    assert of(By.STREET) == {("370104001", R): (1, 1), ("370104002", R): (2, 1), ("370104002", Q): (1, 1)}
    assert of(By.PRETEXT) == {("metaverse", R): (2, 1), ("metaverse", Q): (1, 1), ("other", R): (1, 1)}
    assert of(By.GROUP) == {("", R): (2, 2), ("trade", R): (1, 0), ("trade", Q): (1, 1)}


def test_the_mean_is_of_stays_and_the_oldest_of_those_still_there(here: Office) -> None:
    here.registered("l1")
    here.registered("l2", occurred=NOON + 4 * DAY)
    here.happened(moved(VerificationStarted, R, V, 9))

    first, _ = here.ask(stage_times, NOON + 9 * DAY)

    assert (first.stage, first.stays, days(first.spent), days(first.mean), days(first.oldest)) == (R, 2, 14, 7, 5)


def test_only_leads_of_the_area_count(here: Office) -> None:
    here.registered("l1", division="370104001")

    assert here.ask(stage_times, LATE, wanted=RegisterFilter(division="370105")) == ()


def dated(seed: int) -> list[tuple[tuple[str, Any], ...]]:
    """A history of the real tables at moments that grow, with late entries among them and many suspensions."""
    dice, now = Random(seed), NOON  # noqa: S311 - dice, not secrets
    pauses, made = _Pauses(dice), list[tuple[tuple[str, Any], ...]]()
    for stream, event in (pair for decision in history(seed, leads=6, tries=900) for pair in decision):
        for each in pauses.around(stream, event):
            now += timedelta(hours=dice.randrange(60))
            late = timedelta(hours=dice.choice([0, 0, 0, 90]))
            made.append(((stream, replace(each, occurred=now - late)),))
    return made


class _Pauses:
    """Suspends and resumes at any stage: the histories themselves suspend too seldom."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._begun: dict[str, bool] = {}

    def around(self, stream: str, event: object) -> Iterator[LeadEvent]:
        """The event of a lead that was registered, and perhaps a turn behind it."""
        if not isinstance(event, LeadEvent) or isinstance(event, DateCorrected | LeadSuspended | LeadResumed):
            return
        if stream not in self._begun and event.came_from is not Stage.UNREGISTERED:
            return
        yield event
        suspended = self._begun.setdefault(stream, False)
        if self._dice.random() < 0.3:
            self._begun[stream] = not suspended
            yield build(LeadResumed if suspended else LeadSuspended, came_from=event.stage, stage=event.stage)


def recounted(log: Sequence[Any], now: datetime) -> dict[Stage, list[float]]:
    """Stage → days without suspensions, leads now there, leads ever there: from states, event by event."""
    spent: defaultdict[Stage, float] = defaultdict(float)
    ever: defaultdict[Stage, set[str]] = defaultdict(set)
    there: defaultdict[Stage, int] = defaultdict(int)
    by_stream: defaultdict[str, list[Any]] = defaultdict(list)
    for recorded in log:
        by_stream[recorded.stream].append(recorded.event)
    for stream, events in by_stream.items():
        state, since = fold(stream, events[:1]), events[0].reached_at
        ever[state.stage].add(stream)
        for event in events[1:]:
            after = fold(stream, [event], state)
            if (after.stage, after.suspended) != (state.stage, state.suspended):
                at = max(since, event.reached_at)
                spent[state.stage] += 0 if state.suspended else (at - since) / DAY
                since = at
            state = after
            ever[state.stage].add(stream)
        spent[state.stage] += 0 if state.suspended else (now - since) / DAY
        there[state.stage] += 1
    return {stage: [spent[stage], there[stage], len(ever[stage])] for stage in ever}


@pytest.mark.parametrize("seed", range(4))
def test_the_tables_say_what_a_naive_recount_of_the_log_says(here: Office, seed: int) -> None:
    record(here.followers.store, dated(seed))
    here.followers.catch_up()
    log = here.followers.store.log(limit=100_000)

    found: Sequence[StageTime] = here.ask(stage_times, LATE)

    expected = recounted(log, LATE)
    assert len(expected) > 5, "leads came far"
    assert any(isinstance(recorded.event, LeadSuspended) for recorded in log)
    assert {row.stage: [row.here, row.reached] for row in found} == {k: v[1:] for k, v in expected.items()}
    for row in found:
        assert days(row.spent) == pytest.approx(expected[row.stage][0], abs=1e-6)
