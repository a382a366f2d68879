"""Commands to a report and to the identity of its informant, in the order of their rows."""

from typing import ClassVar

from domain.actor import Role
from domain.catalogue import Personal, shape
from domain.lead.intake.commands import NotAcceptedReason
from domain.tip.base import IdentityCommand, Party, TipCommand
from domain.tip.pictures import Picture


@shape
class SendTip(TipCommand):
    """J01: somebody tells of a suspicion. ``office`` is the one that takes it up, by the place he named.

    ``accused`` is a firm or a person, in his words; ``manner`` is how money was asked for. Who names himself does so by
    ``name`` and ``phone``, which go to a stream of their own; anonymous are both empty.
    """

    by: ClassVar[Party] = Party.CITIZEN

    office: str
    organ: str
    division: str
    accused: Personal[str]
    place: Personal[str]
    building: Personal[str] = ""
    content: Personal[str]
    amount: Personal[str] = ""
    began: Personal[str] = ""
    manner: Personal[str] = ""
    name: Personal[str] = ""
    phone: Personal[str] = ""
    pictures: tuple[Picture, ...] = ()


@shape
class AskInformant(TipCommand):
    """J02: the office asks; whoever holds the receipt code reads it."""

    question: Personal[str]


@shape
class AddToTip(TipCommand):
    """J03: whoever holds the receipt code answers, or adds something."""

    by: ClassVar[Party] = Party.CITIZEN

    answer: Personal[str]
    pictures: tuple[Picture, ...] = ()


@shape
class AcceptTip(TipCommand):
    """J04: it became the lead ``lead``, or belongs to it. The lead never tells of the report."""

    lead: str


@shape
class RefuseTip(TipCommand):
    """J05: not accepted, for one of the closed reasons, explained to whoever sent it."""

    reason: NotAcceptedReason
    explanation: Personal[str]


@shape
class SettleTip(TipCommand):
    """J06: the lead is over; whoever sent it learns that alone.

    ``lead`` is the one that the lead of the report went into at last, ``others`` are those on the way there and those
    that were split from it.
    """

    lead: str
    others: tuple[str, ...] = ()


@shape
class AskIdentity(IdentityCommand):
    """I01: ask to see who sent it, for a reason in writing."""

    reason: Personal[str]


@shape
class AllowIdentity(IdentityCommand):
    """I02: a leader other than the asker lets him look once."""

    posts: ClassVar[frozenset[Role]] = frozenset({Role.LEADER})


@shape
class DenyIdentity(IdentityCommand):
    """I03: a leader other than the asker lets him not."""

    posts: ClassVar[frozenset[Role]] = frozenset({Role.LEADER})


@shape
class OpenIdentity(IdentityCommand):
    """I04: the asker looks: on record before anything is shown; then it is sealed again."""
