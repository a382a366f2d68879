"""What a report, and the sealed identity beside it, remember for their next decisions."""

from typing import NamedTuple

from domain.tip import events as e
from domain.tip.stage import IdentityStage, TipStage


class Tip(NamedTuple):
    """A report ``<id>``: which office has it, what was asked, answered and shown, which lead took it up."""

    id: str
    stage: TipStage = TipStage.UNSENT
    number: str = ""
    office: str = ""
    division: str = ""
    named: bool = False
    asked: int = 0
    answered: int = 0
    pictures: int = 0
    lead: str = ""


class Identity(NamedTuple):
    """Who asked last to look at whoever sent the report ``<id>``."""

    id: str
    stage: IdentityStage = IdentityStage.UNNAMED
    asker: str = ""


def evolve(tip: Tip, event: e.AnyTipEvent) -> Tip:
    """The report after an event; never refuses."""
    moved = tip._replace(stage=event.stage)
    match event:
        case e.TipReceived():
            return moved._replace(number=event.number, office=event.office, division=event.division, named=event.named,
                                  pictures=len(event.pictures))  # fmt: skip
        case e.InformantAsked():
            return moved._replace(asked=tip.asked + 1)
        case e.TipAddedTo():
            return moved._replace(answered=tip.answered + 1, pictures=tip.pictures + len(event.pictures))
        case e.TipAccepted():
            return moved._replace(lead=event.lead)
        case e.TipRefused() | e.TipSettled():
            return moved


def evolve_identity(identity: Identity, event: e.AnyIdentityEvent) -> Identity:
    """The identity's seal after an event; never refuses."""
    moved = identity._replace(stage=event.stage)
    match event:
        case e.IdentityAskedFor():
            return moved._replace(asker=event.asker)
        case e.InformantNamed() | e.IdentityAllowed() | e.IdentityDenied() | e.IdentityOpened():
            return moved
