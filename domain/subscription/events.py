"""What happened to a subscription. None of these holds anything about a person, nor a secret."""

from datetime import datetime
from typing import TypeAlias

from domain.catalogue import event
from domain.subscription.base import SubscriptionEvent


@event("subscription.asked/1")
class SubscriptionAsked(SubscriptionEvent):
    """W01: who asked is in the office named here, which answers for it."""

    url: str
    account: str
    after: int
    types: tuple[str, ...]
    office: str
    division: str


@event("subscription.answered/1")
class SubscriptionAnswered(SubscriptionEvent):
    """W02: the receiver took this row, its first."""

    sequence: int


@event("subscription.paused/1")
class SubscriptionPaused(SubscriptionEvent):
    """W03: somebody wants it so."""


@event("subscription.unanswered/1")
class SubscriptionUnanswered(SubscriptionEvent):
    """W04: paused, since nobody took this row in so many attempts."""

    sequence: int
    attempts: int
    last_answer: str


@event("subscription.gone/1")
class SubscriptionGone(SubscriptionEvent):
    """W05: the receiver answered 410 to this row."""

    sequence: int


@event("subscription.resumed/1")
class SubscriptionResumed(SubscriptionEvent):
    """W06: it goes on with the first row that was not taken."""


@event("subscription.secret-rotated/1")
class SecretRotated(SubscriptionEvent):
    """W07: the secret of this number signs from now on, the one before it until ``overlap_until``."""

    secret: int
    overlap_until: datetime


@event("subscription.replay-asked/1")
class ReplayAsked(SubscriptionEvent):
    """W08: the ``replay``-th replay of this subscription."""

    replay: int
    first: int
    last: int


@event("subscription.ended/1")
class SubscriptionEnded(SubscriptionEvent):
    """W09: nobody is called any more."""


AnySubscriptionEvent: TypeAlias = (
    SubscriptionAsked
    | SubscriptionAnswered
    | SubscriptionPaused
    | SubscriptionUnanswered
    | SubscriptionGone
    | SubscriptionResumed
    | SecretRotated
    | ReplayAsked
    | SubscriptionEnded
)
