"""What was done for a lead, one row an act: what subject files, returns and monthly statistics count.

A lead carried over counts as registered on the day its old ledger registered it, never in the month of the import; what
its stage stands for counts on the day that the ledger has for the stage: with a filing its trial, without one the
transfer (docs/decisions/0013). What came before is not counted.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Index

from domain.instants import microseconds
from domain.lead.base import LeadEvent
from domain.lead.closing.events import LeadClosed
from domain.lead.disposal.events import PoliceFiled, StopOrdered, TransferMoved
from domain.lead.inquiry.events import InquiryOpened, LeadDetermined
from domain.lead.intake.carrying import SETTLED
from domain.lead.intake.events import AssistanceAnswered, AssistanceRegistered, LeadCarriedOver
from domain.lead.interview.events import InterviewRecorded, RectificationOrdered
from domain.lead.stage import Stage
from domain.lead.verification.events import LeadRuledOut, VisitRecorded
from domain.lead.vocabulary import TransferMark
from domain.transfer.events import StatusNoted
from domain.transfer.stage import PoliceStatus
from projections.base import Change, Projection, key, number, place
from projections.risk_ledger import lead_of
from workflows.ports import Recorded

ACTS: Final = Projection("acts", version=1)


class Act(StrEnum):
    """What is counted. Values are stored."""

    REGISTERED = "registered"
    ASSISTANCE = "assistance"
    ANSWERED = "answered"
    VISIT = "visit"
    RULED_OUT = "ruled-out"
    INTERVIEW = "interview"
    ORDER = "order"
    INQUIRY = "inquiry"
    DETERMINED = "determined"
    STOP = "stop"
    TRANSFER_OPENED = "transfer-opened"
    TRANSFERRED = "transferred"
    FILED = "filed"
    TRIED = "tried"
    CLOSED = "closed"


CASE: Final = (Act.INQUIRY, Act.DETERMINED, Act.STOP, Act.TRANSFER_OPENED, Act.FILED)
"""With the first of these a lead counts as a suspected case: R737 19 and R310 3 ask for suspicion (office rule)."""

OF_EVENT: Final[dict[type[LeadEvent], Act]] = {
    AssistanceRegistered: Act.ASSISTANCE,
    AssistanceAnswered: Act.ANSWERED,
    VisitRecorded: Act.VISIT,
    LeadRuledOut: Act.RULED_OUT,
    InterviewRecorded: Act.INTERVIEW,
    RectificationOrdered: Act.ORDER,
    InquiryOpened: Act.INQUIRY,
    LeadDetermined: Act.DETERMINED,
    StopOrdered: Act.STOP,
    PoliceFiled: Act.FILED,
    LeadClosed: Act.CLOSED,
}
OF_MARK: Final[dict[TransferMark, Act]] = {
    TransferMark.OPENED: Act.TRANSFER_OPENED,
    TransferMark.DELIVERED: Act.TRANSFERRED,
    TransferMark.FILED: Act.FILED,
}
OF_BEGINNING: Final[dict[Stage, Act]] = {
    Stage.RULED_OUT: Act.RULED_OUT,
    Stage.RECTIFYING: Act.ORDER,
    Stage.INVESTIGATING: Act.INQUIRY,
    Stage.DETERMINED: Act.DETERMINED,
    Stage.DISPOSING: Act.STOP,
    Stage.CRIMINAL: Act.FILED,
    Stage.CLOSED: Act.CLOSED,
}
"""What lies behind a lead that begins at a stage: one split off, or one from an older ledger."""
STATED: Final[dict[TransferMark | None, tuple[Act, ...]]] = {
    TransferMark.OPENED: (Act.TRANSFER_OPENED,),
    TransferMark.DELIVERED: (Act.TRANSFER_OPENED, Act.TRANSFERRED),
}
"""What an older ledger says of a transfer that nothing came of yet."""
IN_COURT: Final = frozenset({PoliceStatus.TRIAL, PoliceStatus.EFFECTIVE, PoliceStatus.EXECUTION})

ROWS: Final = ACTS.table(
    key("lead"), place("position"), key("act"), number("at"), Index("acts_order", "act", "at", "lead")
)
"""``at`` in µs."""


@ACTS.on(LeadEvent)
def _begun(event: LeadEvent, at: Recorded) -> Iterator[Change]:
    if event.came_from is Stage.UNREGISTERED and not isinstance(event, AssistanceRegistered):
        yield _row(lead_of(at), Act.REGISTERED, event, at)
        if event.stage in OF_BEGINNING:
            yield _row(lead_of(at), OF_BEGINNING[event.stage], event, at, event.reached_at)


@ACTS.on(LeadCarriedOver)
def _stated(event: LeadCarriedOver, at: Recorded) -> Iterator[Change]:
    """What an older ledger states beside the stage, on the stage's day; behind a later stage it is past."""
    pending = () if event.stage in SETTLED else STATED.get(event.transfer, ())
    tried = (Act.TRIED,) if event.tried and event.stage is Stage.CRIMINAL else ()
    for act in (*pending, *tried):
        yield _row(lead_of(at), act, event, at, event.reached_at)


@ACTS.on(*OF_EVENT)
def _done(event: LeadEvent, at: Recorded) -> Change:
    return _row(lead_of(at), OF_EVENT[type(event)], event, at)


@ACTS.on(TransferMoved)
def _transfer(event: TransferMoved, at: Recorded) -> Iterator[Change]:
    if event.mark in OF_MARK:
        yield _row(lead_of(at), OF_MARK[event.mark], event, at)


@ACTS.on(StatusNoted)
def _in_court(event: StatusNoted, at: Recorded) -> Iterator[Change]:
    """The transfer's stream is called after its lead: ``transfer/<lead>-<n>``."""
    if event.status in IN_COURT:
        yield _row(lead_of(at), Act.TRIED, event, at)


def _row(lead: str, act: Act, event: LeadEvent | StatusNoted, at: Recorded, moment: datetime | None = None) -> Change:
    return ROWS.insert(lead, at.position, act.value, at=microseconds(moment or event.occurred))
