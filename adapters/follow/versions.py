"""Brings a new version of a read model up beside the old one, and takes the old one away when nobody needs it.

Each version has tables and a name of its own, so a program reads the version it was written for. What a program lacks
is built before it reads: until then those of the version before serve, kept up by the programs that still run.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import sleep
from typing import Final

import structlog
from sqlalchemy import Connection, MetaData, Row, Table, and_, delete, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import DropTable, DropView

from adapters.faults import sqlstate
from adapters.follow.indexing import index
from adapters.follow.pages import page
from adapters.follow.plan import plan
from adapters.follow.pulse import seen_since, signs
from adapters.follow.registry import Standing, forget, hurry, live, lock_tables, of_projection, show, standing_at
from adapters.follow.step import written
from adapters.follow.tables import HOLDINGS, PROJECTIONS
from adapters.store.store import Store
from projections.base import Projection

LEFT: Final = timedelta(minutes=10)
"""After so long a silence a program of an older version counts as gone, also without a goodbye."""
BREATH: Final = 0.005
"""Seconds to leave to another process that builds the same."""
PATIENCE: Final = 0.5
"""Seconds to wait for those who still read an old version."""
LOCK_NOT_AVAILABLE: Final = "55P03"
LONG: Final = 10_000
"""Events after which it is said that something is being built: somebody waits."""

Told = Callable[[int, int], None]
"""Called with the position reached and the end of the log."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was built; which older versions were taken away, and which were left, each with who follows them still."""

    built: tuple[Standing, ...] = ()
    retired: tuple[str, ...] = ()
    kept: tuple[tuple[str, tuple[str, ...]], ...] = ()


def sign_of(name: str, version: int) -> str:
    """Under which those who follow this version of a read model give signs of life."""
    return f"model:{name}_v{version}"


def migrate(store: Store, projections: Sequence[Projection], now: datetime, *, batch: int, told: Told) -> Migrated:
    """Build what is not there in this version, then take away what is older and left.

    Killed, it goes on where it was when it is called again; several processes at once share the work.
    """
    built = _build(store, projections, batch, told)
    kept: dict[str, tuple[str, ...]] = {}
    retired = []
    for row, holders in _older(store, projections, now):
        if holders or not _retire(store, row):
            kept[row.key] = holders
        else:
            retired.append(row.key)
    return Migrated(built, tuple(retired), tuple(kept.items()))


def _build(store: Store, projections: Sequence[Projection], batch: int, told: Told) -> tuple[Standing, ...]:
    standings = building = _building(store, projections)
    if building and (head := store.head()) > LONG:
        names = [each.projection.name for each in building]
        log.warning("read models of a new version are built first", read_models=names, events=head)
    while building:
        reached = min(each.position for each in building)
        told(reached, store.head())
        items = page(store, reached, batch)
        if not items:
            return _show(store, projections, standings)
        last = items[-1].position
        if not written(store, [plan(each, items) for each in building if each.position < last], last):
            sleep(BREATH)
        building = _building(store, projections)
    return standings


def _building(store: Store, projections: Sequence[Projection]) -> tuple[Standing, ...]:
    with store.engine.connect() as connection:
        return unbuilt(connection, projections)


def unbuilt(connection: Connection, projections: Sequence[Projection]) -> tuple[Standing, ...]:
    """Those without a live generation of their version, as far as they are built."""
    there = {each.projection for each in live(connection, projections)}
    found = []
    for projection in projections:
        if projection not in there:
            begun = select(PROJECTIONS.c.generation).where(of_projection(projection))
            newest = connection.scalar(begun.order_by(PROJECTIONS.c.generation.desc()).limit(1))
            found.append(None if newest is None else standing_at(connection, projection, newest))
    return tuple(filter(None, found))


def _show(store: Store, projections: Sequence[Projection], built: tuple[Standing, ...]) -> tuple[Standing, ...]:
    for each in built:
        index(store, each)
    with store.writing() as connection:
        lock_tables(connection)
        for each in unbuilt(connection, projections):
            show(connection, each)
    return built


def _older(
    store: Store, projections: Iterable[Projection], now: datetime
) -> Sequence[tuple[Row[str, int, int], tuple[str, ...]]]:
    """Generations of older versions, each with the processes that still follow it."""
    columns = PROJECTIONS.c
    older = or_(*(and_(columns.name == each.name, columns.version < each.version) for each in projections))
    with store.engine.connect() as connection:
        rows = connection.execute(select(columns.key, columns.name, columns.version).where(older)).all()
        given = signs(connection) if rows else {}
    return [(row, seen_since(now - LEFT, given.get(sign_of(row.name, row.version), ()))) for row in rows]


def _retire(store: Store, row: Row[str, int, int]) -> bool:
    """Drop the tables of a generation nobody follows; False where somebody reads them at this moment."""
    generation = row.key.rpartition("_g")[2]
    try:
        with store.writing() as connection:
            lock_tables(connection)
            hurry(connection, PATIENCE)
            for name in connection.scalars(select(HOLDINGS.c.name).where(HOLDINGS.c.projection == row.key)).all():
                shown, table = (Table(each, MetaData()) for each in (name, f"{name}_g{generation}"))
                connection.execute(DropView(shown, if_exists=True))
                connection.execute(DropTable(table, if_exists=True))
            forget(connection, row.key)
            connection.execute(delete(PROJECTIONS).where(PROJECTIONS.c.key == row.key))
    except OperationalError as error:
        if sqlstate(error) != LOCK_NOT_AVAILABLE:
            raise
        return False
    return True
