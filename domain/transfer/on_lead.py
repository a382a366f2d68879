"""What a transfer tells its lead, in the same append: milestones, the criminal stage and the way back from it."""

from typing import Final

from domain.lead.disposal.events import CriminalEnded, PoliceFiled, TransferMoved
from domain.lead.stage import Stage
from domain.lead.state import Lead
from domain.lead.vocabulary import TransferMark
from domain.transfer import events as e
from domain.transfer.base import TransferEvent
from domain.transfer.state import Transfer

MARKS: Final[dict[type, TransferMark]] = {
    e.TransferRefused: TransferMark.REFUSED,
    e.TransferReportedAgain: TransferMark.REPORTED_AGAIN,
    e.TransferDelivered: TransferMark.DELIVERED,
    e.TransferFiled: TransferMark.FILED,
    e.ReasonsStood: TransferMark.FINAL_NOT_FILED,
    e.NonFilingAccepted: TransferMark.FINAL_NOT_FILED,
    e.NotPoliceMatter: TransferMark.NOT_POLICE_REMIT,
}
"""Events that the lead's own story needs."""

BEYOND: Final = frozenset({Stage.CRIMINAL, Stage.MERGED})
"""A lead here is not moved by a filing: it is criminal already, or lives on in another lead."""

LeadEvents = tuple[TransferMoved | PoliceFiled | CriminalEnded, ...]


def told(event: TransferEvent, transfer: Transfer, lead: Lead) -> LeadEvents:
    """What the lead hears of an event; ``transfer`` and ``lead`` are the states before it."""
    mark = MARKS.get(type(event))
    if isinstance(event, e.TransferReturned):
        return _back(event, transfer, lead)
    if mark is None:
        return ()
    moved = TransferMoved(
        move=event.move,
        came_from=lead.stage,
        stage=lead.stage,
        occurred=event.occurred,
        track=f"transfer/{transfer.id}",
        track_version=transfer.version + 1,
        mark=mark,
    )
    if isinstance(event, e.TransferFiled) and event.moved_lead:
        return (moved, _filed(event, lead))
    return (moved,)


def _filed(event: e.TransferFiled, lead: Lead) -> PoliceFiled:
    """M18: the stage held is recorded, for the way back."""
    return PoliceFiled(
        move="M18",
        came_from=lead.stage,
        stage=Stage.CRIMINAL,
        occurred=event.occurred,
        notice=event.paper,
        police=event.police,
        filed_on=event.filed_on,
        offence=event.offence,
        own_motion=False,
    )


def _back(event: e.TransferReturned, transfer: Transfer, lead: Lead) -> LeadEvents:
    """M19: only if this transfer made the lead criminal, and nobody has brought it back since."""
    if not transfer.moved_lead or lead.stage is not Stage.CRIMINAL or lead.filed_from is None:
        return ()
    ended = CriminalEnded(
        move="M19",
        came_from=lead.stage,
        stage=lead.filed_from,
        occurred=event.occurred,
        end=event.end,
        notice=event.paper,
        reason=event.reason,
    )
    return (ended,)
