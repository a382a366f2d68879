"""What the outside hears of acts beside the main track."""

from domain.instants import day_of
from domain.lead.standing import events as e
from projections.feeds.bands import amount_band, people_band
from projections.feeds.events.disposal import PoliceNotified
from projections.feeds.events.intake import FactsCorrected
from projections.feeds.events.standing import (
    DateCorrected,
    Escalated,
    Merged,
    Resumed,
    RiskGraded,
    Split,
    Suspended,
    Unmerged,
)
from projections.feeds.translating import Moment, tells


@tells(e.RiskGraded)
def _graded(_: e.RiskGraded, at: Moment) -> RiskGraded:
    return at.tell(RiskGraded, before=at.before.grade)


@tells(e.FactsCorrected)
def _corrected(event: e.FactsCorrected, at: Moment) -> FactsCorrected:
    return at.tell(
        FactsCorrected,
        pretext=event.pretext,
        business=event.business,
        amount=amount_band(at.now.amount_fen),
        people=people_band(at.now.people),
    )


@tells(e.DateCorrected)
def _redated(event: e.DateCorrected, at: Moment) -> DateCorrected:
    return at.tell(DateCorrected, act=event.act, was=day_of(event.was), is_=event.happened_on)


@tells(e.LeadEscalated)
def _escalated(event: e.LeadEscalated, at: Moment) -> Escalated:
    return at.tell(Escalated, rung=event.rung, tests=event.tests)


@tells(e.PoliceNotified)
def _notified(_: e.PoliceNotified, at: Moment) -> PoliceNotified:
    return at.tell(PoliceNotified)


@tells(e.LeadSuspended)
def _suspended(event: e.LeadSuspended, at: Moment) -> Suspended:
    return at.tell(Suspended, ground=event.ground, expected=event.expected)


@tells(e.LeadResumed)
def _resumed(_: e.LeadResumed, at: Moment) -> Resumed:
    return at.tell(Resumed)


@tells(e.LeadMerged)
def _merged(event: e.LeadMerged, at: Moment) -> Merged:
    return at.tell(Merged, into=event.into)


@tells(e.LeadUnmerged)
def _unmerged(event: e.LeadUnmerged, at: Moment) -> Unmerged:
    return at.tell(Unmerged, out_of=event.into)


@tells(e.LeadSplit)
def _split(event: e.LeadSplit, at: Moment) -> Split:
    return at.tell(Split, new_lead=event.new_lead)
