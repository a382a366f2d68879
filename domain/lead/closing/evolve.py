"""How closing events change a lead."""

from domain.lead.closing.events import (
    ClosingEvent,
    ClosingProposed,
    ClosingReturned,
    FollowUpStarted,
    GuidanceRecorded,
    LeadArchived,
    LeadClosed,
    LeadReopened,
)
from domain.lead.state import Inquiry, Interviewing, Lead
from domain.lead.vocabulary import Matter


def evolve(lead: Lead, event: ClosingEvent) -> Lead:
    """Remember what happened; never refuse."""
    match event:
        case FollowUpStarted():
            return lead._replace(observe_until=event.observe_until)
        case ClosingProposed():
            return lead._replace(closing_from=event.came_from, proposed_by=event.proposed_by)
        case ClosingReturned():
            return lead._replace(closing_from=None, proposed_by="")
        case LeadReopened():
            return lead.without_signature(Matter.REOPENING)._replace(
                interview=Interviewing(), inquiry=Inquiry(), closing_from=None, proposed_by="",
                observe_until=None, review_on=None, receipt=False,
            )  # fmt: skip
        case GuidanceRecorded() | LeadClosed() | LeadArchived():
            return lead
