"""What happened to a report, and to the identity of its informant, which stands in no other stream."""

from typing import TypeAlias

from domain.catalogue import Personal, event
from domain.lead.intake.commands import NotAcceptedReason
from domain.tip.base import IdentityEvent, TipEvent
from domain.tip.pictures import Picture


@event("tip.received/2")
class TipReceived(TipEvent):
    """J01: ``named`` says that an identity is sealed in ``informant/<id>``, never whose."""

    number: str
    office: str
    organ: str
    division: str
    accused: Personal[str]
    place: Personal[str]
    building: Personal[str]
    content: Personal[str]
    amount: Personal[str]
    began: Personal[str]
    manner: Personal[str]
    named: bool
    pictures: tuple[Picture, ...]


@event("tip.asked/1")
class InformantAsked(TipEvent):
    """J02: a question of the office."""

    question: Personal[str]


@event("tip.added-to/2")
class TipAddedTo(TipEvent):
    """J03: an answer, or something more."""

    answer: Personal[str]
    pictures: tuple[Picture, ...]


@event("tip.accepted/1")
class TipAccepted(TipEvent):
    """J04: it is taken up by this lead; the link stands here alone."""

    lead: str


@event("tip.refused/1")
class TipRefused(TipEvent):
    """J05: not accepted."""

    reason: NotAcceptedReason
    explanation: Personal[str]


@event("tip.settled/1")
class TipSettled(TipEvent):
    """J06: the lead is over."""

    lead: str


AnyTipEvent: TypeAlias = TipReceived | InformantAsked | TipAddedTo | TipAccepted | TipRefused | TipSettled


@event("informant.named/1")
class InformantNamed(IdentityEvent):
    """J01: who sent the report of the same id, sealed under a key of its own."""

    name: Personal[str]
    phone: Personal[str]


@event("informant.asked-for/1")
class IdentityAskedFor(IdentityEvent):
    """I01: somebody wants to look."""

    asker: str
    reason: Personal[str]


@event("informant.allowed/1")
class IdentityAllowed(IdentityEvent):
    """I02: he may, once."""


@event("informant.denied/1")
class IdentityDenied(IdentityEvent):
    """I03: he may not."""


@event("informant.opened/1")
class IdentityOpened(IdentityEvent):
    """I04: he was shown it."""


AnyIdentityEvent: TypeAlias = InformantNamed | IdentityAskedFor | IdentityAllowed | IdentityDenied | IdentityOpened
