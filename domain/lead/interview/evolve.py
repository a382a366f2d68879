"""How interview and rectification events change a lead."""

from domain.lead.interview.events import (
    InterviewEvent,
    InterviewRecorded,
    InterviewSummoned,
    NoShowRecorded,
    RecheckRecorded,
    RectificationAccepted,
    RectificationOrdered,
    ReturnedToVerification,
)
from domain.lead.state import Interviewing, Lead
from domain.lead.vocabulary import Matter, Milestone, Track


def evolve(lead: Lead, event: InterviewEvent) -> Lead:  # noqa: PLR0911 - one arm, one return
    """Remember what happened; never refuse."""
    now = lead.interview
    match event:
        case InterviewSummoned():
            return lead._replace(
                signatures=lead.unsigned(Matter.INTERVIEW_NOTICE), interview=Interviewing(event.office, event.at)
            )
        case InterviewRecorded():
            return lead._replace(
                **lead.counting(event.move, event.occurred), interview=now._replace(minutes=True, no_show=False)
            )
        case NoShowRecorded():
            return lead._replace(**lead.counting(event.move, event.occurred), interview=now._replace(no_show=True))
        case RectificationOrdered():
            ordered = now._replace(deadline=event.deadline, rechecked=None)
            return lead._replace(signatures=lead.unsigned(Matter.RECTIFICATION_ORDER), interview=ordered)
        case ReturnedToVerification():
            return lead._replace(interview=Interviewing())
        case RecheckRecorded():
            return lead._replace(
                **lead.counting(event.move, event.occurred), interview=now._replace(rechecked=_rectified(lead, event))
            )
        case RectificationAccepted():
            known = lead.participants_known or event.participants_known
            return lead._replace(review_on=event.review_on, participants_known=known, interview=Interviewing())


def _rectified(lead: Lead, event: RecheckRecorded) -> bool:
    """M11: promotion removed, no new money, and refunds evidenced if the lead has any."""
    due = any(
        i.milestone.track is Track.REFUND and i.milestone is not Milestone.REFUND_NOT_REQUIRED for i in lead.items
    )
    return event.promotion_removed and event.no_new_money and (event.refunds_evidenced or not due)
