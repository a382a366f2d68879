"""What happened in the inquiry."""

from datetime import date

from domain.catalogue import Personal, event
from domain.lead.base import LeadEvent
from domain.lead.inquiry.commands import EvidenceKind, Ground, Group, JurisdictionBy
from domain.lead.shapes import Elements, Officer, Paper
from domain.lead.vocabulary import PartySignature


@event("lead.inquiry-opened/1")
class InquiryOpened(LeadEvent):
    """M10, M12, M13: inquiry and determination is open."""

    group: Group
    grounds: tuple[Ground, ...]
    suspicion: Personal[str]
    jurisdiction: JurisdictionBy
    competent_division: str
    plan: Paper
    designation: Paper | None


@event("lead.evidence-recorded/1")
class EvidenceRecorded(LeadEvent):
    """An investigative act was done."""

    kind: EvidenceKind
    officers: tuple[Officer, ...]
    certificates_shown: bool
    paper: Paper
    content: Personal[str]
    signature: PartySignature | None
    approval: Paper | None


@event("lead.opinion-recorded/1")
class OpinionRecorded(LeadEvent):
    """A participating department gave its opinion."""

    department: str
    opinion: Personal[str]
    paper: Paper


@event("lead.defence-heard/1")
class DefenceHeard(LeadEvent):
    """The party was heard and answered."""

    told_on: date
    party: Personal[str]
    statement: Personal[str]
    answer: Personal[str]
    remedies_stated: bool
    paper: Paper


@event("lead.ruled-out-after-inquiry/1")
class RuledOutAfterInquiry(LeadEvent):
    """M14: the inquiry ruled it out."""

    elements: Elements
    report: Paper


@event("lead.determined/1")
class LeadDetermined(LeadEvent):
    """M15: determined under the number of the opinion 认定意见书. Amount in 分."""

    number: str
    organ: str
    elements: Elements
    amount_fen: int
    participants: int
    serious: bool
    report: Paper
    collective_decision: Paper | None


InquiryEvent = InquiryOpened | EvidenceRecorded | OpinionRecorded | DefenceHeard | RuledOutAfterInquiry | LeadDetermined
