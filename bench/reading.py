"""Reading one's own writes: how long after the answer a command is in the read models, and how long it takes in all."""

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import Final

from adapters.follow.followers import Followers
from bench.databases import Databases
from bench.measure import Sample, sample
from bench.product import Product, product, reporting
from bench.results import Race, Ratio, Table
from bench.size import Size
from projections.risk_ledger import LEDGER
from projections.transfer_register import REGISTER

AIM: Final = 10.0
"""Milliseconds at the median until what was written can be read."""
IN_ALL: Final = "command sent until readable"
AFTER: Final = "answer received until readable"


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"Read your own writes, {kind}", "a second", size.rounds)
    with (
        databases.fresh(kind) as (url, folder),
        product(url, folder) as house,
        Followers(house.store, (LEDGER, REGISTER)) as followers,
    ):
        followers.start()
        registration = house.registration()
        asyncio.run(house.send(registration))
        race.run(
            {
                IN_ALL: _wait(house, followers, registration.lead, size.seconds, from_answer=False),
                AFTER: _wait(house, followers, registration.lead, size.seconds, from_answer=True),
            }
        )
    for figure in race.table.figures:
        value = figure.p50
        race.table.ratios.append(Ratio(f"{figure.name}, median", value, value, figure.p99, AIM, unit="ms"))
    return race.table


def _wait(
    house: Product, followers: Followers, lead: str, seconds: float, *, from_answer: bool
) -> Callable[[], Sample]:
    async def writing() -> tuple[list[float], float]:
        times: list[float] = []
        start = now = perf_counter()
        while now < start + seconds or not times:
            before = now
            receipt = await house.send(reporting(lead))
            if from_answer:
                before = perf_counter()
            assert followers.wait(receipt.last, timeout=60)  # noqa: S101 - a figure without the read model is none
            now = perf_counter()
            times.append(now - before)
        return times, now - start

    return lambda: sample(*asyncio.run(writing()))
