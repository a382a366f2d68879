"""How verification events change a lead."""

from domain.lead.state import Lead
from domain.lead.verification.events import (
    LeadReferredElsewhere,
    LeadRuledOut,
    MonitoringStarted,
    VerificationEvent,
    VerificationResumed,
    VerificationStarted,
    VisitRecorded,
)
from domain.lead.vocabulary import Matter


def evolve(lead: Lead, event: VerificationEvent) -> Lead:
    """Remember what happened; never refuse."""
    match event:
        case VerificationStarted():
            # his turn begins with the verification, so whoever registered the lead did none of it
            return lead.handed_to(event.officers[0].id, anew=True) if event.officers else lead
        case MonitoringStarted():
            known = lead.participants_known or event.participants_known
            return lead._replace(
                signatures=lead.unsigned(Matter.MONITORING), review_on=event.review_on, participants_known=known
            )
        case LeadReferredElsewhere():
            return lead._replace(receipt=False)
        case VisitRecorded() | LeadRuledOut() | VerificationResumed():
            return lead
