"""How disposal events change a lead."""

from domain.lead.disposal.events import (
    CriminalEnded,
    DisposalEvent,
    MilestoneRecorded,
    PoliceFiled,
    StopOrdered,
    TakenUpAgain,
    TransferMoved,
)
from domain.lead.state import Item, Lead, TransferRef
from domain.lead.vocabulary import Matter, Milestone, TransferMark


def evolve(lead: Lead, event: DisposalEvent) -> Lead:
    """Remember what happened; never refuse."""
    match event:
        case StopOrdered():
            return lead.without_signature(Matter.STOP_ORDER)._replace(inquiry=lead.inquiry._replace(stop_ordered=True))
        case PoliceFiled():
            return lead._replace(filed_from=event.came_from)
        case CriminalEnded():
            return lead._replace(filed_from=None)
        case MilestoneRecorded():
            return _settle(lead, event.item, event.milestone)
        case TransferMoved():
            return _mark(lead, event)
        case TakenUpAgain():
            refs = (r._replace(taken_up=True) if r.track == event.transfer else r for r in lead.transfers)
            return lead._replace(transfers=tuple(refs))


def _settle(lead: Lead, item: str, milestone: Milestone) -> Lead:
    others = (i for i in lead.items if (i.item, i.milestone.track) != (item, milestone.track))
    return lead._replace(items=(*others, Item(item, milestone)))


def _mark(lead: Lead, event: TransferMoved) -> Lead:
    if event.mark is TransferMark.OPENED:
        return lead._replace(transfers=(*lead.transfers, TransferRef(event.track, event.mark, event.came_from)))
    refs = (r._replace(mark=event.mark) if r.track == event.track else r for r in lead.transfers)
    return lead._replace(transfers=tuple(refs))
