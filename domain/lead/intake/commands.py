"""Commands by which a lead comes in."""

from datetime import date
from enum import StrEnum

from domain.catalogue import Personal, shape
from domain.lead.base import LeadCommand
from domain.lead.shapes import Contact, Paper, Person, Unit
from domain.lead.stage import Stage
from domain.lead.vocabulary import Feature, Pretext, Source, TransferMark


class NotAcceptedReason(StrEnum):
    """Why a lead is not accepted: a closed list (M30, office rule). Values are stored."""

    INVALID = "invalid"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out-of-scope"


@shape
class RegisterLead(LeadCommand):
    """M01: put a lead on the record. ``division`` is where it is; ``office`` answers for it; amounts are in 分.

    ``source`` is only a channel: an informant's, petitioner's or bank's identity never comes here.
    """

    office: str
    organ: str
    division: str
    source: Source
    unit: Unit | None = None
    person: Person | None = None
    building: str = ""
    address: Personal[str] = ""
    contacts: tuple[Contact, ...] = ()
    industry: str = ""
    scheme: str = ""
    pretext: Pretext = Pretext.OTHER
    features: tuple[Feature, ...] = ()
    amount_fen: int | None = None
    participants: int | None = None
    areas: tuple[str, ...] = ()
    summary: Personal[str] = ""
    remark: Personal[str] = ""
    handler: str = ""


@shape
class CarryOverLead(RegisterLead):
    """M00: register what an older ledger holds, at the stage that it states; ``occurred`` is its day of registration.

    ``stated_text`` is the office's own word for the stage, ``since`` the day it was reached, ``due`` its deadline where
    the ledger has one, ``reference`` the number of the paper that it rests on. ``transfer`` is what it says of one to
    the police, ``tried`` whether of a trial. ``file``, ``digest`` (SHA-256, hex), ``sheet`` and ``row`` say where it
    stands. The file proves what was written there, not that it happened.
    """

    stated_stage: Stage
    stated_text: Personal[str]
    since: date
    due: date | None = None
    reference: str = ""
    transfer: TransferMark | None = None
    tried: bool = False
    old_number: str = ""
    file: Personal[str]
    digest: str
    sheet: Personal[str]
    row: int


@shape
class RegisterAssistance(LeadCommand):
    """M32: take on a request to assist 协查函 of the competent coordinating authority (R737 20 ¶1)."""

    office: str
    organ: str
    division: str
    requester: str
    letter: Paper
    reply_by: date
    matter: Personal[str] = ""
    unit: Unit | None = None
    person: Person | None = None
    handler: str = ""


@shape
class ReferLead(LeadCommand):
    """M02: hand the lead to the office that is competent by area or sector; a receipt is expected."""

    receiver: str
    receiver_organ: str
    reason: Personal[str]
    letter: Paper


@shape
class NoteReceipt(LeadCommand):
    """The receiver's receipt for a referral came in."""

    receipt: Paper
    received_by: Personal[str]


@shape
class TakeBackLead(LeadCommand):
    """M03: the receiver sent it back with reasons; in a dispute the common superior decided (R737 20 ¶2)."""

    returned_by: str
    reason: Personal[str]
    disputed: bool = False
    superior_decision: Paper | None = None


@shape
class RefuseLead(LeadCommand):
    """M30: not accepted, for one of the closed reasons; a named informant is told with the reason."""

    reason: NotAcceptedReason
    explanation: Personal[str]
    duplicate_of: str = ""
    named_informant: bool = False
    informant_told: bool = False


@shape
class AnswerAssistance(LeadCommand):
    """The answer to the assistance letter was sent."""

    answer: Paper
    findings: Personal[str] = ""


@shape
class TakeOverAssistance(LeadCommand):
    """M33: the superior decided that the case is ours (R737 20 ¶2)."""

    decision: Paper
    reason: Personal[str] = ""
