"""Subscriptions and a feed in memory, for suites that call receivers and need no log."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlalchemy import Engine

from adapters.keys.store import Keys
from adapters.webhooks.book import LEASE, Book
from adapters.webhooks.calling import Telephone
from adapters.webhooks.delivering import Deliverer
from adapters.webhooks.destinations import Destinations
from adapters.webhooks.signing import Secrets
from domain.errors import NotLegal
from domain.subscription.base import Answer
from domain.subscription.commands import NoteAnswered, NoteGone, NoteUnanswered
from domain.subscription.stage import DELIVERED, SubscriptionStage
from domain.words import Words
from projections.feeds.feed import FeedRow
from projections.subscriptions import Subscribed
from tests.support.samples import NOON
from tests.support.served import Clock

S = SubscriptionStage
EPOCH: Final = "feed1"
MOVED: Final = "chufei.lead.moved.v1"
STAGES: Final[Mapping[type, S]] = {NoteAnswered: S.ACTIVE, NoteUnanswered: S.PAUSED, NoteGone: S.DISABLED}


class MemoryFeed:
    """A feed of as many rows as a test wants; ``type_of`` says of which type each is."""

    epoch = EPOCH

    def __init__(self, rows: int = 0, types: Sequence[str] = (MOVED,)) -> None:
        self.types = types
        self.last = rows

    def head(self) -> int:
        return self.last

    def read(self, after: int, limit: int) -> list[FeedRow]:
        return [self._row(each) for each in range(after + 1, min(after + limit, self.last) + 1)]

    def row(self, sequence: int) -> FeedRow | None:
        return self._row(sequence) if sequence <= self.last else None

    def wait(self, after: int, timeout: float) -> bool:  # noqa: ARG002 - it grows when a test says so
        return self.last > after

    def on_moved(self, listener: Callable[[int], None]) -> Callable[[], None]:  # noqa: ARG002 - the same
        return lambda: None

    def _row(self, sequence: int) -> FeedRow:
        kind = self.types[(sequence - 1) % len(self.types)]
        body = {"specversion": "1.0", "id": f"{EPOCH}:{sequence}", "type": kind, "data": {"序号": sequence}}
        return FeedRow(sequence, kind, "", json.dumps(body, ensure_ascii=False).encode(), "", "l1", "370104", "370104")


def as_it_is(row: FeedRow, _account: str) -> bytes:
    """Everybody may see everything."""
    return row.body


def subscribed(name: str = "s1", url: str = "", **more: object) -> Subscribed:
    """A subscription that was asked for at noon."""
    made = Subscribed(
        id=name, url=url, account="a1", office="370104", division="370104", after=0, types=(), stage=S.ASKED,
        stopped="", secret=1, overlap_until=None, spell=0, asked_at=NOON, changed_at=NOON,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type] # its own fields


@dataclass
class Desk:
    """The subscriptions of a test, and what was noted of them."""

    known: dict[str, Subscribed] = field(default_factory=dict)
    noted: list[Answer] = field(default_factory=list)

    def delivered(self) -> Mapping[str, Subscribed]:
        return {name: each for name, each in self.known.items() if each.stage in DELIVERED}

    def one(self, subscription: str) -> Subscribed | None:
        return self.known.get(subscription)

    def note(self, command: Answer, subscribed: Subscribed, command_id: str) -> None:
        assert command_id.startswith(f"webhooks/{subscribed.id}/")
        if self.known[subscribed.id].stage not in DELIVERED:
            raise NotLegal(Words("不行", "no"))
        self.noted.append(command)
        self.change(subscribed.id, stage=STAGES[type(command)])

    def change(self, name: str, **more: object) -> None:
        """As somebody's command would."""
        self.known[name] = replace(self.known[name], **more)  # type: ignore[arg-type] # its own fields


@dataclass
class House:
    """All that a deliverer needs; any number of deliverers can be made over it, as of several processes."""

    engine: Engine
    keys: Keys
    feed: MemoryFeed = field(default_factory=MemoryFeed)
    desk: Desk = field(default_factory=Desk)
    clock: Clock = field(default_factory=lambda: Clock(NOON))

    @property
    def secrets(self) -> Secrets:
        return Secrets(self.keys)

    def ask(self, each: Subscribed) -> str:
        """Subscribe, and keep the secret."""
        secret = self.secrets.made(each.id, each.secret)
        self.desk.known[each.id] = each
        return secret

    def book(self, holder: str = "one") -> Book:
        return Book(self.engine, holder, self.clock, LEASE)

    def deliverer(self, holder: str = "one", render: object = as_it_is) -> Deliverer:
        return Deliverer(
            self.desk, self.feed, render, book=self.book(holder), secrets=self.secrets,  # type: ignore[arg-type] # as asked for
            telephone=Telephone(Destinations(loopback=True), self.clock), clock=self.clock,
        )  # fmt: skip
