"""From the database to a state: our store and fold beside the library's recorder and default aggregate repository."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from eventsourcing.application import Application
from sqlalchemy.engine import make_url

from adapters.store.store import Store
from bench.databases import Databases
from bench.histories import ours, theirs
from bench.measure import Sample, alone
from bench.product import product, store_history
from bench.results import Race, Table
from bench.size import Size
from workflows.desks import fold

AIMS: Final[Mapping[int, float]] = {10: 1.0, 100: 2.5, 1000: 5.0}


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    race = Race(f"Load a lead, {kind}", "events/s", size.rounds)
    with databases.fresh(kind) as (url, folder), product(url, folder) as house:
        application = Application[UUID](_environment(url))
        try:
            for many in size.histories:
                _race(race, house.store, application, many, size.seconds)
        finally:
            application.close()
    return race.table


def _race(race: Race, store: Store, application: Application[UUID], many: int, seconds: float) -> None:
    stream = f"lead/loaded-{many}"
    asyncio.run(store_history(store, stream, ours(many)))
    aggregate = theirs(many)
    application.save(aggregate)
    masked, opened = f"ours, {many} events", f"ours with personal data opened, {many} events"
    library = f"library's repository, {many} events"
    race.run(
        {
            masked: _ours(store, stream, many, seconds, open_personal=False),
            opened: _ours(store, stream, many, seconds, open_personal=True),
            library: lambda: alone(lambda: application.repository.get(aggregate.id), seconds, weight=many),
        }
    )
    race.ratio(f"ours ÷ library, {many} events", masked, library, aim=AIMS[many])
    race.ratio(f"ours with personal data opened ÷ library, {many} events", opened, library)


def _ours(store: Store, stream: str, many: int, seconds: float, *, open_personal: bool) -> Callable[[], Sample]:
    def once() -> object:
        tail = store.tail(stream, open_personal=open_personal)
        return fold(stream, (recorded.event for recorded in tail.events))

    return lambda: alone(once, seconds, weight=many)


def _environment(url: str) -> dict[str, str]:
    """The library's settings for a database beside ours, everything else by its defaults."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": f"{parsed.database}-library"}
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(parsed.database),
        "POSTGRES_HOST": str(parsed.host),
        "POSTGRES_PORT": str(parsed.port),
        "POSTGRES_USER": str(parsed.username),
        "POSTGRES_PASSWORD": str(parsed.password),
    }
