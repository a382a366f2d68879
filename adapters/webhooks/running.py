"""The deliverer in a thread with a loop of its own, and what health is told of every subscriber."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from threading import Event, Thread
from typing import Final

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from adapters.faults import described
from adapters.follow.effects import sign_of
from adapters.follow.pulse import Pulse, signs
from adapters.follow.runner import POLL
from adapters.webhooks.book import LIVE, Book, Lane, lane_of
from adapters.webhooks.delivering import Deliverer
from domain.instants import instant_of
from domain.subscription.stage import DELIVERED
from projections.feeds.feed import Feed
from projections.subscriptions import Subscribed, subscriptions
from workflows.health import Followed, Kind, Sign
from workflows.ports import Clock

NAME: Final = "webhooks"

log = structlog.get_logger(__name__)


class DelivererThread:
    """Looks whenever it is woken, and every ``poll`` seconds: the process that adds rows may be another one."""

    def __init__(self, deliverer: Deliverer, pulse: Pulse, poll: float = POLL) -> None:
        self._deliverer = deliverer
        self._pulse = pulse
        self._poll = poll
        self._ending = Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken: asyncio.Event | None = None
        self._thread: Thread | None = None

    def start(self) -> None:
        """Deliver until ``stop``."""
        self._pulse.beat()
        self._thread = Thread(target=lambda: asyncio.run(self._live()), name=NAME, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There may be something to tell."""
        loop, woken = self._loop, self._woken
        if loop is not None and woken is not None:
            with suppress(RuntimeError):  # it has just ended
                loop.call_soon_threadsafe(woken.set)

    def stop(self) -> None:
        """End after the calls at hand."""
        if self._thread is None:
            return
        self._ending.set()
        self.wake()
        self._thread.join()
        self._thread = None
        self._pulse.end()

    async def _live(self) -> None:
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()
        self._deliverer.on_told = self._woken.set
        while not self._ending.is_set():
            self._woken.clear()
            await self._look()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._poll)
        await self._deliverer.end()

    async def _look(self) -> None:
        trouble = ""
        try:
            await self._deliverer.look()
        except Exception as error:  # noqa: BLE001 - whatever it is passes, or somebody reads it in health
            trouble = described(error)
            with suppress(OSError, ValueError):
                log.warning("nobody is served", error=trouble)
        with suppress(Exception):  # where the database is away, nobody can be told through it
            await asyncio.to_thread(self._pulse.beat, trouble)


class Watch:
    """Looks how every subscriber is, for health: how far, how long it has waited, why it is no longer called."""

    def __init__(self, engine: Engine, book: Book, feed: Feed, clock: Clock) -> None:
        self._engine = engine
        self._book = book
        self._feed = feed
        self._clock = clock

    def look(self) -> Iterator[Followed]:
        """Each that is called, or that would be if its receiver let us; nobody while the read model is being built."""
        try:
            with self._engine.connect() as connection:
                known, given = subscriptions(connection), signs(connection).get(sign_of(NAME), ())
        except DatabaseError:
            return
        lanes, head, now = self._book.all_lanes(), self._feed.head(), self._clock.now()
        for each in known:
            if each.stage in DELIVERED or each.stopped:
                yield self._followed(each, lane_of(each, LIVE, lanes.get(each.id, {})), given, head, now)

    def _followed(self, each: Subscribed, lane: Lane, given: tuple[Sign, ...], head: int, now: datetime) -> Followed:
        failing = f"{each.url} {lane.answer} ×{lane.failures}" if lane.failures else ""
        called = instant_of(lane.called)
        return Followed(
            kind=Kind.WEBHOOK,
            name=f"webhook:{each.id}",
            position=lane.cursor,
            behind=max(head - lane.cursor, 0),
            waiting_since=self._since(lane) if head > lane.cursor else None,
            signs=tuple(
                replace(sign, moved=sign.at, trouble=failing) if failing else replace(sign, moved=called)
                for sign in given
            ),
            stopped=each.stopped,
            now=now,
        )

    def _since(self, lane: Lane) -> datetime | None:
        """When the first row that was not taken came to be."""
        for row in self._feed.read(lane.cursor, 1):
            return datetime.fromisoformat(json.loads(row.body)["recordedtime"])
        return None
