"""Tells every subscriber its rows, in order and one call at a time, many subscribers at once, at least once each.

The cursor moves after the receiver took a row: after a crash it is called again with the same id and body, and drops
what it has. Whoever calls holds a lease; two at once, after one was frozen for too long, repeat a row at worst.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final, Protocol

import structlog

from adapters.faults import described
from adapters.webhooks.book import LIVE, Book
from adapters.webhooks.calling import Answer, Line, Telephone, Verdict
from adapters.webhooks.next_row import Next, Render, next_row
from adapters.webhooks.signing import Secrets, headers
from domain.errors import NotFound, Refusal
from domain.subscription.base import Answer as Noted
from domain.subscription.commands import NoteAnswered, NoteGone, NoteUnanswered
from domain.subscription.stage import DELIVERED, SubscriptionStage
from projections.feeds.envelope import id_of
from projections.feeds.feed import Feed
from projections.subscriptions import Subscribed
from workflows.ports import Clock

BATCH: Final = 200
"""Rows told to one subscriber before the lease is given back, so that processes share the work."""
NO_SECRET: Final = Answer(Verdict.FAILED, "no secret")

log = structlog.get_logger(__name__)


class Subscriptions(Protocol):
    """The subscriptions as they stand now, and the way back for what a receiver made known."""

    def delivered(self) -> Mapping[str, Subscribed]:
        """Those whose receivers are called."""
        ...

    def one(self, subscription: str) -> Subscribed | None:
        """One of them, asked anew before each call: who pauses it is not called again."""
        ...

    def note(self, command: Noted, subscribed: Subscribed, command_id: str) -> None:
        """Put on record what a receiver made known; a repetition does nothing. Raises ``Refusal``."""
        ...


class Deliverer:
    """Serves subscribers; used from one event loop."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        feed: Feed,
        render: Render,
        *,
        book: Book,
        secrets: Secrets,
        telephone: Telephone,
        clock: Clock,
    ) -> None:
        self._subscriptions = subscriptions
        self._feed = feed
        self._render = render
        self._book = book
        self._secrets = secrets
        self._telephone = telephone
        self._clock = clock
        self._serving: dict[str, asyncio.Task[bool]] = {}
        self.ending = False
        self.on_told: Callable[[], None] = lambda: None
        """Called when somebody was told something: there may be more."""

    async def round(self) -> bool:
        """Serve everybody who has something due, and wait for all; whether anybody was told anything."""
        names = await asyncio.to_thread(self._subscriptions.delivered)
        return any(await asyncio.gather(*map(self.serve, names)))

    async def look(self) -> None:
        """Begin to serve whoever is not being served, without waiting for the slow ones."""
        self._serving = {name: task for name, task in self._serving.items() if not task.done()}
        for name in await asyncio.to_thread(self._subscriptions.delivered):
            if name not in self._serving and not self.ending:
                self._serving[name] = asyncio.create_task(self._served(name))

    async def end(self) -> None:
        """Begin no further call, and wait for those at hand."""
        self.ending = True
        await asyncio.gather(*self._serving.values())

    async def serve(self, subscription: str) -> bool:
        """Tell one subscriber what is due, unless another process does; whether it was told anything."""
        if not await asyncio.to_thread(self._due, subscription):
            return False
        if not await asyncio.to_thread(self._book.take, subscription):
            return False
        try:
            async with self._telephone.line() as line:
                told = 0
                while told < BATCH and not self.ending and await self._tell_next(subscription, line):
                    told += 1
        finally:
            await asyncio.to_thread(self._book.give_back, subscription)
        return told > 0

    async def _served(self, subscription: str) -> bool:
        """The same, whatever happens: the database may be away, and this is tried again."""
        try:
            told = await self.serve(subscription)
        except Exception as error:  # noqa: BLE001 - whatever it is passes, or stands in the log and in health
            with suppress(OSError, ValueError):
                log.warning("a subscriber is not served", subscription=subscription, error=described(error))
            return False
        if told:
            asyncio.get_running_loop().call_soon(self.on_told)  # once this task is done
        return told

    def _due(self, subscription: str) -> tuple[Subscribed, Next] | None:
        """What to tell now, with the subscription as it stands at this moment."""
        subscribed = self._subscriptions.one(subscription)
        if subscribed is None or subscribed.stage not in DELIVERED:
            return None
        lanes = dict(self._book.lanes(subscription))
        try:
            found = next_row(subscribed, lanes, self._feed, self._render, self._clock.now())
        except NotFound:  # the account is no more, and neither are its rights; health tells that rows wait
            return None
        return None if found is None else (subscribed, found)

    async def _tell_next(self, subscription: str, line: Line) -> bool:
        """Tell one row; whether to go on."""
        due = await asyncio.to_thread(self._due, subscription)
        if due is None:
            return False
        subscribed, found = due
        if not found.body:
            passed = found.lane.passed(found.cursor)
            return await asyncio.to_thread(self._book.keep, subscription, found.number, passed)
        answer = await self._call(subscribed, found, line)
        return await asyncio.to_thread(self._settle, subscribed, found, answer)

    async def _call(self, subscribed: Subscribed, found: Next, line: Line) -> Answer:
        now = self._clock.now()
        secrets = await asyncio.to_thread(self._secrets.of, subscribed.id, subscribed.secrets(now))
        if not secrets:
            return NO_SECRET
        message = id_of(self._feed.epoch, found.cursor)
        signed = headers(secrets, message, int(now.timestamp()), found.body)
        return await line.call(subscribed.url, signed, found.body)

    def _settle(self, subscribed: Subscribed, found: Next, answer: Answer) -> bool:
        """Move the cursor, or say when to call again; whether to go on with this subscriber."""
        now, lane = self._clock.now(), found.lane
        if answer.verdict is Verdict.TAKEN:
            kept = self._book.keep(subscribed.id, found.number, lane.took(found.cursor, answer.told, now))
            if kept and subscribed.stage is SubscriptionStage.ASKED:
                self._note(NoteAnswered, subscribed, found)
            return kept
        after = lane.failed(found.cursor, answer.told, now, answer.wait)
        if answer.verdict is Verdict.GONE:  # on record before the lane says so: who dies between calls once more
            self._note(NoteGone, subscribed, found)
        elif found.number == LIVE and after.given_up:
            self._note(NoteUnanswered, subscribed, found, attempts=after.failures, last_answer=answer.told)
        return self._book.keep(subscribed.id, found.number, after)

    def _note(self, kind: type[Noted], subscribed: Subscribed, found: Next, **more: Any) -> None:  # noqa: ANN401 - its fields
        """Put it on record; somebody may have paused or ended the subscription meanwhile: then that stands."""
        command = kind(subscription=subscribed.id, occurred=self._clock.now(), sequence=found.cursor, **more)
        with suppress(Refusal):
            self._subscriptions.note(
                command, subscribed, f"webhooks/{subscribed.id}/{subscribed.spell}/{kind.__name__}"
            )
