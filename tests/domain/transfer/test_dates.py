"""A step of a transfer is dated after the step it follows; only a filing and its end have the police's own date."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.actor import Position
from domain.instants import day_of
from domain.lead.shapes import Officer
from domain.procedure import KEEP, Ruling
from domain.transfer.base import TransferEvent
from domain.transfer.commands import NoteFiling, NoteReturn
from tests.support.transfers import ACCEPTED, ACTING, DEPUTY, SENT, TEAM, District, altered, step, walk, who
from workflows.procedures.transfer import TRANSFER

DATED_BY_THE_POLICE: Final = frozenset({NoteFiling, NoteReturn})
COUNTING: Final = frozenset({"T5z", "T7", "T10r", "T10e", "T10o"})
"""Steps that lead nowhere, of which a limit ends or begins."""
BEGINNING: Final = "T1"
MOVING: Final = [row for row in TRANSFER.rows if row.target is not KEEP and row.id != BEGINNING]


def test_every_step_that_leads_on_asks_for_its_order_but_what_the_police_date_themselves() -> None:
    ordered = {row.id for row in TRANSFER.rows if "command.order" in {guard.code for guard in row.guards}}

    assert ordered == {row.id for row in MOVING if row.command not in DATED_BY_THE_POLICE} | COUNTING


@pytest.mark.parametrize(
    ("after", "name"),
    [
        ((), "T2"),
        (("T2",), "T2r"),
        (("T2", "T2r"), "T3"),
        (("T2", "T2r"), "T3x"),
        (SENT[:3], "T4"),
        (SENT, "T5"),  # or the three days of the police would begin before they had the case
        (ACCEPTED, "T6n"),
        ((*ACCEPTED, "T6n"), "T8a"),
        ((*ACCEPTED, "T6n"), "T8c"),
        ((*ACCEPTED, "T6n", "T8a"), "T9n"),
        ((*ACCEPTED, "T6n", "T8b"), "T10r"),
        ((*ACCEPTED, "T6n", "T8b"), "T10e"),
        ((*ACCEPTED, "T6n", "T8b"), "T10o"),
        ((*SENT, "T5x"), "T5z"),
        ((*SENT, "T5x", "T5z"), "T5"),
        ((*ACCEPTED, "T6"), "T7"),
    ],
)
def test_a_step_is_not_dated_before_the_one_it_follows(after: tuple[str, ...], name: str) -> None:
    district = walk(after)
    taken = step(name, district)

    denied = district.refused(replace(taken, occurred=taken.occurred - timedelta(days=1)), who(name))

    assert denied.code == "command.order"
    assert [str(each) for each in denied.basis] == ["office order-of-acts"]
    assert denied.facts[0].needed == f"≥ {day_of(district.current.latest)}"


def test_a_filing_older_than_the_receipt_is_noted() -> None:
    district = walk(ACCEPTED)
    early = district.now - timedelta(days=9)

    received = district.current.latest

    district.do(altered(step("T6", district), occurred=early, filed_on=early.date()))

    assert district.current.latest == received
    district.do(step("T12", district))


def test_the_police_who_got_the_case_last_did_not_receive_it_before_it_was_passed_on_to_them() -> None:
    district = walk((*SENT, "T5x", 5, "T5z"))
    received = step("T5", district)

    early = replace(received, occurred=received.occurred - timedelta(days=1))
    assert district.refused(early).code == "command.order"
    district.do(received)


def test_items_are_handed_over_after_the_notice_of_filing_and_not_after_a_receipt_that_crossed_it() -> None:
    district = walk((*SENT, 9, "T5"))
    noticed = district.now - timedelta(days=6)
    district.do(altered(step("T6", district), occurred=noticed, filed_on=noticed.date()))
    handed = step("T7", district)

    denied = district.refused(altered(handed, occurred=noticed - timedelta(days=1)))

    assert (denied.code, denied.facts[0].needed) == ("command.order", f"≥ {day_of(noticed)}")
    district.do(altered(handed, occurred=noticed))


def test_a_refused_transfer_is_reported_again_no_earlier_than_the_one_opened_since_ended() -> None:
    first = walk(("T2", "T2r", "T3x"))
    second = walk((20, "T2", "T2r", "T3x"), first)
    second.transfer = "lead-7-1"
    again = step("T2a", second)

    early = altered(again, occurred=again.occurred - timedelta(days=1))
    denied = second.refused(early)
    assert (denied.code, denied.facts[0].needed) == ("transfer.none-open", f"≥ {day_of(again.occurred)}")
    assert [fact.name.en for fact in denied.facts[1:]] == ["transfer 2"]
    second.do(again)


def test_a_day_of_filing_after_its_note_is_refused() -> None:
    district = walk(ACCEPTED)
    tomorrow = (district.now + timedelta(days=1)).date()

    assert district.refused(altered(step("T6", district), filed_on=tomorrow)).code == "command.stated-day"


def test_who_was_ever_on_the_team_decides_nothing_although_he_left_before_the_report() -> None:
    district = walk(("T2",))
    for team in ((*TEAM, Officer(id=DEPUTY.id, certificate=f"Z-{DEPUTY.id}")), TEAM):
        district.do(altered(step("T2c", district), team=team))
    district.do(step("T2r", district))
    promoted = replace(DEPUTY, position=Position.PRINCIPAL)

    assert district.refused(step("T3", district), promoted).code == "transfer.four-eyes"
    district.do(step("T3", district), ACTING)


def test_officers_of_another_organ_are_no_team() -> None:
    district = walk(())
    others = tuple(Officer(id=name, certificate=f"Z-{name}") for name in ("market-1", "market-2"))

    assert district.refused(altered(step("T2", district), team=others)).code == "transfer.two-officers"


TRIES: Final = st.lists(st.tuples(st.integers(0, 9), st.integers(-6, 2)), max_size=25)
"""Which step on, and how many days its date lies from the last date given."""


@given(TRIES)
def test_over_any_history_no_step_is_dated_before_the_one_it_follows(tries: list[tuple[int, int]]) -> None:
    district = District()
    district.open()
    district.wait(days=200)
    day = district.current.latest
    for which, shift in tries:
        rows = [row for row in MOVING if district.current.stage in row.source]
        if not rows:
            break
        row = rows[which % len(rows)]
        act: Any = replace(step(row.id, district), occurred=day + timedelta(days=shift))
        act = replace(act, filed_on=day_of(act.occurred)) if isinstance(act, NoteFiling) else act
        if isinstance(district.judge(act, who(row.id)), Ruling):
            district.do(act, who(row.id))
            day = max(day, act.occurred)
    steps = [event for stream, event in district.log if stream.startswith("transfer/")]
    _in_order([event for event in steps if isinstance(event, TransferEvent)])


def _in_order(steps: list[TransferEvent]) -> None:
    by_police = {row.id for row in TRANSFER.rows if row.command in DATED_BY_THE_POLICE}
    reached = day_of(steps[0].occurred)
    for event in steps:
        if event.came_from is not event.stage:
            assert event.move in by_police or day_of(event.occurred) >= reached, event
            reached = max(reached, day_of(event.occurred))
