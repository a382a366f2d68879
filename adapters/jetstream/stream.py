"""What the relay asks of a stream, and what may come of it: NATS stands behind it, or a model of NATS in a test."""

from asyncio import Future
from dataclasses import dataclass
from typing import Protocol

from adapters.jetstream.messages import Message


@dataclass(frozen=True, slots=True)
class End:
    """Where a stream ends: its last sequence, and id and digest of the message there.

    They are empty where there is no such message: in a new stream, or where the last one aged out.
    """

    sequence: int
    message_id: str = ""
    digest: str = ""


class Lost(Exception):
    """No answer, or not the one hoped for. What was under way may be stored or not: only the stream itself knows."""


class Missing(Lost):
    """There is no such stream."""


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

        There is an answer after its deadline at the latest. Whoever no longer wants it cancels it.
        """
        ...

    async def create(self, first: int) -> None:
        """Make it, so that its first message gets the sequence ``first``."""
        ...
