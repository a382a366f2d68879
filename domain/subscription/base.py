"""What every command to a subscription and every event of one has in common, and who may send which."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from domain.actor import Role
from domain.catalogue import shape
from domain.subscription.stage import SubscriptionStage

DELIVERER: Final = "#webhooks"
"""Under which the program itself notes what a receiver answered: no person can have this id."""


class Party(StrEnum):
    """Whose word a command needs."""

    ADMINISTRATOR = "administrator"
    SUBSCRIBER = "subscriber"
    DELIVERER = "deliverer"


@shape
class SubscriptionCommand:
    """Something done about the subscription ``subscription``."""

    posts: ClassVar[frozenset[Role]] = frozenset({Role.ADMINISTRATOR})
    """The post that runs the subscriptions of an office."""
    by: ClassVar[frozenset[Party]] = frozenset({Party.ADMINISTRATOR})
    """Who may send it."""
    stated: ClassVar[tuple[str, ...]] = ()
    """No command states a day gone by."""

    subscription: str
    occurred: datetime


@shape
class OwnCommand(SubscriptionCommand):
    """What the subscriber may do without the administrator."""

    by: ClassVar[frozenset[Party]] = frozenset({Party.ADMINISTRATOR, Party.SUBSCRIBER})


@shape
class Answer(SubscriptionCommand):
    """What the receiver made known by its answers; ``sequence`` is the feed row it was called with."""

    by: ClassVar[frozenset[Party]] = frozenset({Party.DELIVERER})

    sequence: int


@shape
class SubscriptionEvent:
    """Something that happened to a subscription: the move, the stage held before and the stage reached."""

    move: str
    came_from: SubscriptionStage
    stage: SubscriptionStage
    occurred: datetime
