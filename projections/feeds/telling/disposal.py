"""What the outside hears of inquiry, disposal and the police."""

from domain.lead.disposal import events as d
from domain.lead.inquiry import events as i
from domain.lead.verification.events import LeadRuledOut
from projections.feeds.bands import amount_band, people_band
from projections.feeds.events.disposal import (
    After,
    CriminalEnded,
    Determined,
    InquiryOpened,
    MilestoneReached,
    PoliceFiled,
    RuledOut,
    StopOrdered,
)
from projections.feeds.translating import Moment, tells


@tells(LeadRuledOut)
def _by_verification(_: LeadRuledOut, at: Moment) -> RuledOut:
    return at.tell(RuledOut, after=After.VERIFICATION)


@tells(i.RuledOutAfterInquiry)
def _by_inquiry(_: i.RuledOutAfterInquiry, at: Moment) -> RuledOut:
    return at.tell(RuledOut, after=After.INQUIRY)


@tells(i.InquiryOpened)
def _opened(event: i.InquiryOpened, at: Moment) -> InquiryOpened:
    return at.tell(
        InquiryOpened,
        group=event.group,
        jurisdiction=event.jurisdiction,
        competent_division=event.competent_division,
    )


@tells(i.LeadDetermined)
def _determined(event: i.LeadDetermined, at: Moment) -> Determined:
    amount, people = amount_band(event.amount_fen), people_band(event.participants)
    return at.tell(Determined, amount=amount, people=people, serious=event.serious)


@tells(d.StopOrdered)
def _stopped(_: d.StopOrdered, at: Moment) -> StopOrdered:
    return at.tell(StopOrdered)


@tells(d.MilestoneRecorded)
def _milestone(event: d.MilestoneRecorded, at: Moment) -> MilestoneReached:
    track, amount = event.milestone.track, amount_band(event.amount_fen)
    return at.tell(MilestoneReached, track=track, milestone=event.milestone, amount=amount)


@tells(d.PoliceFiled)
def _filed(event: d.PoliceFiled, at: Moment) -> PoliceFiled:
    return at.tell(PoliceFiled, filed_on=event.filed_on, own_motion=event.own_motion)


@tells(d.CriminalEnded)
def _ended(event: d.CriminalEnded, at: Moment) -> CriminalEnded:
    return at.tell(CriminalEnded, end=event.end)
