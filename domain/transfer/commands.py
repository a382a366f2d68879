"""Commands to a transfer, in the order of the steps T2–T12. It is opened by the lead's ``OpenTransfer`` (M17)."""

from datetime import date
from typing import ClassVar

from domain.catalogue import Personal, shape
from domain.lead.disposal.commands import CriminalEnd
from domain.lead.shapes import Officer, Paper
from domain.transfer.base import OnPaper, TransferCommand
from domain.transfer.bundle import Bundle
from domain.transfer.stage import PoliceStatus


@shape
class FormTeam(TransferCommand):
    """T2: at least two enforcement officers are named at once; later, the team is changed (T2c)."""

    team: tuple[Officer, ...]


@shape
class SubmitReport(OnPaper):
    """T2r: the team verified the facts and reports in writing."""

    facts: Personal[str]


@shape
class ReportAgain(SubmitReport):
    """T2a: a refused transfer is reported again: ``facts`` says what is new; perhaps the procuratorate demands it."""

    by_opinion: Paper | None = None


@shape
class ApproveTransfer(TransferCommand):
    """T3: the head or acting head approves; the letter gets its number."""

    opinion: Personal[str] = ""


@shape
class RefuseTransfer(TransferCommand):
    """T3x: the head or acting head does not approve; the reasons go on file."""

    reasons: Personal[str]


@shape
class DeliverTransfer(TransferCommand):
    """T4: the bundle went to the police of the same level; ``police_division`` is the area code they answer for.

    ``designation`` is the paper by which police of another area have the case; it goes along with the other material.
    """

    police: str
    police_division: str
    bundle: Bundle
    designation: Paper | None = None


@shape
class NotePoliceReceipt(OnPaper):
    """T5: the police signed the receipt; from ``occurred`` on they have the case (#8, #11)."""


@shape
class NoteSupplementRequest(OnPaper):
    """T5s: the police find papers missing and say so."""

    wanted: Personal[str] = ""


@shape
class SendSupplement(TransferCommand):
    """T5t: the organ supplies what was missing."""

    papers: tuple[Paper, ...]


@shape
class NoteReRouting(OnPaper):
    """T5x: the police passed the case on to ``police``, who are competent, and told the organ."""

    police: str


@shape
class NoteNotPoliceMatter(OnPaper):
    """T5y: no police matter at all; the notice names the organ to go to and the reasons, as far as it does."""

    named_organ: str = ""
    reasons: Personal[str] = ""


@shape
class NoteFiling(OnPaper):
    """T6, T9, T10f: the police filed. The notice starts the duty to hand over (#12)."""

    stated: ClassVar[tuple[str, ...]] = ("filed_on",)

    filed_on: date
    case_number: str = ""
    offence: str = ""


@shape
class NoteNonFiling(OnPaper):
    """T6n: the police do not file; T9n: they uphold that on reconsideration. The windows #13 and #15 start."""

    reasons: Personal[str] = ""
    papers_returned: bool = True


@shape
class HandOverItems(OnPaper):
    """T7: items and remaining material went over; ``paper`` is the inventory, ``party_told`` the notice of ACL 21.

    ``seized`` says whether sealed or seized goods are among them.
    """

    jointly_signed: bool
    seized: bool
    party_told: Paper | None = None


@shape
class NotePoliceStatus(OnPaper):
    """T6m: the case at the police, prosecution or court reached something; a step back is possible."""

    status: PoliceStatus


@shape
class AskReconsideration(OnPaper):
    """T8a: the same police are asked to reconsider; ``accepted_late`` is their paper taking a late request."""

    accepted_late: Paper | None = None


@shape
class SuggestSupervision(OnPaper):
    """T8b, T10, T10b, T10c, T10s: the procuratorate is asked to supervise the filing.

    ``accepted_late`` is its paper taking a late suggestion all the same.
    """

    procuratorate: str
    accepted_late: Paper | None = None


@shape
class AcceptNonFiling(TransferCommand):
    """T8c: the organ uses no further remedy, for reasons, and deals with the case itself."""

    reasons: Personal[str]


@shape
class NoteReasonsAsked(OnPaper):
    """T10r: the procuratorate asked the police for their reasons, or why they are late (#16, #50)."""


@shape
class NotePoliceReasons(OnPaper):
    """T10e: the police explained themselves to the procuratorate."""

    reasons: Personal[str] = ""


@shape
class NoteFilingOrder(OnPaper):
    """T10o: the procuratorate ordered the police to file (#17)."""


@shape
class NoteReasonsStand(OnPaper):
    """T10n: the procuratorate found that the police's reasons stand."""

    reasons: Personal[str] = ""


@shape
class NoteLimitNotPassed(OnPaper):
    """T10w: the procuratorate found that the police still had time and passed the matter to them."""


@shape
class NoteReturn(OnPaper):
    """T12: withdrawn, not prosecuted or sent back for administrative liability: the case returns to the organ."""

    end: CriminalEnd
    reason: Personal[str] = ""
