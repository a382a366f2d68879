"""A relay of the tests' own, from a feed in memory to a real stream."""

import asyncio

from adapters.jetstream.nats_stream import NatsStream
from adapters.jetstream.relay import Relay
from tests.support.bus import MemoryFeed
from tests.support.bus_reading import STREAM


def relay(feed: MemoryFeed, url: str, create: int = 0, patience: float = 20, replicas: int = 1) -> int:
    """Put on the bus what there is; the dedupe window is one second, as nothing may rest on it."""

    async def relayed() -> int:
        stream = NatsStream(url.split(","), STREAM, replicas, {}, window=1)
        try:
            return await Relay(feed, stream, create=create, patience=patience).run(once=True)
        finally:
            await stream.close()

    return asyncio.run(relayed())
