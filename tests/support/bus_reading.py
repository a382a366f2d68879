"""Reads what a NATS server really holds, with nats-py alone; and the bus's own acts that our code never does."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import nats
from nats.js import JetStreamContext

T = TypeVar("T")

STREAM = "CHUFEI"


def on_bus(url: str, act: Callable[[JetStreamContext], Awaitable[T]]) -> T:
    """Do something with a client of its own."""

    async def acted() -> T:
        client = await nats.connect(url.split(","), error_cb=_quiet, allow_reconnect=True)
        try:
            return await act(client.jetstream(timeout=5))
        finally:
            await client.close()

    return asyncio.run(acted())


def held_by(url: str) -> list[tuple[int, bytes]]:
    """Sequence and body of every message of the stream, in order."""

    async def read(jetstream: JetStreamContext) -> list[tuple[int, bytes]]:
        state = (await jetstream.stream_info(STREAM)).state
        reading = await jetstream.subscribe("chufei.feed.>", ordered_consumer=True)
        found = [await reading.next_msg(5) for _ in range(state.messages)]
        return [(each.metadata.sequence.stream, each.data) for each in found]

    return on_bus(url, read)


def delete(url: str) -> None:
    """Somebody deletes the stream."""
    on_bus(url, lambda jetstream: jetstream.delete_stream(STREAM))


async def _quiet(_: Exception) -> None: ...
