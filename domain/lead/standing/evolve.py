"""How standing events change a lead."""

from domain.instants import day_of
from domain.lead.standing.commands import Rung
from domain.lead.standing.events import (
    DateCorrected,
    FactsCorrected,
    HandlerAssigned,
    LeadAbsorbed,
    LeadEscalated,
    LeadInherited,
    LeadLinked,
    LeadMerged,
    LeadReleased,
    LeadResumed,
    LeadSplit,
    LeadSplitOff,
    LeadSuspended,
    LeadUnlinked,
    LeadUnmerged,
    OfficerRecused,
    PaperSigned,
    PoliceNotified,
    RecusalLifted,
    RiskGraded,
    SignatureRequested,
    StandingEvent,
)
from domain.lead.standing.redating import redated
from domain.lead.standing.requests import answered, asked
from domain.lead.standing.turns import turned
from domain.lead.state import Lead, Signature
from domain.lead.vocabulary import Matter


def evolve(lead: Lead, event: StandingEvent) -> Lead:
    """Remember what happened; never refuse."""
    return _remember(turned(lead, event), event)


def _remember(lead: Lead, event: StandingEvent) -> Lead:  # noqa: C901, PLR0911, PLR0912 - one exhaustive match, one line an arm
    match event:
        case PaperSigned():
            return _sign(lead, event)
        case SignatureRequested():
            return asked(lead, event)
        case RiskGraded():
            return _graded(lead, event)
        case HandlerAssigned():
            return lead.handed_to(event.handler)
        case OfficerRecused():
            waiting = tuple(each for each in lead.requests if each.asker != event.officer)
            return lead._replace(recused=(*lead.recused, event.officer), requests=waiting)
        case RecusalLifted():
            return lead._replace(recused=tuple(other for other in lead.recused if other != event.officer))
        case FactsCorrected():
            return _correct(lead, event)
        case DateCorrected():
            return redated(lead, event.act, event.was, event.happened_on)
        case LeadEscalated():
            return lead._replace(signatures=lead.unsigned(Matter.CITY_ESCALATION)) if event.rung is Rung.CITY else lead
        case LeadSuspended():
            return lead._replace(signatures=lead.unsigned(Matter.SUSPENSION), suspended=True)
        case LeadResumed():
            return lead._replace(suspended=False)
        case LeadLinked():
            return lead._replace(links=(*lead.links, event.other))
        case LeadUnlinked():
            return lead._replace(links=tuple(other for other in lead.links if other != event.other))
        case LeadMerged():
            return lead._replace(
                signatures=lead.unsigned(Matter.MERGER), merged_from=event.came_from, merged_into=event.into
            )
        case LeadUnmerged():
            return lead._replace(merged_from=None, merged_into="")
        case LeadAbsorbed():
            return _absorb(lead, event)
        case LeadReleased():
            return _release(lead, event)
        case LeadSplit():
            return lead._replace(
                signatures=lead.unsigned(Matter.SPLIT), links=(*lead.links, event.new_lead),
                parts=(*lead.parts, event.new_lead),
            )  # fmt: skip
        case LeadSplitOff():
            return _split_off(lead, event)
        case LeadInherited():
            return _inherit(lead, event)
        case PoliceNotified():
            return lead


def _sign(lead: Lead, event: PaperSigned) -> Lead:
    """A later word of the same organ takes the place of its earlier one; another organ's stays."""
    lead = lead._replace(requests=answered(lead, event))
    kept = [each for each in lead.signatures if (each.matter, each.organ) != (event.matter, event.organ)]
    if not event.approved:
        return lead._replace(signatures=tuple(kept))
    signature = Signature(event.matter, event.number, event.signer, event.organ, day_of(event.occurred), event.target)
    return lead._replace(signatures=(*kept, signature))


def _graded(lead: Lead, event: RiskGraded) -> Lead:
    """From the first grade on there is one, in whatever order they are entered."""
    on = day_of(event.occurred)
    return lead._replace(grade=event.grade, graded_on=min(lead.graded_on, on) if lead.grade else on)


def _correct(lead: Lead, event: FactsCorrected) -> Lead:
    return lead._replace(
        unit=event.unit or lead.unit,
        amount_fen=lead.amount_fen if event.amount_fen is None else event.amount_fen,
        participants=lead.participants if event.participants is None else event.participants,
        division=event.division or lead.division,
    )


def _absorb(lead: Lead, event: LeadAbsorbed) -> Lead:
    return lead._replace(
        absorbed=(*lead.absorbed, event.other), hands=(*lead.hands, *event.hands),
        handlers=(*lead.handlers, *event.hands), tips=tuple(dict.fromkeys((*lead.tips, *event.tips))),
    )  # fmt: skip


def _release(lead: Lead, event: LeadReleased) -> Lead:
    return lead._replace(
        absorbed=tuple(other for other in lead.absorbed if other != event.other),
        tips=tuple(tip for tip in lead.tips if tip not in event.tips),
        populated=tuple(other for other in lead.populated if other != event.other),
    )


def _split_off(lead: Lead, event: LeadSplitOff) -> Lead:
    return lead._replace(
        number=event.number, office=event.office, organ=event.organ, division=event.division, source=event.source,
        unit=event.unit, person=event.person, handler=event.handler, hands=event.hands, recused=event.recused,
        links=(event.origin,),
    )  # fmt: skip


def _inherit(lead: Lead, event: LeadInherited) -> Lead:
    """Who worked on the matter elsewhere did so while this stage was held: he signs and closes nothing of it here."""
    return lead._replace(
        hands=(*lead.hands, *event.hands), handlers=(*lead.handlers, *event.hands),
        recused=tuple(dict.fromkeys((*lead.recused, *event.recused))),
        populated=(*lead.populated, event.other) if event.participants_known else lead.populated,
        filed_at=lead.filed_at or event.filed_at,
    )  # fmt: skip
