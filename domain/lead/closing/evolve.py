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
from domain.lead.state import Inquiry, Interviewing, Item, Lead
from domain.lead.vocabulary import SETTLED, Track


def evolve(lead: Lead, event: ClosingEvent) -> Lead:
    """Remember what happened; never refuse."""
    match event:
        case FollowUpStarted():
            return lead._replace(observe_until=event.observe_until, hands=(*lead.hands, event.responsible))
        case ClosingProposed():
            return lead._replace(closing_from=event.came_from, proposed_by=event.proposed_by)
        case ClosingReturned() | LeadClosed():
            return lead._replace(closing_from=None, proposed_by="")
        case LeadReopened():
            return lead._replace(
                interview=Interviewing(), inquiry=Inquiry(), signatures=(), observe_until=None, review_on=None,
                receipt=False, hands=(), items=tuple(i for i in lead.items if not _refunded(i)),
                transfers=tuple(ref._replace(taken_up=True) for ref in lead.transfers),
            )  # fmt: skip
        case GuidanceRecorded() | LeadArchived():
            return lead


def _refunded(item: Item) -> bool:
    """Whether it is the outcome of a refund: new facts or victims ask for another."""
    return item.milestone.track is Track.REFUND and item.milestone in SETTLED
