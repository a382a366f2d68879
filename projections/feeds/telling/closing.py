"""What the outside hears of the end of a lead and its new beginning."""

from domain.instants import day_of
from domain.lead.closing import events as e
from projections.feeds.events.closing import Closed, FollowUpStarted, Reopened
from projections.feeds.translating import Moment, tells


@tells(e.FollowUpStarted)
def _followed(event: e.FollowUpStarted, at: Moment) -> FollowUpStarted:
    return at.tell(FollowUpStarted, observe_until=event.observe_until)


@tells(e.LeadClosed)
def _closed(event: e.LeadClosed, at: Moment) -> Closed:
    begun = at.now.registered
    return at.tell(Closed, days=None if begun is None else (day_of(event.occurred) - begun).days)


@tells(e.LeadReopened)
def _reopened(event: e.LeadReopened, at: Moment) -> Reopened:
    return at.tell(Reopened, ground=event.ground)
