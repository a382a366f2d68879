"""The last day of what a lead waits for, told from its events: for any moment of its life, as the ledger has it now."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from domain.instants import day_of
from domain.lead.base import LeadEvent
from domain.lead.closing.events import FollowUpStarted, LeadReopened
from domain.lead.intake.events import AssistanceRegistered
from domain.lead.interview.events import (
    InterviewSummoned,
    RectificationAccepted,
    RectificationOrdered,
    ReturnedToVerification,
)
from domain.lead.stage import Stage
from domain.lead.verification.events import MonitoringStarted, VerificationResumed, VerificationStarted

DEADLINES_BY_STAGE: Final[dict[Stage, str]] = {
    Stage.ASSISTING: "reply_by",
    Stage.VERIFYING: "verify_by",
    Stage.MONITORING: "review_on",
    Stage.INTERVIEW: "interview_on",
    Stage.RECTIFYING: "rectify_by",
    Stage.FOLLOW_UP: "observe_until",
}
"""Which date counts at which stage; at the others none was set by an act."""

DEADLINES: Final[dict[type[LeadEvent], tuple[str, str]]] = {
    VerificationStarted: ("verify_by", "due"),
    InterviewSummoned: ("interview_on", "at"),
    RectificationOrdered: ("rectify_by", "deadline"),
    MonitoringStarted: ("review_on", "review_on"),
    RectificationAccepted: ("review_on", "review_on"),
    FollowUpStarted: ("observe_until", "observe_until"),
    AssistanceRegistered: ("reply_by", "reply_by"),
}
"""Event → the column it sets, the field it sets it from."""
VERIFIED_AGAIN: Final = (VerificationResumed, ReturnedToVerification, LeadReopened)
"""What is verified again has no date yet."""


def deadline_of(events: Iterable[object], stage: Stage) -> date | None:
    """The day that the act at this stage set; None where none was set."""
    days: dict[str, date | None] = {}
    for event in events:
        if isinstance(event, VERIFIED_AGAIN):
            days["verify_by"] = None
        found = DEADLINES.get(type(event))  # type: ignore[arg-type] # any event may be asked for
        if found is not None:
            column, field = found
            days[column] = _day(getattr(event, field))
    return days.get(DEADLINES_BY_STAGE.get(stage, ""))


def _day(value: date | datetime | None) -> date | None:
    return day_of(value) if isinstance(value, datetime) else value
