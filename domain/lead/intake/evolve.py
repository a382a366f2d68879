"""How intake events change a lead."""

from domain.lead.intake.events import (
    AssistanceAnswered,
    AssistanceRegistered,
    AssistanceTakenOver,
    IntakeEvent,
    LeadNotAccepted,
    LeadReferred,
    LeadRegistered,
    LeadTakenBack,
    ReceiptNoted,
)
from domain.lead.state import Lead
from domain.lead.vocabulary import Source


def evolve(lead: Lead, event: IntakeEvent) -> Lead:
    """Remember what happened; never refuse."""
    match event:
        case LeadRegistered():
            return lead._replace(
                number=event.number, office=event.office, organ=event.organ, division=event.division,
                unit=event.unit, person=event.person, handler=event.handler, source=event.source,
                amount_fen=event.amount_fen, participants=event.participants,
            )  # fmt: skip
        case AssistanceRegistered():
            return lead._replace(
                number=event.number, office=event.office, organ=event.organ, division=event.division,
                unit=event.unit, person=event.person, handler=event.handler, source=Source.ASSISTANCE_LETTER,
                review_on=event.reply_by,
            )  # fmt: skip
        case ReceiptNoted():
            return lead._replace(**lead.counting(event.move, event.occurred), receipt=True)
        case LeadReferred() | LeadTakenBack():
            return lead._replace(receipt=False)
        case AssistanceAnswered():
            return lead._replace(**lead.counting(event.move, event.occurred), answered=True)
        case AssistanceTakenOver() | LeadNotAccepted():
            return lead
