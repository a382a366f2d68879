"""What a subscription remembers for its next decision."""

from typing import NamedTuple

from domain.subscription import events as e
from domain.subscription.stage import SubscriptionStage


class Subscription(NamedTuple):
    """A subscription ``<id>``: whose it is, which office answers for it, how many secrets and replays it had."""

    id: str
    stage: SubscriptionStage = SubscriptionStage.UNASKED
    account: str = ""
    office: str = ""
    division: str = ""
    secret: int = 1
    replays: int = 0


def evolve(subscription: Subscription, event: e.AnySubscriptionEvent) -> Subscription:
    """The subscription after an event; never refuses."""
    moved = subscription._replace(stage=event.stage)
    match event:
        case e.SubscriptionAsked():
            return moved._replace(account=event.account, office=event.office, division=event.division)
        case e.SecretRotated():
            return moved._replace(secret=event.secret)
        case e.ReplayAsked():
            return moved._replace(replays=event.replay)
        case e.SubscriptionAnswered() | e.SubscriptionPaused() | e.SubscriptionUnanswered() | e.SubscriptionGone():
            return moved
        case e.SubscriptionResumed() | e.SubscriptionEnded():
            return moved
