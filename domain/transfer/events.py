"""What happened to a transfer, in the order of the steps T1–T12."""

from datetime import date

from domain.actor import Level, Position
from domain.catalogue import Personal, event
from domain.lead.disposal.commands import CriminalEnd
from domain.lead.shapes import Officer, Paper
from domain.lead.stage import Stage
from domain.transfer.base import PaperEvent, TransferEvent
from domain.transfer.bundle import Bundle
from domain.transfer.stage import PoliceStatus


@event("transfer.suspected/1")
class TransferSuspected(TransferEvent):
    """T1: crime is suspected; ``by_opinion`` is the procuratorate's demand, if there is one.

    ``held`` is the lead's stage, or that before a proposal to close: where M20 leads back to.
    ``office``, ``organ`` and ``division`` are those of the organ that transfers.
    """

    lead: str
    held: Stage
    office: str
    organ: str
    division: str
    suspicion: Personal[str]
    offence: str
    by_opinion: Paper | None


@event("transfer.team-formed/1")
class TeamFormed(TransferEvent):
    """T2: the team has these officers from now on."""

    team: tuple[Officer, ...]


@event("transfer.reported/1")
class TransferReported(PaperEvent):
    """T2r: the written report went to the head; #6 starts."""

    facts: Personal[str]


@event("transfer.reported-again/1")
class TransferReportedAgain(PaperEvent):
    """T2a: the report went to the head once more."""

    facts: Personal[str]
    by_opinion: Paper | None


@event("transfer.approved/1")
class TransferApproved(TransferEvent):
    """T3: approved under the letter's ``number``; #7 starts."""

    opinion: Personal[str]
    number: str
    organ: str
    signer: str
    level: Level
    position: Position | None


@event("transfer.refused/1")
class TransferRefused(TransferEvent):
    """T3x: not approved, with the reasons on file."""

    reasons: Personal[str]
    signer: str
    level: Level
    position: Position | None


@event("transfer.delivered/1")
class TransferDelivered(TransferEvent):
    """T4: the bundle is with the police, in the organ's own name."""

    number: str
    organ: str
    police: str
    police_division: str
    bundle: Bundle


@event("transfer.receipted/1")
class TransferReceipted(PaperEvent):
    """T5: the police signed the receipt; #8 and #11 start."""


@event("transfer.supplement-asked/1")
class SupplementAsked(PaperEvent):
    """T5s: papers are missing; #9 starts."""

    wanted: Personal[str]


@event("transfer.supplemented/1")
class TransferSupplemented(TransferEvent):
    """T5t: what was missing went to the police."""

    papers: tuple[Paper, ...]


@event("transfer.re-routed/1")
class TransferReRouted(PaperEvent):
    """T5x: other police have the case now."""

    police: str


@event("transfer.not-police-matter/1")
class NotPoliceMatter(PaperEvent):
    """T5y: the police sent it back as no police matter."""

    named_organ: str
    reasons: Personal[str]


@event("transfer.filed/1")
class TransferFiled(PaperEvent):
    """T6, T9, T10f: the police filed; #12 starts. ``moved_lead``: the lead became criminal by this very filing."""

    police: str
    filed_on: date
    case_number: str
    offence: str
    moved_lead: bool


@event("transfer.not-filed/1")
class TransferNotFiled(PaperEvent):
    """T6n, T9n, T10d: the police decided not to file, or upheld that; #13 and #15 start."""

    reasons: Personal[str]
    papers_returned: bool


@event("transfer.items-handed-over/1")
class ItemsHandedOver(PaperEvent):
    """T7: items and material went over by a joint inventory."""

    jointly_signed: bool
    seized: bool
    party_told: Paper | None


@event("transfer.status-noted/1")
class StatusNoted(PaperEvent):
    """T6m: what the case reached at the police, prosecution or court."""

    status: PoliceStatus


@event("transfer.reconsideration-asked/1")
class ReconsiderationAsked(PaperEvent):
    """T8a: the same police are to reconsider; #14 starts."""

    accepted_late: Paper | None


@event("transfer.supervision-suggested/1")
class SupervisionSuggested(PaperEvent):
    """T8b, T10…T10s: the procuratorate was asked; ``came_from`` says what about."""

    procuratorate: str
    accepted_late: Paper | None


@event("transfer.non-filing-accepted/1")
class NonFilingAccepted(TransferEvent):
    """T8c: no further remedy is used; the organ must deal with the case (R310 10)."""

    reasons: Personal[str]


@event("transfer.reasons-asked/1")
class ReasonsAsked(PaperEvent):
    """T10r: the police owe the procuratorate an explanation; #16 or #50 starts."""


@event("transfer.police-explained/1")
class PoliceExplained(PaperEvent):
    """T10e: the police gave the procuratorate their reasons."""

    reasons: Personal[str]


@event("transfer.filing-ordered/1")
class FilingOrdered(PaperEvent):
    """T10o: the police must file; #17 starts."""


@event("transfer.reasons-stood/1")
class ReasonsStood(PaperEvent):
    """T10n: supervision ended without filing; the organ must deal with the case (R310 10)."""

    reasons: Personal[str]


@event("transfer.limit-not-passed/1")
class LimitNotPassed(PaperEvent):
    """T10w: the police still had time; the case is back under their examination."""


@event("transfer.returned/1")
class TransferReturned(PaperEvent):
    """T12: the criminal procedure ended without a judgment and the case is back with the organ."""

    end: CriminalEnd
    reason: Personal[str]


AnyTransferEvent = (
    TransferSuspected
    | TeamFormed
    | TransferReported
    | TransferReportedAgain
    | TransferApproved
    | TransferRefused
    | TransferDelivered
    | TransferReceipted
    | SupplementAsked
    | TransferSupplemented
    | TransferReRouted
    | NotPoliceMatter
    | TransferFiled
    | TransferNotFiled
    | ItemsHandedOver
    | StatusNoted
    | ReconsiderationAsked
    | SupervisionSuggested
    | NonFilingAccepted
    | ReasonsAsked
    | PoliceExplained
    | FilingOrdered
    | ReasonsStood
    | LimitNotPassed
    | TransferReturned
)
