"""Which read models there are, how far each is, and which generation of its tables readers see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, Table, delete, func, inspect, select, tuple_, update
from sqlalchemy.schema import CreateView, DropView

from adapters.follow.tables import METADATA, PROJECTIONS, QUARANTINE
from adapters.store.engine import POSTGRESQL, writing
from projections.base import Projection

_LOCK: Final = 0x6368_7566_6569_03  # "chufei", 3: making and swapping tables of read models


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a generation of a read model is, and which streams are parked for it."""

    projection: Projection
    generation: int
    position: int
    parked: frozenset[str]

    @property
    def key(self) -> str:
        """The name of its row in ``projections``."""
        return key_of(self.projection, self.generation)

    @property
    def tables(self) -> Mapping[Table, Table]:
        """Declared table → the table of this generation."""
        return self.projection.generation(self.generation)


def key_of(projection: Projection, generation: int) -> str:
    """``risk_ledger_v1_g1``."""
    return f"{projection.name}_v{projection.version}_g{generation}"


def prepare(engine: Engine, projections: Iterable[Projection]) -> None:
    """Make what is missing: the followers' own tables, and a first live generation of each read model.

    Several processes may call it at once; one makes, the others wait.
    """
    with writing(engine) as connection:
        lock_tables(connection)
        METADATA.create_all(connection)
        known = {(row.name, row.version) for row in connection.execute(select(PROJECTIONS))}
        for projection in projections:
            if (projection.name, projection.version) not in known:
                begun = begin(connection, projection)
                show(connection, begun)


def of_projection(projection: Projection) -> ColumnElement[bool]:
    """The rows of all generations of a read model."""
    return (PROJECTIONS.c.name == projection.name) & (PROJECTIONS.c.version == projection.version)


def lock_tables(connection: Connection) -> None:
    """One process at a time makes or swaps tables, until the end of the transaction."""
    if connection.dialect.name == POSTGRESQL:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def begin(connection: Connection, projection: Projection) -> Standing:
    """Make the tables of the next generation, empty and not live."""
    last = connection.scalar(select(func.max(PROJECTIONS.c.generation)).where(of_projection(projection))) or 0
    begun = Standing(projection, last + 1, 0, frozenset())
    for table in begun.tables.values():
        table.create(connection)
    connection.execute(
        PROJECTIONS.insert().values(
            key=begun.key, name=projection.name, version=projection.version, generation=last + 1, position=0, live=False
        )
    )
    return begun


def show(connection: Connection, standing: Standing) -> None:
    """Let readers see this generation from now on. Others of its version must be gone."""
    connection.execute(update(PROJECTIONS).where(PROJECTIONS.c.key == standing.key).values(live=True))
    for declared, table in standing.tables.items():
        connection.execute(CreateView(select(table), declared.name))


def retire(connection: Connection, standing: Standing) -> None:
    """Take a generation away: its row, its quarantine, its tables, and the names under which readers saw it."""
    live = connection.scalar(select(PROJECTIONS.c.live).where(PROJECTIONS.c.key == standing.key))
    for declared, table in standing.tables.items():
        if live:
            connection.execute(DropView(declared))
        if inspect(connection).has_table(table.name):
            table.drop(connection)
    connection.execute(delete(PROJECTIONS).where(PROJECTIONS.c.key == standing.key))
    connection.execute(delete(QUARANTINE).where(QUARANTINE.c.projection == standing.key))


def live(connection: Connection, projections: Sequence[Projection]) -> tuple[Standing, ...]:
    """The live generation of each of these read models."""
    by_name = {(projection.name, projection.version): projection for projection in projections}
    rows = connection.execute(select(PROJECTIONS).where(PROJECTIONS.c.live).order_by(PROJECTIONS.c.key)).all()
    parked = parked_streams(connection, [row.key for row in rows])
    return tuple(
        Standing(projection, row.generation, row.position, parked.get(row.key, frozenset()))
        for row in rows
        if (projection := by_name.get((row.name, row.version))) is not None
    )


def standing_at(connection: Connection, projection: Projection, generation: int) -> Standing:
    """How far a generation is, whether readers see it or not."""
    key = key_of(projection, generation)
    position = connection.scalars(select(PROJECTIONS.c.position).where(PROJECTIONS.c.key == key)).one()
    return Standing(projection, generation, position, parked_streams(connection, [key]).get(key, frozenset()))


def lock(connection: Connection, standings: Iterable[Standing]) -> None:
    """Wait until nobody else works on these, and hold them until the end of the transaction."""
    keys = sorted(standing.key for standing in standings)
    rows = select(PROJECTIONS.c.key).where(PROJECTIONS.c.key.in_(keys)).order_by(PROJECTIONS.c.key)
    connection.execute(rows.with_for_update())


def least(connection: Connection, projections: Sequence[Projection]) -> int:
    """The position that the live generations of all these read models have taken."""
    keys = [(projection.name, projection.version) for projection in projections]
    mine = PROJECTIONS.c.live & tuple_(PROJECTIONS.c.name, PROJECTIONS.c.version).in_(keys)
    return connection.scalar(select(func.min(PROJECTIONS.c.position)).where(mine)) or 0


def held(connection: Connection, standings: Iterable[Standing]) -> frozenset[str]:
    """Lock those that nobody else works on and that stand exactly so; gives their keys.

    The lock is the row of the position: held until the end of the transaction, never waited for.
    """
    expected = {standing.key: standing for standing in standings}
    locked = (
        select(PROJECTIONS.c.key, PROJECTIONS.c.position)
        .where(PROJECTIONS.c.key.in_(sorted(expected)))
        .order_by(PROJECTIONS.c.key)
        .with_for_update(skip_locked=True)  # SQLite has no row locks and needs none: BEGIN IMMEDIATE was said
    )
    positions = {row.key: row.position for row in connection.execute(locked)}
    parked = parked_streams(connection, tuple(positions))
    return frozenset(
        key
        for key, position in positions.items()
        if position == expected[key].position and parked.get(key, frozenset()) == expected[key].parked
    )


def parked_streams(connection: Connection, keys: Sequence[str]) -> dict[str, frozenset[str]]:
    """Key → the streams that have events in quarantine."""
    found: dict[str, set[str]] = {}
    parked = select(QUARANTINE.c.projection, QUARANTINE.c.stream).where(QUARANTINE.c.projection.in_(keys)).distinct()
    for row in connection.execute(parked):
        found.setdefault(row.projection, set()).add(row.stream)
    return {key: frozenset(streams) for key, streams in found.items()}


def move(connection: Connection, standing: Standing, position: int) -> None:
    """The generation has taken everything up to ``position``."""
    connection.execute(update(PROJECTIONS).where(PROJECTIONS.c.key == standing.key).values(position=position))
