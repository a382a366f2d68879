"""The deadline told from a lead's events is the one that its ledger has; what is done in time is due no more."""

from collections import defaultdict
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Final

import pytest

from adapters.follow.followers import Followers
from domain.lead.intake.events import AssistanceAnswered, AssistanceRegistered, LeadRegistered
from domain.lead.interview.events import InterviewRecorded, InterviewSummoned, NoShowRecorded
from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.lead.verification.events import VerificationResumed, VerificationStarted
from domain.transfer.events import (
    SupplementAsked,
    TeamFormed,
    TransferApproved,
    TransferDelivered,
    TransferReported,
)
from domain.transfer.stage import TransferStage
from projections.ledger_deadline import CALLED, TRANSFER, Due, due_of
from projections.ledger_rows import ledger
from projections.risk_ledger import LEDGER
from projections.work_list import Duty, duties
from tests.support.histories import history
from tests.support.product import opened, record
from tests.support.samples import build
from workflows.desks import fold

NOON: Final = datetime.fromisoformat("2022-03-02T12:00:00+08:00")
DAY: Final = date(2022, 3, 20)


@pytest.mark.parametrize("seed", range(6))
def test_it_is_that_of_the_ledger(tmp_path: Path, seed: int) -> None:
    decisions = history(seed, leads=6, tries=500)
    events: dict[str, list[object]] = defaultdict(list)
    for stream, event in (pair for decision in decisions for pair in decision):
        events[stream].append(event)

    with opened(f"sqlite:///{tmp_path / 'log.db'}", tmp_path) as store:
        record(store, decisions)
        with Followers(store, [LEDGER]) as followers:
            followers.catch_up()
            found = followers.ask(ledger, limit=100).rows

    assert found
    for row in found:
        state = fold(f"lead/{row.lead}", events[f"lead/{row.lead}"])
        assert isinstance(state, Lead)
        transfers = (events[each] for each in events if each.startswith(f"transfer/{row.lead}-"))
        due = due_of(chain(events[f"lead/{row.lead}"], *transfers), state.stage)
        assert (due and due.day) == row.deadline, (row.number, state.stage)


@pytest.mark.parametrize(
    ("stage", "begun", "done"),
    [
        (Stage.ASSISTING, build(AssistanceRegistered, reply_by=DAY), build(AssistanceAnswered)),
        (Stage.INTERVIEW, build(InterviewSummoned, at=NOON), build(InterviewRecorded)),
        (Stage.INTERVIEW, build(InterviewSummoned, at=NOON), build(NoShowRecorded)),
        (Stage.VERIFYING, build(VerificationStarted, due=DAY), build(VerificationResumed)),
    ],
)
def test_what_is_done_is_overdue_no_more(stage: Stage, begun: object, done: object) -> None:
    assert due_of([begun], stage) is not None
    assert due_of([begun, done], stage) is None
    assert due_of([begun, done, begun], stage) == due_of([begun], stage)


def moved(kind: type, came_from: TransferStage, stage: TransferStage, day: str = "2022-03-04") -> object:
    """A transfer moves, on a Friday where nothing else is said."""
    return build(kind, came_from=came_from, stage=stage, occurred=datetime.fromisoformat(f"{day}T14:00:00+00:00"))


REPORTED: Final = moved(TransferReported, TransferStage.TEAM_FORMED, TransferStage.REPORTED)
APPROVED: Final = moved(TransferApproved, TransferStage.REPORTED, TransferStage.APPROVED)


@pytest.mark.parametrize(
    ("event", "day"),
    [
        (REPORTED, date(2022, 3, 7)),
        (APPROVED, date(2022, 3, 5)),
        (moved(SupplementAsked, TransferStage.RECEIPTED, TransferStage.SUPPLEMENTING, "2022-03-01"), date(2022, 3, 4)),
        (moved(TransferDelivered, TransferStage.APPROVED, TransferStage.DELIVERED), None),
    ],
    ids=["to be approved in three days, past the weekend", "to be delivered in 24 hours", "to be supplemented", "done"],
)
def test_the_acts_of_a_transfer_are_due_as_the_law_says_at_every_stage_of_its_lead(
    event: object, day: date | None
) -> None:
    due = due_of([REPORTED, event], Stage.REGISTERED)

    assert due == (Due(day, CALLED[TRANSFER]) if day else None)


def test_what_comes_first_counts() -> None:
    early, late = build(VerificationStarted, due=date(2022, 3, 6)), build(VerificationStarted, due=DAY)

    assert due_of([early, REPORTED], Stage.VERIFYING) == Due(date(2022, 3, 6), CALLED["verify_by"])
    assert due_of([late, REPORTED], Stage.VERIFYING) == Due(date(2022, 3, 7), CALLED[TRANSFER])


def test_what_leaves_a_transfer_where_it_stands_leaves_its_term() -> None:
    noted = moved(TeamFormed, TransferStage.REPORTED, TransferStage.REPORTED)

    assert due_of([REPORTED, noted], Stage.REGISTERED) == due_of([REPORTED], Stage.REGISTERED)


def test_the_ledger_has_the_term_of_a_transfer_and_the_hour_of_its_delivery(tmp_path: Path) -> None:
    lead = build(LeadRegistered, number="370104-2022-0001", stage=Stage.REGISTERED, division="370104")
    with opened(f"sqlite:///{tmp_path / 'log.db'}", tmp_path) as store, Followers(store, [LEDGER]) as followers:

        def after(event: object) -> Duty:
            record(store, [(("transfer/l1-1", event),)])
            followers.catch_up()
            found = followers.ask(duties, [Stage.REGISTERED], division="370104", office="370104")
            return found.rows[0][0]

        record(store, [(("lead/l1", lead),)])
        reported, approved = after(REPORTED), after(APPROVED)
        delivered = after(moved(TransferDelivered, TransferStage.APPROVED, TransferStage.DELIVERED))

    assert (reported.deadline, reported.deliver_by, reported.waits_for) == (date(2022, 3, 7), None, CALLED[TRANSFER])
    assert approved.deliver_by == datetime.fromisoformat("2022-03-05T14:00:00+00:00")
    assert (delivered.deadline, delivered.deliver_by) == (None, None)
