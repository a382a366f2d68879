"""The subscriptions as the deliverer asks for them, and the way on record of what a receiver made known."""

from collections.abc import Callable, Mapping
from typing import Final

from adapters.follow.followers import Followers
from domain.actor import Actor, Level
from domain.subscription.base import DELIVERER, Answer
from domain.subscription.stage import DELIVERED
from projections.subscriptions import Subscribed, subscription, subscriptions

Send = Callable[[Answer, Actor, str], int]
"""Command, who sends it and under which id → the last position it was stored at. Raises ``Refusal``."""

PATIENCE: Final = 5.0
"""Seconds for which the read model is waited for after a change of our own."""


class StoredSubscriptions:
    """Those of the log."""

    def __init__(self, models: Followers, send: Send) -> None:
        self._models = models
        self._send = send

    def delivered(self) -> Mapping[str, Subscribed]:
        """Those whose receivers are called."""
        return {each.id: each for each in self._models.ask(subscriptions, DELIVERED)}

    def one(self, name: str) -> Subscribed | None:
        """One of them as it stands now."""
        return self._models.ask(subscription, name)

    def note(self, command: Answer, subscribed: Subscribed, command_id: str) -> None:
        """Put on record what a receiver made known. Raises ``Refusal``."""
        last = self._send(command, deliverer(subscribed), command_id)
        self._models.wait(last, PATIENCE)


def deliverer(subscribed: Subscribed) -> Actor:
    """The program itself, in the name of the office whose subscription it is."""
    return Actor(
        id=DELIVERER, name="", office=subscribed.office, organ="", level=Level.DISTRICT_AUTHORITY,
        division=subscribed.division,
    )  # fmt: skip
