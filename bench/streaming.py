"""The feed followed as a stream by a crowd: everybody from the first event to the last, and exactly so."""

import asyncio
import re
from collections.abc import Callable
from time import perf_counter
from typing import Final

from bench.databases import Databases
from bench.measure import Sample, sample
from bench.pulling import Door, door
from bench.results import Race, Table
from bench.size import Size
from bench.wire import Wire, getting

CROWD: Final = 200
READERS: Final = ("jd-01", "jd-02", "qj-01", "qj-02", "qj-03", "qj-04", "qj-05", "qj-06", "scjg-01", "sj-01", "yw-01",
                  "admin")  # fmt: skip
"""Whom every event is shown; of one account there are fewer streams at once."""
EVENTS: Final = 500
STREAMED: Final = "{many} readers at once, {events} events each"
ALONE: Final = "one reader"
ID: Final = re.compile(rb"^id: ([0-9]+)", re.MULTILINE)


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"The feed followed as a stream, {kind}", "events delivered a second", size.rounds)
    many, events = min(CROWD, size.leads), min(EVENTS, size.events)
    crowd = STREAMED.format(many=many, events=events)
    with databases.fresh(kind) as (url, folder), door(url, folder, events, READERS) as served:
        race.run({ALONE: _streaming(served, events, 1), crowd: _streaming(served, events, many)})
    race.ratio("crowd ÷ one reader", crowd, ALONE)
    return race.table


def _streaming(served: Door, events: int, many: int) -> Callable[[], Sample]:
    """Whoever misses or doubles one makes the figure void."""
    asked = [getting("/v1/feed/stream", served.tokens[each]) for each in READERS]

    async def follow(wire: Wire, number: int) -> float:
        start, rest, wanted = perf_counter(), b"", 1
        async for chunk in wire.stream(number, asked[number % len(asked)]):
            *whole, rest = (rest + chunk).split(b"\n\n")
            for each in whole:
                found = ID.search(each)
                if found is not None:
                    assert int(found[1]) == wanted, f"{int(found[1])} instead of {wanted}"  # noqa: S101
                    wanted += 1
            if wanted > events:
                break
        return perf_counter() - start

    async def crowd() -> tuple[list[float], float]:
        async with Wire(served.address, many) as wire:
            start = perf_counter()
            times = await asyncio.gather(*(follow(wire, number) for number in range(many)))
            return times, perf_counter() - start

    return lambda: sample(*asyncio.run(crowd()), weight=events)
