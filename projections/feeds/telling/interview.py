"""What the outside hears of interviews and rectification."""

from domain.instants import day_of
from domain.lead.interview import events as e
from projections.feeds.events.interview import (
    Held,
    InterviewEnded,
    InterviewSummoned,
    RectificationAccepted,
    RectificationChecked,
    RectificationOrdered,
)
from projections.feeds.translating import Moment, tells


@tells(e.InterviewSummoned)
def _summoned(event: e.InterviewSummoned, at: Moment) -> InterviewSummoned:
    return at.tell(InterviewSummoned, by=event.office, on=day_of(event.at))


@tells(e.InterviewRecorded)
def _held(_: e.InterviewRecorded, at: Moment) -> InterviewEnded:
    return at.tell(InterviewEnded, outcome=Held.HELD)


@tells(e.NoShowRecorded)
def _no_show(_: e.NoShowRecorded, at: Moment) -> InterviewEnded:
    return at.tell(InterviewEnded, outcome=Held.NO_SHOW)


@tells(e.RectificationOrdered)
def _ordered(event: e.RectificationOrdered, at: Moment) -> RectificationOrdered:
    return at.tell(RectificationOrdered, deadline=event.deadline)


@tells(e.RecheckRecorded)
def _checked(event: e.RecheckRecorded, at: Moment) -> RectificationChecked:
    return at.tell(
        RectificationChecked,
        promotion_removed=event.promotion_removed,
        no_new_money=event.no_new_money,
        refunds_evidenced=event.refunds_evidenced,
    )


@tells(e.RectificationAccepted)
def _accepted(event: e.RectificationAccepted, at: Moment) -> RectificationAccepted:
    return at.tell(RectificationAccepted, review_on=event.review_on)
