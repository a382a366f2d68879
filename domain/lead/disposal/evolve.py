"""How disposal events change a lead."""

from datetime import date

from domain.instants import day_of
from domain.lead.disposal.events import (
    CriminalEnded,
    DisposalEvent,
    MilestoneRecorded,
    PoliceFiled,
    StopOrdered,
    TakenUpAgain,
    TransferMoved,
)
from domain.lead.stage import Stage
from domain.lead.state import Item, Lead, TransferRef
from domain.lead.vocabulary import SETTLED, Matter, TransferMark


def evolve(lead: Lead, event: DisposalEvent) -> Lead:
    """Remember what happened; never refuse."""
    match event:
        case StopOrdered():
            return lead._replace(signatures=lead.unsigned(Matter.STOP_ORDER))
        case PoliceFiled():
            # filed again while the first filing stands: nothing that lies between was ever free of the police
            return _without_proposal(lead)._replace(
                filed_from=_filed_from(lead, event.came_from), filed_at=lead.filed_at or lead.since
            )
        case CriminalEnded():
            return lead._replace(filed_from=None, filed_at=None)
        case MilestoneRecorded():
            return _settle(lead, event)
        case TransferMoved():
            return _mark(lead, event)
        case TakenUpAgain():
            refs = (r._replace(taken_up=True) if r.track == event.transfer else r for r in lead.transfers)
            return _without_proposal(lead)._replace(transfers=tuple(refs))


def _without_proposal(lead: Lead) -> Lead:
    """A proposal to close lives only until the lead moves on."""
    return lead._replace(closing_from=None, proposed_by="")


def _filed_from(lead: Lead, came_from: Stage) -> Stage | None:
    """The stage to go back to: that before a proposal, and never the criminal stage itself."""
    held = _held(lead, came_from)
    return lead.filed_from if held is Stage.CRIMINAL else held


def _held(lead: Lead, came_from: Stage) -> Stage:
    return lead.closing_from or came_from


def _settle(lead: Lead, event: MilestoneRecorded) -> Lead:
    known = lead.item(event.item, event.milestone.track)
    on = day_of(event.occurred)
    begun = on if event.milestone not in SETTLED else known.begun if known else date.min
    others = (each for each in lead.items if each is not known)
    return lead._replace(items=(*others, Item(event.item, event.milestone, event.amount_fen, on, begun)))


def _mark(lead: Lead, event: TransferMoved) -> Lead:
    day = day_of(event.occurred)
    if event.mark is TransferMark.OPENED:
        opened = TransferRef(event.track, event.mark, _held(lead, event.came_from), on=day)
        return lead._replace(transfers=(*lead.transfers, opened))
    refs = (r._replace(mark=event.mark, on=day) if r.track == event.track else r for r in lead.transfers)
    return lead._replace(transfers=tuple(refs))
