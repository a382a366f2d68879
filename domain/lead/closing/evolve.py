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


def evolve(lead: Lead, event: ClosingEvent) -> Lead:
    """Remember what happened; never refuse."""
    match event:
        case FollowUpStarted():
            return lead._replace(observe_until=event.observe_until)
        case ClosingProposed():
            return lead._replace(closing_from=event.came_from, proposed_by=event.proposed_by)
        case ClosingReturned() | LeadClosed():
            return lead._replace(closing_from=None, proposed_by="")
        case LeadReopened():
            return lead._replace(
                interview=Interviewing(), inquiry=Inquiry(), signatures=(), observe_until=None, review_on=None,
                receipt=False,
                transfers=tuple(ref._replace(taken_up=True) for ref in lead.transfers),
            )  # fmt: skip
        case GuidanceRecorded() | LeadArchived():
            return lead
