"""A small catalogue and short words, for suites that need a log but not the law."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar, dataclass_transform
from uuid import uuid4

from adapters.clock import SystemClock
from adapters.keys.store import open_keys
from adapters.store.store import Store, open_store
from domain.catalogue import Catalogue, Personal, shape
from workflows.ports import Append, Conflict, Head, Meta, Stored

SAMPLES: Final = Catalogue()

C = TypeVar("C", bound=type)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def sample(name: str) -> Callable[[C], C]:
    """Register an event of the sample catalogue."""
    return SAMPLES.event(name)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@shape
class Person:
    ref: str
    name: Personal[str]
    phone: Personal[str | None] = None


@shape
class Place:
    name: str
    contact: Person | None = None


@sample("sample.opened/1")
class Opened:
    """One field of every kind that can be stored."""

    title: str
    count: int
    urgent: bool
    colour: Colour
    day: date
    at: datetime
    due: datetime | None = None
    reporter: Person | None = None
    places: tuple[Place, ...] = ()
    tags: tuple[str, ...] = ()
    note: Personal[str | None] = None
    aliases: tuple[Personal[str], ...] = ()


@sample("sample.noted/1")
class Noted:
    text: str


OPENED: Final = Opened(
    title="测试样例",
    count=3,
    urgent=False,
    colour=Colour.BLUE,
    day=date(2026, 1, 5),
    at=datetime(2026, 1, 5, 1, 2, 3, 456789, tzinfo=UTC),
    reporter=Person(ref="p-1", name="示例甲", phone="000-1"),
    places=(Place(name="示例大厦", contact=Person(ref="p-2", name="示例乙")), Place(name="空")),
    tags=("一", "二"),
    note="示例甲的自述",
    aliases=("甲", "阿甲"),
)


@contextmanager
def sample_store(url: str, folder: Path) -> Iterator[Store]:
    """A store over the sample catalogue; its keys in a file of ``folder``."""
    with (
        open_keys(f"sqlite:///{folder / 'keys.sqlite'}") as keys,
        open_store(url, catalogue=SAMPLES, keys=keys, clock=SystemClock()) as store,
    ):
        yield store


def appending(
    *events: tuple[str, object], expect: dict[str, Head] | None = None, command_id: str = "", digest: bytes = b""
) -> Append:
    """A command's append; by default a new one, on streams that are empty."""
    command_id = command_id or f"c-{uuid4().hex}"
    expected = {stream: Head() for stream, _ in events} | (expect or {})
    meta = Meta(
        actor="t-1",
        office="o-1",
        role="handler",
        command_id=command_id,
        correlation=command_id,
        law="0" * 64,
        software="0.1.0",
    )
    return Append(
        command_id=command_id,
        digest=digest or sha256(command_id.encode()).digest(),
        events=events,
        expect=expected,
        meta=meta,
    )


def append(store: Store, *appends: Append) -> list[Stored | Conflict]:
    """Append all at once, as concurrent requests would."""

    async def all_at_once() -> list[Stored | Conflict]:
        return await asyncio.gather(*map(store.append, appends))

    return asyncio.run(all_at_once())


def fill(store: Store, *, streams: Sequence[str], rounds: int) -> None:
    """Commands of one to three events, over one or two streams at once."""
    for number in range(rounds):
        chosen = (streams[number % len(streams)], streams[(number * 3 + 1) % len(streams)])
        names = tuple(dict.fromkeys(chosen))[: 1 + number % 2]
        events = tuple((stream, Noted(text=f"第{number}次")) for stream in names) + ((names[0], OPENED),) * (number % 2)
        append(store, appending(*events, expect={stream: store.tail(stream).head for stream in names}))
