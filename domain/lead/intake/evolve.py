"""How intake events change a lead."""

from typing import Final

from domain.lead.intake.events import (
    AssistanceAnswered,
    AssistanceRegistered,
    AssistanceTakenOver,
    IntakeEvent,
    LeadCarriedOver,
    LeadNotAccepted,
    LeadReferred,
    LeadRegistered,
    LeadTakenBack,
    ReceiptNoted,
)
from domain.lead.stage import Stage
from domain.lead.state import Carried, Inquiry, Interviewing, Lead
from domain.lead.vocabulary import Source

INQUIRED: Final = frozenset({Stage.INVESTIGATING, Stage.DETERMINED, Stage.DISPOSING})
"""Stages that rest on an inquiry."""
DETERMINED: Final = frozenset({Stage.DETERMINED, Stage.DISPOSING})
"""Stages that rest on a determination."""


def evolve(lead: Lead, event: IntakeEvent) -> Lead:  # noqa: PLR0911 - one arm, one return
    """Remember what happened; never refuse."""
    match event:
        case LeadCarriedOver():
            return _carried(_registered(lead, event), event)
        case LeadRegistered():
            return _registered(lead, event)
        case AssistanceRegistered():
            return lead._replace(
                number=event.number, office=event.office, organ=event.organ, division=event.division,
                unit=event.unit, person=event.person, handler=event.handler, source=Source.ASSISTANCE_LETTER,
                review_on=event.reply_by,
            )  # fmt: skip
        case ReceiptNoted():
            return lead._replace(**lead.counting(event.move, event.occurred), receipt=True)
        case LeadReferred() | LeadTakenBack():
            return lead._replace(receipt=False)
        case AssistanceAnswered():
            return lead._replace(**lead.counting(event.move, event.occurred), answered=True)
        case AssistanceTakenOver() | LeadNotAccepted():
            return lead


def _registered(lead: Lead, event: LeadRegistered) -> Lead:
    return lead._replace(
        number=event.number, office=event.office, organ=event.organ, division=event.division,
        unit=event.unit, person=event.person, handler=event.handler, source=event.source,
        amount_fen=event.amount_fen, participants=event.participants,
    )  # fmt: skip


def _carried(lead: Lead, event: LeadCarriedOver) -> Lead:
    """What an older ledger states is held by its stage alone: what guards ask for besides is still to be recorded."""
    stage, due = event.stage, event.due
    return lead._replace(
        carried=Carried(
            stage,
            event.old_number,
            event.since,
            due,
            event.reference,
            event.digest,
            event.row,
            event.carried_by,
            event.transfer,
        ),
        hands=(event.carried_by,),
        participants_known=stage is Stage.FOLLOW_UP,
        interview=Interviewing(deadline=due if stage is Stage.RECTIFYING else None),
        inquiry=Inquiry(opened=stage in INQUIRED, determined=stage in DETERMINED),
        review_on=due if stage is Stage.MONITORING else None,
        observe_until=due if stage is Stage.FOLLOW_UP else None,
        # nobody knows what the police took it from: should they give it back, it is looked at anew
        filed_from=Stage.VERIFYING if stage is Stage.CRIMINAL else None,
        filed_at=lead.since if stage is Stage.CRIMINAL else None,
    )
