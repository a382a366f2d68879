"""The last day of what a lead waits for, told from its events: for any moment of its life, as the ledger has it now.

Of a transfer to the police the limits of the organ's own acts count, as R310 5 and MPS 180 have them. Those of the
police are not ours to meet, and of its three days to hand over items nobody can tell whether there are any.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from domain.instants import day_of
from domain.lead.closing.events import FollowUpStarted, LeadReopened
from domain.lead.intake.events import AssistanceAnswered, AssistanceRegistered, LeadCarriedOver
from domain.lead.interview.events import (
    InterviewRecorded,
    InterviewSummoned,
    NoShowRecorded,
    RectificationAccepted,
    RectificationOrdered,
    ReturnedToVerification,
)
from domain.lead.stage import Stage
from domain.lead.verification.events import MonitoringStarted, VerificationResumed, VerificationStarted
from domain.transfer.base import TransferEvent
from domain.transfer.events import SupplementAsked, TransferApproved, TransferReported, TransferReportedAgain
from domain.transfer.windows import last_day
from domain.words import Words

DEADLINES_BY_STAGE: Final[dict[Stage, str]] = {
    Stage.ASSISTING: "reply_by",
    Stage.VERIFYING: "verify_by",
    Stage.MONITORING: "review_on",
    Stage.INTERVIEW: "interview_on",
    Stage.RECTIFYING: "rectify_by",
    Stage.FOLLOW_UP: "observe_until",
}
"""Which date counts at which stage; at the others none was set by an act."""
TRANSFER: Final = "transfer_by"
"""The date that counts at every stage, where there is one and it comes first."""
CALLED: Final[dict[str, Words]] = {
    "reply_by": Words("答复", "answer"),
    "verify_by": Words("核查", "verification"),
    "review_on": Words("复核", "review"),
    "interview_on": Words("约谈", "interview"),
    "rectify_by": Words("整改", "rectification"),
    "observe_until": Words("观察期", "observation"),
    TRANSFER: Words("移送", "transfer"),
}
"""What each is the last day of."""

SET: Final[dict[type, tuple[str, str]]] = {
    VerificationStarted: ("verify_by", "due"),
    InterviewSummoned: ("interview_on", "at"),
    RectificationOrdered: ("rectify_by", "deadline"),
    MonitoringStarted: ("review_on", "review_on"),
    RectificationAccepted: ("review_on", "review_on"),
    FollowUpStarted: ("observe_until", "observe_until"),
    AssistanceRegistered: ("reply_by", "reply_by"),
}
"""Event → the date it sets, the field it sets it from."""
OVER: Final[dict[type, str]] = {
    VerificationResumed: "verify_by",
    ReturnedToVerification: "verify_by",
    LeadReopened: "verify_by",
    InterviewRecorded: "interview_on",
    NoShowRecorded: "interview_on",
    AssistanceAnswered: "reply_by",
}
"""Event → the date it ends: what was to be done is done, or begins anew and has no date yet."""
HOURS: Final = timedelta(hours=24)
"""To bring the papers to the police after the approval (R310 5 ¶2): hours never roll."""


def _after_hours(start: datetime) -> date:
    return day_of(start + HOURS)


IN_TRANSFER: Final[dict[type, Callable[[datetime], date]]] = {
    TransferReported: last_day,
    TransferReportedAgain: last_day,
    TransferApproved: _after_hours,
    SupplementAsked: last_day,
}
"""Event of a transfer → the last day of the act that it asks the organ for (R310 5 ¶2, MPS 180 ¶2)."""


TELLING: Final = frozenset({*SET, *OVER, LeadCarriedOver})
"""Events of a lead that set a date, or end one."""


class Due(NamedTuple):
    """A last day, and what of."""

    day: date
    what: Words


def dates(event: object) -> Mapping[str, date | None]:
    """The dates that an event sets, or ends (None)."""
    kind = type(event)
    if kind in OVER:
        return {OVER[kind]: None}
    if kind in SET:
        name, field = SET[kind]
        return {name: _day(getattr(event, field))}
    if isinstance(event, LeadCarriedOver):
        carried = DEADLINES_BY_STAGE.get(event.stage)
        return {carried: event.due} if carried and event.due else {}
    if isinstance(event, TransferEvent) and event.stage is not event.came_from:
        ends = IN_TRANSFER.get(kind)
        return {TRANSFER: ends(event.occurred) if ends else None}
    return {}


def due_of(events: Iterable[object], stage: Stage) -> Due | None:
    """The day that acts set for a lead at this stage, or for its transfer where that comes first; None where none was.

    ``events`` are those of the lead and of its transfers.
    """
    known: dict[str, date | None] = {}
    for event in events:
        if type(event) in TELLING or isinstance(event, TransferEvent):  # of very many events very few
            known |= dates(event)
    counting = (DEADLINES_BY_STAGE.get(stage, ""), TRANSFER)
    found = [Due(day, CALLED[name]) for name in counting if (day := known.get(name))]
    return min(found, key=lambda each: each.day, default=None)


def _day(value: date | datetime | None) -> date | None:
    return day_of(value) if isinstance(value, datetime) else value
