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
        application = Application[UUID](environment(url))
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
    lean, whole = f"ours, {many} events", f"ours, the whole tail with personal data opened, {many} events"
    library = f"library's repository, {many} events"
    race.run(
        {
            lean: _ours(store, stream, many, seconds),
            whole: _whole(store, stream, many, seconds),
            library: lambda: alone(lambda: application.repository.get(aggregate.id), seconds, weight=many),
        }
    )
    race.ratio(f"ours ÷ library, {many} events", lean, library, aim=AIMS[many])
    race.ratio(f"ours, the whole tail with personal data opened ÷ library, {many} events", whole, library)


def _ours(store: Store, stream: str, many: int, seconds: float) -> Callable[[], Sample]:
    """As a decision loads a lead."""
    return lambda: alone(lambda: fold(stream, store.past(stream).events), seconds, weight=many)


def _whole(store: Store, stream: str, many: int, seconds: float) -> Callable[[], Sample]:
    """As a person reads one: with all that stands beside the events."""

    def once() -> object:
        return fold(stream, (recorded.event for recorded in store.tail(stream).events))

    return lambda: alone(once, seconds, weight=many)


def environment(url: str) -> dict[str, str]:
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
