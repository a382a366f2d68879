"""A model of a JetStream stream and of the feed, so that a relay can be met with every trouble at once."""

import asyncio
from asyncio import Future
from collections.abc import Sequence
from enum import Enum, auto
from hashlib import sha256
from time import sleep

from adapters.jetstream.messages import ID, Message
from adapters.jetstream.stream import End, Lost, Missing
from projections.feeds.feed import FeedRow

EPOCH = "feed-1"


def row_of(sequence: int, said: str = "") -> FeedRow:
    """A row; ``said`` tells a rewritten one from the first."""
    event = '{"specversion":"1.0","id":"%s:%d","type":"chufei.lead.moved.v1","data":{"said":"%s"}}'
    body = (event % (EPOCH, sequence, said)).encode()
    digest = sha256(body).hexdigest()
    return FeedRow(
        sequence,
        "chufei.lead.moved.v1",
        "37.01.04.014.-.370104.chufei_lead_moved_v1",
        body,
        digest,
        "a",
        "370104",
        "370104014",
    )


class MemoryFeed:
    """A feed of as many rows as it was given."""

    def __init__(self, rows: int = 0, epoch: str = EPOCH) -> None:
        self.epoch = epoch
        self.rows: list[FeedRow] = []
        self.grow(rows)

    def grow(self, rows: int, said: str = "") -> None:
        """Add rows."""
        first = len(self.rows) + 1
        self.rows.extend(row_of(sequence, said) for sequence in range(first, first + rows))

    def head(self) -> int:
        return len(self.rows)

    def read(self, after: int, limit: int) -> Sequence[FeedRow]:
        return self.rows[after : after + limit]

    def wait(self, after: int, timeout: float) -> bool:
        if len(self.rows) <= after:
            sleep(min(timeout, 0.01))
        return len(self.rows) > after


class Fate(Enum):
    """What becomes of a message."""

    ANSWERED = auto()
    SILENCED = auto()
    """Stored, and the answer is lost."""
    DROPPED = auto()
    REFUSED = auto()
    """Not stored, as of a stream that is full."""
    LATE = auto()
    """Stored after the next one was sent, if it still fits; its answer is lost."""


class MemoryStream:
    """As NATS does it: an id it still knows is a duplicate, then the last sequence must be the one expected."""

    name = "CHUFEI"

    def __init__(self, *fates: Fate, there: bool = True) -> None:
        self.fates = list(fates)
        self.there = there
        self.last = 0
        self.first = 1
        self.messages: dict[int, Message] = {}
        self.known: dict[str, int] = {}
        self.late: list[Message] = []
        self.created: list[int] = []
        self.sent = 0

    async def end(self) -> End:
        if not self.there:
            msg = "10059 stream not found"
            raise Missing(msg)
        message = self.messages.get(self.last)
        return End(self.last, message.headers[ID], message.digest, message.subject) if message else End(self.last)

    async def publish(self, message: Message) -> Future[int | Lost]:
        self.sent += 1
        answer: Future[int | Lost] = asyncio.get_running_loop().create_future()
        answer.set_result(self._fare(message))
        for each in [late for late in self.late if late is not message]:
            self.late.remove(each)
            self._stored(each)
        return answer

    async def create(self, first: int) -> None:
        self.created.append(first)
        self.there, self.first, self.last = True, first, first - 1

    def lose(self) -> None:
        """The whole stream is deleted."""
        self.there, self.last, self.first = False, 0, 1
        self.messages.clear()
        self.known.clear()

    def lose_tail(self, many: int) -> None:
        """An older store is restored: its last messages are gone, and the ids it knew."""
        self.last = max(self.last - many, self.first - 1)
        self.messages = {sequence: each for sequence, each in self.messages.items() if sequence <= self.last}
        self.known.clear()

    def age(self) -> None:
        """All messages are too old; the sequence goes on."""
        self.messages.clear()

    def _fare(self, message: Message) -> int | Lost:
        fate = self.fates.pop(0) if self.fates else Fate.ANSWERED
        if fate is Fate.LATE:
            self.late.append(message)
        stored = self._stored(message) if fate in {Fate.ANSWERED, Fate.SILENCED} else Lost(fate.name)
        return stored if fate is Fate.ANSWERED else Lost(fate.name)

    def _stored(self, message: Message) -> int | Lost:
        if not self.there:
            return Lost("no responders")
        if (known := self.known.get(message.headers[ID])) is not None:
            return known
        if message.headers["Nats-Expected-Last-Sequence"] != str(self.last):
            return Lost(f"10071 wrong last sequence: {self.last}")
        self.last += 1
        self.messages[self.last] = message
        self.known[message.headers[ID]] = self.last
        return self.last


class Forgetful(dict[str, int]):
    """A window that is over before it begins."""

    def __setitem__(self, key: str, value: int) -> None: ...


async def at_once(_: float) -> None:
    """No rest, but everybody else gets his turn."""
    await asyncio.sleep(0)


def held(stream: MemoryStream) -> list[tuple[int, bytes]]:
    """Sequence and body of what a stream holds."""
    return [(sequence, message.body) for sequence, message in stream.messages.items()]


def rows(feed: MemoryFeed) -> list[tuple[int, bytes]]:
    """The same of a feed."""
    return [(row.sequence, row.body) for row in feed.rows]
