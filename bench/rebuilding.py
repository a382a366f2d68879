"""Building read models anew from the whole log, beside the eventsourcing library keeping a single ledger."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from bench.databases import Databases
from bench.district import district
from bench.library_ledger import library_ledger
from bench.loading import environment
from bench.measure import Sample, alone
from bench.results import Race, Table
from bench.size import Size

AIM: Final = 8_000
AIM_LIBRARY: Final = 5.0
ALL: Final = "all read models of the product"
ONE: Final = "the risk ledger alone"
LIBRARY: Final = "library's ProjectionRunner, one ledger"
EACH: Final = 10
"""Events of one lead in the library's log, about as many as a lead of the synthetic year has."""


def run(databases: Databases, size: Size) -> list[Table]:
    """One table for each kind of database."""
    return [_on(kind, databases, size) for kind in databases.kinds]


def _on(kind: str, databases: Databases, size: Size) -> Table:
    with databases.fresh(kind) as (url, folder), district(url, folder, size.district) as app, ExitStack() as stack:
        events = app.store.head()
        race = Race(f"Build read models anew from {events:,} events, {kind}", "log events/s", size.rounds)

        def ours(*names: str) -> Callable[[], Sample]:
            return lambda: alone(lambda: app.read_models.rebuild(*names), size.seconds, weight=events)

        competitors = {ALL: ours(), ONE: ours("risk_ledger")}
        if kind == "PostgreSQL":  # the library's recorder for SQLite cannot be subscribed to
            read, many = stack.enter_context(library_ledger(environment(url), max(1, size.district // EACH), EACH))
            competitors[LIBRARY] = lambda: alone(read, size.seconds, weight=many)
        race.run(competitors)
    if LIBRARY in competitors:
        race.rate(f"{ALL}", ALL, "events/s", AIM)
        race.ratio(f"{ALL} ÷ {LIBRARY}", ALL, LIBRARY, aim=AIM_LIBRARY)
        race.ratio(f"{ONE} ÷ {LIBRARY}", ONE, LIBRARY)
    race.ratio(f"{ONE} ÷ {ALL}", ONE, ALL)
    return race.table
