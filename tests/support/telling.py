"""Receivers with effects of their own, and deliverers driven through time until there is nothing left to tell."""

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any

from adapters.webhooks.delivering import Deliverer
from domain.instants import instant_of
from tests.support.receiver import OK, TAKEN, Called, Receiver, Reply, receiving, status
from tests.support.subscribers import House, subscribed


class Effects:
    """A receiver's own work: what it did, each id once; a call may fail before or after that."""

    def __init__(self, failing: float = 0.0, seed: int = 1) -> None:
        self.done: list[int] = []
        self._seen: dict[str, bytes] = {}
        self._failing = failing
        self._dice = Random(seed)  # noqa: S311 - dice, not secrets

    def __call__(self, called: Called) -> Reply:
        thrown = self._dice.random()
        if thrown < self._failing / 2:
            return self._dice.choice([status(503), Reply(b"", cut=True), Reply(b"HTTP/1.1 2", cut=True)])
        assert self._seen.setdefault(called.id, called.body) == called.body, "a repetition says the same"
        if called.sequence not in self.done:
            self.done.append(called.sequence)
        if thrown < self._failing:
            return self._dice.choice([status(500), Reply(b"", cut=True), Reply(OK, after=0.02)])
        return TAKEN


async def until_told(house: House, *deliverers: Deliverer, rounds: int = 10_000) -> None:
    """Go on, moving the clock to when somebody is to be called again, until nobody is."""
    for _ in range(rounds):
        if any(await asyncio.gather(*(each.round() for each in deliverers))):
            continue
        names = house.desk.delivered()
        lanes = [lane for name, each in house.book().all_lanes().items() if name in names for lane in each.values()]
        due = [lane.due for lane in lanes if lane.due and not lane.given_up]
        if not due:
            return
        house.clock.present = max(house.clock.present, instant_of(min(due)))


def run(house: House, answer: Callable[[Called], Reply], **more: Any) -> Receiver:  # noqa: ANN401 - fields of a subscription
    """Tell one subscriber all there is to tell."""

    async def go() -> Receiver:
        async with receiving(answer) as receiver:
            house.ask(subscribed(url=f"http://127.0.0.1:{receiver.port}/", **more))
            await until_told(house, house.deliverer())
            return receiver

    return asyncio.run(go())
