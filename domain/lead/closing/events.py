"""What happened at the end of a lead, and when it began again."""

from datetime import date

from domain.catalogue import Personal, event
from domain.lead.base import LeadEvent
from domain.lead.closing.commands import ReopenGround
from domain.lead.shapes import Paper


@event("lead.follow-up-started/1")
class FollowUpStarted(LeadEvent):
    """M21a: petition follow-up is open until the end of the observation period."""

    task: Paper
    responsible: str
    observe_until: date
    court_enforcement: Paper | None


@event("lead.guidance-recorded/1")
class GuidanceRecorded(LeadEvent):
    """Guidance or help was given during follow-up."""

    kind: str
    content: Personal[str]
    next_contact: date | None


@event("lead.closing-proposed/1")
class ClosingProposed(LeadEvent):
    """M21, M21b, M22: closing was proposed."""

    report: Paper
    reasons: Personal[str]
    court_enforcement: Paper | None
    proposed_by: str


@event("lead.closed/1")
class LeadClosed(LeadEvent):
    """M23: closed with a leader's approval."""

    opinion: Personal[str]


@event("lead.closing-returned/1")
class ClosingReturned(LeadEvent):
    """M24: the approver sent the proposal back."""

    reason: Personal[str]


@event("lead.archived/1")
class LeadArchived(LeadEvent):
    """M25: the file went to the archive."""

    catalogue: Paper
    paper_complete: bool
    recordings_complete: bool


@event("lead.reopened/1")
class LeadReopened(LeadEvent):
    """M26: the lead begins again; what was before stays."""

    ground: ReopenGround
    reason: Personal[str]


ClosingEvent = (
    FollowUpStarted | GuidanceRecorded | ClosingProposed | LeadClosed | ClosingReturned | LeadArchived | LeadReopened
)
