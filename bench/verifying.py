"""Proving the log unbroken, beside a bare loop that reads every stored column and hashes what it read."""

import asyncio
from contextlib import closing
from hashlib import sha256
from typing import Final

from sqlalchemy import Engine

from adapters.store.tables import EVENTS
from adapters.store.verify import verify
from bench.databases import Databases
from bench.histories import ours
from bench.measure import alone
from bench.product import product, store_history
from bench.results import Race, Table
from bench.size import Size

AIM: Final = 0.5
PAGE: Final = 1_000
LONG: Final = 200
"""Events of one lead."""


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"Prove {size.events:,} events, {kind}", "events/s", size.rounds)
    history = ours(min(LONG, size.events))
    with databases.fresh(kind) as (url, folder), product(url, folder) as house:

        async def fill() -> None:
            leads = range(size.events // len(history))
            await asyncio.gather(*(store_history(house.store, f"lead/proved-{lead}", history) for lead in leads))

        asyncio.run(fill())
        engine, events = house.store.engine, house.store.head()
        race.run(
            {
                "verify": lambda: alone(lambda: _proved(engine), size.seconds, weight=events),
                "read and hash": lambda: alone(lambda: _read_and_hashed(engine), size.seconds, weight=events),
            }
        )
    race.ratio("verify ÷ read and hash", "verify", "read and hash", aim=AIM)
    return race.table


def _proved(engine: Engine) -> None:
    assert verify(engine).sound  # noqa: S101 - a broken log would make the figure worthless


def _read_and_hashed(engine: Engine) -> bytes:
    """All columns of all rows through the bare driver, page by page, into one SHA-256."""
    columns = ", ".join(column.name for column in EVENTS.c)
    mark = "%s" if engine.dialect.name == "postgresql" else "?"
    query = f"select {columns} from events where position > {mark} order by position limit {PAGE}"  # noqa: S608 - ours
    digest, last = sha256(), 0
    connection = engine.raw_connection()
    with closing(connection), closing(connection.cursor()) as cursor:
        while True:
            cursor.execute(query, (last,))
            rows = cursor.fetchall()
            if not rows:
                return digest.digest()
            for position, stream, version, name, data, meta, event_hash, chain_hash, recorded_at in rows:
                texts = f"{position}{stream}{version}{name}{recorded_at}".encode()
                digest.update(b"".join((texts, data, meta, event_hash, chain_hash)))
            last = rows[-1][0]
