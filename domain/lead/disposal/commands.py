"""Commands of disposal: stop order, police filing and its end, transfers, milestones of other tracks."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from domain.catalogue import Personal, shape
from domain.lead.base import LeadCommand
from domain.lead.shapes import Paper, Service
from domain.lead.vocabulary import Milestone


class CriminalEnd(StrEnum):
    """How a criminal case came back to us (M19). Values are stored."""

    WITHDRAWN = "withdrawn"
    NOT_PROSECUTED = "not-prosecuted"
    SENT_BACK = "sent-back"


@shape
class OrderStop(LeadCommand):
    """M16: the stop order 责令立即停止 to organiser and helpers, served or being served (R737 23)."""

    stated: ClassVar[tuple[str, ...]] = ("service.on",)

    addressees: Personal[str]
    remedies_stated: bool
    service: Service


@shape
class NotePoliceFiling(LeadCommand):
    """M18: the police filed, on transfer or of their own motion; the notice starts the hand-over duty (R310 12)."""

    stated: ClassVar[tuple[str, ...]] = ("filed_on",)

    notice: Paper
    police: str
    filed_on: date
    offence: str = ""
    own_motion: bool = False


@shape
class NoteCriminalEnd(LeadCommand):
    """M19: withdrawn, not prosecuted or sent back: the lead returns to the stage held at filing."""

    end: CriminalEnd
    notice: Paper
    reason: Personal[str] = ""


@shape
class RecordMilestone(LeadCommand):
    """A milestone of a track kept on paper: what was reached, for which item, by which document (office rule)."""

    milestone: Milestone
    paper: Paper
    item: str = ""
    amount_fen: int | None = None
    reason: Personal[str] = ""


@shape
class OpenTransfer(LeadCommand):
    """M17: crime is suspected; the track ``transfer/<lead>-<n>`` starts, the stage is kept (R737 23; R310 3)."""

    suspicion: Personal[str]
    offence: str
    by_opinion: Paper | None = None


@shape
class TakeUpAgain(LeadCommand):
    """M20: the transfer ended without filing, so the organ deals with it from the stage held at transfer (R310 10)."""

    transfer: str
    reason: Personal[str]
