"""From the commit of a command to a consumer on NATS, through feed and relay, beside a bare message and its answer."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

from nats import connect
from nats.js import JetStreamContext
from nats.js.client import JetStreamContext as Reading

from adapters.clock import SystemClock
from adapters.feeds.follower import FeedFollower
from adapters.feeds.reading import StoredFeed
from adapters.jetstream.running import Relaying
from bench.databases import Databases
from bench.house import ELSEWHERE
from bench.measure import Sample, sample
from bench.product import Product, product, reporting
from bench.results import Race, Table
from bench.size import Size
from tests.support import nats
from tests.support.product import opened

AIM: Final = 20.0
PATIENCE: Final = 60.0
BARE: Final = "bare message and its answer"
ARRIVED: Final = "commit until a consumer has it"
STREAM: Final = "CHUFEI"
BODY: Final = b"x" * 512


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"Commit to NATS consumer, {kind}", "a second", size.rounds)
    with databases.fresh(kind) as (url, folder), nats.single() as bus, product(url, folder) as house:
        follower = FeedFollower(house.store, clock=SystemClock())
        follower.start()
        registration = house.registration()
        asyncio.run(house.send(registration))
        with _relayed_elsewhere(url, folder, bus.url):
            race.run(
                {
                    BARE: lambda: _timed(bus.url, _bare, size.seconds),
                    ARRIVED: lambda: _timed(bus.url, _arriving(house, registration.lead), size.seconds),
                }
            )
        follower.stop()
    race.longer(f"{ARRIVED} ÷ {BARE}, p99", ARRIVED, BARE, "p99", AIM)
    return race.table


Act = Callable[[], Awaitable[float]]
"""Does one thing; gives the moment from which it counts."""


def _timed(url: str, prepare: Callable[[JetStreamContext], Awaitable[Act]], seconds: float) -> Sample:
    async def timed() -> tuple[list[float], float]:
        times: list[float] = []
        async with await connect(url) as client:
            act = await prepare(client.jetstream())
            start = now = perf_counter()
            while now < start + seconds or not times:
                began = await act()
                now = perf_counter()
                times.append(now - began)
        return times, now - start

    return sample(*asyncio.run(timed()))


async def _bare(jetstream: JetStreamContext) -> Act:
    await jetstream.add_stream(name="BARE", subjects=["bare"])

    async def act() -> float:
        began = perf_counter()
        await jetstream.publish("bare", BODY)
        return began

    return act


def _arriving(house: Product, lead: str) -> Callable[[JetStreamContext], Awaitable[Act]]:
    async def prepare(jetstream: JetStreamContext) -> Act:
        reading = await jetstream.subscribe("chufei.feed.>", ordered_consumer=True)
        await _drained(jetstream, reading)

        async def act() -> float:
            await house.send(reporting(lead))
            began = perf_counter()
            await reading.next_msg(PATIENCE)
            return began

        return act

    return prepare


async def _drained(jetstream: JetStreamContext, reading: Reading.PushSubscription) -> None:
    """Take what is there from before."""
    last = (await jetstream.stream_info(STREAM)).state.last_seq
    while last and (await reading.next_msg(PATIENCE)).metadata.sequence.stream < last:
        pass


@contextmanager
def _relayed_elsewhere(url: str, folder: Path, bus: str) -> Iterator[None]:
    """Another process relays, as ``chufei relay`` does beside ``chufei serve``."""
    process = ELSEWHERE.Process(target=_relay, args=(url, folder, bus))
    process.start()
    try:
        asyncio.run(_ready(bus))
        yield
    finally:
        process.terminate()
        process.join()


async def _ready(bus: str) -> None:
    """Wait until the first row is there."""
    until = perf_counter() + PATIENCE
    async with await connect(bus) as client:
        while perf_counter() < until:
            streams = await client.jetstream().streams_info()
            if any(each.state.last_seq for each in streams):
                return
            await asyncio.sleep(0.1)
    msg = "nothing was relayed"
    raise TimeoutError(msg)


def _relay(url: str, folder: Path, bus: str) -> None:
    with opened(url, folder) as store:
        Relaying(store.engine, StoredFeed(store), SystemClock()).run(bus, stream=STREAM)
