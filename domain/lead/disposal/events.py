"""What happened in disposal and beside the main track."""

from datetime import date

from domain.catalogue import Personal, event
from domain.lead.base import LeadEvent
from domain.lead.disposal.commands import CriminalEnd
from domain.lead.shapes import Paper, Service
from domain.lead.vocabulary import Milestone, TransferMark


@event("lead.stop-ordered/1")
class StopOrdered(LeadEvent):
    """M16: the stop order went out under its number."""

    number: str
    organ: str
    addressees: Personal[str]
    remedies_stated: bool
    service: Service


@event("lead.police-filed/1")
class PoliceFiled(LeadEvent):
    """M18: the police filed a criminal case; ``came_from`` is the stage held at filing."""

    notice: Paper
    police: str
    filed_on: date
    offence: str
    own_motion: bool


@event("lead.criminal-ended/1")
class CriminalEnded(LeadEvent):
    """M19: the criminal procedure ended without a judgment and the lead is back."""

    end: CriminalEnd
    notice: Paper
    reason: Personal[str]


@event("lead.milestone-recorded/1")
class MilestoneRecorded(LeadEvent):
    """A track beside the main one reached a milestone. Amount in 分."""

    milestone: Milestone
    paper: Paper
    item: str
    amount_fen: int | None
    reason: Personal[str]


@event("lead.transfer-moved/1")
class TransferMoved(LeadEvent):
    """A transfer track opened or reached something the lead's story needs; points at the track's event."""

    track: str
    track_version: int
    mark: TransferMark


@event("lead.taken-up-again/1")
class TakenUpAgain(LeadEvent):
    """M20: after a transfer without filing the organ deals with it again."""

    transfer: str
    reason: Personal[str]


DisposalEvent = StopOrdered | PoliceFiled | CriminalEnded | MilestoneRecorded | TransferMoved | TakenUpAgain
