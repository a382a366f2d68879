"""What the relay asks of a feed and of a stream, and what may come of it; NATS stands behind it, or a model of NATS."""

from asyncio import Future
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from adapters.jetstream.messages import Message
from projections.feeds.feed import FeedRow


@dataclass(frozen=True, slots=True)
class End:
    """Where a stream ends: its last sequence, and id, digest and subject of the message there.

    They are empty where there is no such message: in a new stream, or where the last one aged out.
    """

    sequence: int
    message_id: str = ""
    digest: str = ""
    subject: str = ""


class Lost(Exception):
    """No answer, or not the one hoped for. What was under way may be stored or not: only the stream itself knows."""


class Missing(Lost):
    """There is no such stream."""


class TurnedAway(Lost):
    """The bus does not let us in, or is not the one we believe: nothing gets better by waiting."""


class Source(Protocol):
    """What the relay asks of a feed (``projections.feeds.feed.Feed``)."""

    @property
    def epoch(self) -> str:
        """Its name for ever."""
        ...

    def head(self) -> int:
        """The last sequence, 0 for an empty feed."""
        ...

    def read(self, after: int, limit: int) -> Sequence[FeedRow]:
        """At most ``limit`` rows after a sequence, in order."""
        ...

    def wait(self, after: int, timeout: float) -> bool:
        """Whether there is a row after a sequence, as soon as there is one."""
        ...


class Stream(Protocol):
    """One stream. Everything raises ``Lost``."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    async def end(self) -> End:
        """Its last message, as its leader says. Raises ``Missing``."""
        ...

    async def publish(self, message: Message) -> Future[int | Lost]:
        """Send without waiting for the answer: the sequence at which the message is stored, or what went wrong.

        There is an answer after its deadline at the latest; whoever no longer wants it cancels it. Raises ``Lost``
        where it cannot be sent.
        """
        ...

    async def create(self, first: int) -> None:
        """Make it, so that its first message gets the sequence ``first``."""
        ...
