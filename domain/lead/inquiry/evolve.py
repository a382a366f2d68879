"""How inquiry events change a lead."""

from domain.lead.inquiry.events import (
    DefenceHeard,
    EvidenceRecorded,
    InquiryEvent,
    InquiryOpened,
    LeadDetermined,
    OpinionRecorded,
    RuledOutAfterInquiry,
)
from domain.lead.state import Inquiry, Lead
from domain.lead.vocabulary import Matter


def evolve(lead: Lead, event: InquiryEvent) -> Lead:
    """Remember what happened; never refuse."""
    now = lead.inquiry
    match event:
        case InquiryOpened():
            return lead._replace(signatures=lead.unsigned(Matter.INQUIRY_OPENING), inquiry=Inquiry(opened=True))
        case EvidenceRecorded():
            return lead._replace(
                **lead.counting(event.move, event.occurred), inquiry=now._replace(evidence=now.evidence + 1)
            )
        case OpinionRecorded():
            return lead._replace(
                **lead.counting(event.move, event.occurred), inquiry=now._replace(opinions=now.opinions + 1)
            )
        case DefenceHeard():
            return lead._replace(**lead.counting(event.move, event.occurred), inquiry=now._replace(heard=True))
        case RuledOutAfterInquiry():
            return lead._replace(signatures=lead.unsigned(Matter.INQUIRY_RULING_OUT))
        case LeadDetermined():
            return lead._replace(
                signatures=lead.unsigned(Matter.DETERMINATION),
                inquiry=now._replace(determined=True),
                amount_fen=event.amount_fen,
                participants=event.participants,
                participants_known=lead.participants_known or event.participants > 0,
            )
