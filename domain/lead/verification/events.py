"""What happened during the verification of a lead."""

from datetime import date

from domain.catalogue import Personal, event
from domain.lead.base import LeadEvent
from domain.lead.shapes import Elements, Officer, Paper
from domain.lead.verification.commands import LookAgain, VisitKind
from domain.lead.vocabulary import PartySignature


@event("lead.verification-started/1")
class VerificationStarted(LeadEvent):
    """M04: named officers got the verification task."""

    officers: tuple[Officer, ...]
    no_interest: bool
    task: Paper
    due: date | None


@event("lead.visit-recorded/1")
class VisitRecorded(LeadEvent):
    """A visit by consent or an inspection took place."""

    kind: VisitKind
    officers: tuple[Officer, ...]
    place: Personal[str]
    consented: bool
    seen: Personal[str]
    said: Personal[str]
    guidance: Personal[str]
    signature: PartySignature
    photos: tuple[str, ...]


@event("lead.ruled-out/1")
class LeadRuledOut(LeadEvent):
    """M05: no illegal fundraising was found by verification."""

    elements: Elements
    confirmed_by: tuple[Officer, ...]
    report: Paper


@event("lead.monitoring-started/1")
class MonitoringStarted(LeadEvent):
    """M06: the lead is kept under observation until a review."""

    review_on: date
    report: Paper
    participants_known: bool


@event("lead.verification-resumed/1")
class VerificationResumed(LeadEvent):
    """M07: monitoring gave a reason to look again."""

    because: LookAgain
    reason: Personal[str]


@event("lead.referred-elsewhere/1")
class LeadReferredElsewhere(LeadEvent):
    """M31: the matter went to another organ."""

    receiver: str
    reason: Personal[str]
    letter: Paper


VerificationEvent = (
    VerificationStarted | VisitRecorded | LeadRuledOut | MonitoringStarted | VerificationResumed | LeadReferredElsewhere
)
