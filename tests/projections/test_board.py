"""The supervisor's figures over random histories: each is what the ledger lists under the filter that goes with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from api.lead_path import PATH
from domain.instants import day_of
from domain.lead.base import LeadEvent
from domain.lead.closing.events import LeadClosed
from domain.lead.disposal.events import TransferMoved
from domain.lead.inquiry.events import InquiryOpened
from domain.lead.intake.events import LeadRegistered
from domain.lead.stage import Stage
from domain.lead.standing.events import LeadResumed, LeadSuspended
from domain.lead.verification.events import VerificationStarted
from domain.lead.vocabulary import Business, Pretext, TransferMark
from projections.acts import ACTS
from projections.board import By, closed, reached, registered, stood, tally
from projections.classes import CLASSES
from projections.ledger_past import Span, Standing
from projections.ledger_rows import LedgerFilter, ledger
from projections.risk_ledger import LEDGER
from projections.sight import Reader
from projections.stage_times import TIMES
from tests.support.histories import history
from tests.support.office import Office, office
from tests.support.product import record
from tests.support.samples import NOON, build

DAY: Final = timedelta(days=1)
NOW: Final = NOON + 400 * DAY
R, V, Q, C = Stage.REGISTERED, Stage.VERIFYING, Stage.INVESTIGATING, Stage.CLOSING
BOUNDS: Final = (7, 30, 90)
DUE: Final = date(2022, 9, 3)
PLACES: Final = ("370104", "370104001", "370104001002", "370104002", "370105001")


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, ACTS, TIMES, CLASSES) as opened:
        yield opened


def listed(here: Office, wanted: LedgerFilter) -> list[str]:
    """The leads that the ledger shows, page after page."""
    found, page = list[str](), here.ask(ledger, wanted, limit=3)
    while True:
        found += [row.lead for row in page.rows]
        if page.following is None:
            return found
        page = here.ask(ledger, wanted, after=page.following, limit=3)


def scattered(seed: int) -> list[tuple[tuple[str, Any], ...]]:
    """A history of the real tables over a year, in several streets, with suspensions in between."""
    dice, now, made = Random(seed), NOON, list[tuple[tuple[str, Any], ...]]()  # noqa: S311 - dice, not secrets
    begun, paused = set[str](), set[str]()
    for stream, event in (pair for decision in history(seed, leads=12, tries=900) for pair in decision):
        if not isinstance(event, LeadEvent) or isinstance(event, LeadSuspended | LeadResumed):
            continue
        if stream not in begun and event.came_from is not Stage.UNREGISTERED:
            continue
        begun.add(stream)
        now += timedelta(hours=dice.randrange(30))
        made.append(((stream, _placed(replace(event, occurred=now), len(begun), dice)),))
        if dice.random() < 0.2:
            turn = LeadResumed if stream in paused else LeadSuspended
            paused ^= {stream}
            made.append(((stream, build(turn, came_from=event.stage, stage=event.stage, occurred=now)),))
    return made


def _placed(event: LeadEvent, number: int, dice: Random) -> LeadEvent:
    if not isinstance(event, LeadRegistered):
        return event
    return replace(event, division=PLACES[number % len(PLACES)], pretext=dice.choice(list(Pretext)))


WANTED: Final = {
    "all": LedgerFilter(),
    "an area": LedgerFilter(division="370104001"),
    "who sees a street": LedgerFilter(shown_to=Reader("370104001", "370104001")),
    "some stages": LedgerFilter(stages=(R, V, Stage.CLOSED, Stage.INTERVIEW)),
    "a time": LedgerFilter(registered=Span(day_of(NOON + 2 * DAY), day_of(NOON + 90 * DAY))),
    "overdue": LedgerFilter(due_by=date(2022, 9, 4)),
}


SPANS: Final = [Span(day, day + 29 * DAY) for day in (day_of(NOON) + 30 * number * DAY for number in range(12))]
BANDS: Final = [Standing(NOW, *pair) for pair in zip((0, *BOUNDS), (*BOUNDS, None), strict=True)]
STEPS: Final = [step.stages for step in PATH]


def figures(here: Office, wanted: LedgerFilter) -> Iterator[tuple[int, LedgerFilter]]:
    """Every figure of the board, with the filter that goes with it."""
    counted = here.ask(tally, wanted, DUE)
    for late in (False, True):
        narrowed = replace(wanted, due_by=min(wanted.due_by or DUE, DUE)) if late else wanted
        for stage, count in counted.by(By.STAGE, overdue=late).items():
            yield count, replace(narrowed, stages=(Stage(stage),))
        for street, count in counted.by(By.STREET, overdue=late).items():
            yield count, replace(narrowed, street=street)
        for name, count in counted.by(By.PRETEXT, overdue=late).items():
            yield count, replace(narrowed, pretext=Pretext(name))
        for name, count in counted.by(By.BUSINESS, overdue=late).items():
            yield count, replace(narrowed, business=Business(name))
    for (stage, at), count in here.ask(stood, wanted, NOW, BOUNDS, 3).ages.items():
        yield count, replace(wanted, stages=(stage,), standing=BANDS[at])
    for stages, count in zip(STEPS, here.ask(reached, wanted, STEPS), strict=True):
        yield count, replace(wanted, been=tuple(stages))
    for span, count in zip(SPANS, here.ask(closed, wanted, SPANS), strict=True):
        yield count, replace(wanted, closed=span)
    for span, count in zip(SPANS, here.ask(registered, replace(wanted, registered=Span()), SPANS), strict=True):
        yield count, replace(wanted, registered=span)


@pytest.mark.parametrize("wanted", WANTED.values(), ids=WANTED)
def test_every_figure_is_what_the_ledger_lists_under_its_filter(here: Office, wanted: LedgerFilter) -> None:
    record(here.followers.store, scattered(3))
    for number, place in enumerate(PLACES):
        lead = {"number": f"370104-2022-9{number}", "division": place, "occurred": NOON + number * 40 * DAY}
        here.registered(f"late{number}", **lead)
        verified = moved(VerificationStarted, R, V, number * 40 + 1, due=date(2022, 9, 1 + number))
        here.happened(verified, stream=f"lead/late{number}")

    shown = list(figures(here, wanted))

    assert sum(here.ask(tally, wanted, DUE).by(By.STAGE).values()) == len(listed(here, wanted)) > 0
    assert len({count for count, _ in shown}) > 2, "the figures differ"
    assert [count for count, _ in shown] == [len(listed(here, each)) for _, each in shown]


def moved(kind: type[LeadEvent], came_from: Stage, stage: Stage, days: float, **given: object) -> LeadEvent:
    return build(kind, came_from=came_from, stage=stage, occurred=NOON + days * DAY, **given)


def test_whoever_stands_longest_comes_first_and_suspensions_do_not_count(here: Office) -> None:
    here.registered("l1")
    here.registered("l2", occurred=NOON + 5 * DAY, number="370104-2022-0002")
    here.happened(moved(LeadSuspended, R, R, 2), stream="lead/l1")

    first, second = here.ask(stood, LedgerFilter(), NOON + 10 * DAY, (3,), 5).longest

    assert (first.lead, first.spent // 86_400_000_000, second.lead, second.spent // 86_400_000_000) == (
        "l2",
        5,
        "l1",
        2,
    )
    assert second.suspended
    assert here.ask(stood, LedgerFilter(), NOON + 10 * DAY, (3,), 1).ages == {(R, 0): 1, (R, 1): 1}
    week = LedgerFilter(standing=Standing(NOON + 10 * DAY, 2, 3))
    assert listed(here, week) == ["l1"]


def test_days_are_those_of_the_offices_clocks_and_both_ends_are_in(here: Office) -> None:
    here.registered("l1", occurred=NOON)
    day = day_of(NOON)

    def lies(since: date | None, until: date | None) -> bool:
        return here.ask(registered, LedgerFilter(), [Span(since, until)]) == (1,)

    assert lies(day, day)
    assert lies(None, day)
    assert lies(day, None)
    assert not lies(day + DAY, None)
    assert not lies(None, day - DAY)


def test_a_lead_that_was_closed_and_taken_up_again_was_closed(here: Office) -> None:
    here.happened(*_life())

    assert here.ask(closed, LedgerFilter(), [Span(day_of(NOON + 8 * DAY), day_of(NOON + 8 * DAY)), Span()]) == (1, 1)
    assert listed(here, LedgerFilter(closed=Span(since=day_of(NOON + 9 * DAY)))) == []


def test_who_was_transferred_has_been_with_the_police(here: Office) -> None:
    here.registered()
    police: Sequence[frozenset[Stage]] = [frozenset({Stage.CRIMINAL})]
    assert here.ask(reached, LedgerFilter(), police) == (0,)

    here.happened(build(TransferMoved, mark=TransferMark.DELIVERED, came_from=R, stage=R, occurred=NOON))

    assert here.ask(reached, LedgerFilter(), police) == (1,)


def _life() -> list[LeadEvent]:
    return [
        build(LeadRegistered, came_from=Stage.UNREGISTERED, stage=R, occurred=NOON),
        moved(VerificationStarted, R, V, 1), moved(InquiryOpened, V, Q, 2), moved(LeadClosed, C, Stage.CLOSED, 8),
        moved(VerificationStarted, Stage.CLOSED, V, 20),
    ]  # fmt: skip
