"""What happened while a lead came in."""

from datetime import date, datetime

from domain.catalogue import Personal, event
from domain.instants import start_of
from domain.lead.base import LeadEvent
from domain.lead.intake.commands import NotAcceptedReason
from domain.lead.shapes import Contact, Paper, Person, Unit
from domain.lead.vocabulary import Feature, Pretext, Source, TransferMark


@event("lead.registered/1")
class LeadRegistered(LeadEvent):
    """M01: a lead is on the record. ``elsewhere`` names offices that may hold the same; nothing of theirs is shown."""

    number: str
    office: str
    organ: str
    division: str
    source: Source
    unit: Unit | None
    person: Person | None
    building: str
    address: Personal[str]
    contacts: tuple[Contact, ...]
    industry: str
    scheme: str
    pretext: Pretext
    features: tuple[Feature, ...]
    amount_fen: int | None
    participants: int | None
    areas: tuple[str, ...]
    summary: Personal[str]
    remark: Personal[str]
    handler: str
    duplicates: tuple[str, ...]
    elsewhere: tuple[str, ...]


@event("lead.carried-over/1")
class LeadCarriedOverV1(LeadRegistered):
    """M00 as it was first stored: without what the ledger says of the police and the court."""

    stated_text: Personal[str]
    since: date
    due: date | None
    reference: str
    old_number: str
    file: Personal[str]
    digest: str
    sheet: Personal[str]
    row: int
    carried_by: str


@event("lead.carried-over/2")
class LeadCarriedOver(LeadCarriedOverV1):
    """M00: a lead came from an older ledger, at the stage stated there; what led to it is not on record here.

    ``occurred`` is its day of registration by that ledger, ``carried_by`` whoever brought the file. ``transfer``: what
    the ledger says of a transfer to the police; ``tried``: that it says of a trial.
    """

    transfer: TransferMark | None
    tried: bool

    @property
    def reached_at(self) -> datetime:
        """The day stated; time never runs back behind the registration."""
        return max(self.occurred, start_of(self.since))


@event("lead.assistance-registered/1")
class AssistanceRegistered(LeadEvent):
    """M32: a request to assist was taken on."""

    number: str
    office: str
    organ: str
    division: str
    requester: str
    letter: Paper
    reply_by: date
    matter: Personal[str]
    unit: Unit | None
    person: Person | None
    handler: str


@event("lead.referred/1")
class LeadReferred(LeadEvent):
    """M02: the lead went to the competent office."""

    receiver: str
    receiver_organ: str
    reason: Personal[str]
    letter: Paper


@event("lead.receipt-noted/1")
class ReceiptNoted(LeadEvent):
    """The receiver acknowledged a referral."""

    receipt: Paper
    received_by: Personal[str]


@event("lead.taken-back/1")
class LeadTakenBack(LeadEvent):
    """M03: the lead came back from a referral."""

    returned_by: str
    reason: Personal[str]
    disputed: bool
    superior_decision: Paper | None


@event("lead.not-accepted/1")
class LeadNotAccepted(LeadEvent):
    """M30: the lead was not accepted."""

    reason: NotAcceptedReason
    explanation: Personal[str]
    duplicate_of: str
    named_informant: bool
    informant_told: bool


@event("lead.assistance-answered/1")
class AssistanceAnswered(LeadEvent):
    """The answer to the assistance letter was sent."""

    answer: Paper
    findings: Personal[str]


@event("lead.assistance-taken-over/1")
class AssistanceTakenOver(LeadEvent):
    """M33: a case we assisted became ours."""

    decision: Paper
    reason: Personal[str]


IntakeEvent = (
    LeadRegistered
    | LeadCarriedOver
    | AssistanceRegistered
    | LeadReferred
    | ReceiptNoted
    | LeadTakenBack
    | LeadNotAccepted
    | AssistanceAnswered
    | AssistanceTakenOver
)
