"""Which read models there are, how far each is, and which generation of its tables readers see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    bindparam,
    delete,
    func,
    inspect,
    select,
    tuple_,
    update,
)
from sqlalchemy.schema import CreateIndex, CreateTable, CreateView, DropView

from adapters.follow.tables import HOLDINGS, METADATA, PROJECTIONS, QUARANTINE
from adapters.store.beside import make
from adapters.store.engine import POSTGRESQL, writing
from adapters.store.locks import Lock, alone
from adapters.store.tables import EVENTS
from projections.base import Projection


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a generation of a read model is, how many events are parked for it, and of which streams."""

    projection: Projection
    generation: int
    position: int
    held_back: int = 0
    parked: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The name of its row in ``projections``."""
        return key_of(self.projection, self.generation)

    @property
    def tables(self) -> Mapping[Table, Table]:
        """Declared table → the table of this generation."""
        return self.projection.generation(self.generation)


def key_of(projection: Projection, generation: int) -> str:
    """``risk_ledger_v2_g1``."""
    return f"{projection.name}_v{projection.version}_g{generation}"


def prepare(engine: Engine, projections: Iterable[Projection]) -> None:
    """Make what is missing: the followers' own tables, and the first generation of each read model of this version.

    Over an empty log it is live at once; over any other nobody sees it until it is built (``versions``).
    Several processes may call it at once; one makes, the others wait.
    """
    with writing(engine) as connection:
        lock_tables(connection)
        make(connection, METADATA)
        known = {(row.name, row.version) for row in connection.execute(select(PROJECTIONS))}
        for projection in projections:
            if (projection.name, projection.version) not in known:
                begun = begin(connection, projection)
                if connection.scalar(select(EVENTS.c.position).limit(1)) is None:
                    show(connection, begun)


def of_projection(projection: Projection) -> ColumnElement[bool]:
    """The rows of all generations of a read model."""
    return (PROJECTIONS.c.name == projection.name) & (PROJECTIONS.c.version == projection.version)


def lock_tables(connection: Connection) -> None:
    """One process at a time makes or swaps tables, until the end of the transaction."""
    alone(connection, Lock.READ_MODELS)


def hurry(connection: Connection, seconds: float) -> None:
    """Give up after so long waiting for a lock, until the end of the transaction; only PostgreSQL waits for readers."""
    if connection.dialect.name == POSTGRESQL:
        connection.execute(select(func.set_config("lock_timeout", f"{seconds * 1000:.0f}ms", True)))  # noqa: FBT003


def begin(connection: Connection, projection: Projection) -> Standing:
    """Make the tables of the next generation, empty and not live, without indexes (``indexing``)."""
    last = connection.scalar(select(func.max(PROJECTIONS.c.generation)).where(of_projection(projection))) or 0
    begun = Standing(projection, last + 1, 0)
    _clear(connection, begun, shown=not last)  # what lies there although no row says so
    for declared, table in begun.tables.items():
        connection.execute(CreateTable(table))
        connection.execute(HOLDINGS.insert().values(projection=begun.key, name=declared.name))
    connection.execute(
        PROJECTIONS.insert().values(
            key=begun.key,
            name=projection.name,
            version=projection.version,
            generation=last + 1,
            position=0,
            parked=0,
            live=False,
        )
    )
    return begun


def show(connection: Connection, standing: Standing) -> None:
    """Let readers see this generation from now on, with its indexes. Others of its version must be gone."""
    for each in indexes(standing):
        connection.execute(each)
    connection.execute(update(PROJECTIONS).where(PROJECTIONS.c.key == standing.key).values(live=True))
    for declared, table in standing.tables.items():
        connection.execute(CreateView(select(table), declared.name))


def indexes(standing: Standing) -> tuple[CreateIndex, ...]:
    """What makes the indexes of a generation, those that are missing."""
    found = (index for table in standing.tables.values() for index in table.indexes)
    return tuple(CreateIndex(index, if_not_exists=True) for index in sorted(found, key=lambda index: str(index.name)))


def retire(connection: Connection, standing: Standing) -> None:
    """Take a generation away: its row, its quarantine, its tables, and the names under which readers saw it."""
    live = connection.scalar(select(PROJECTIONS.c.live).where(PROJECTIONS.c.key == standing.key))
    _clear(connection, standing, shown=bool(live))
    connection.execute(delete(PROJECTIONS).where(PROJECTIONS.c.key == standing.key))


def _clear(connection: Connection, standing: Standing, *, shown: bool) -> None:
    """Drop what there is of a generation; somebody may have dropped some of it by hand, and a rebuild mends that."""
    for declared, table in standing.tables.items():
        if shown:
            connection.execute(DropView(declared, if_exists=True))
        if inspect(connection).has_table(table.name):
            table.drop(connection)
    forget(connection, standing.key)


def forget(connection: Connection, key: str) -> None:
    """Strike a generation out of everything but ``projections``."""
    connection.execute(delete(QUARANTINE).where(QUARANTINE.c.projection == key))
    connection.execute(delete(HOLDINGS).where(HOLDINGS.c.projection == key))


def live(connection: Connection, projections: Sequence[Projection]) -> tuple[Standing, ...]:
    """The live generation of each of these read models."""
    by_name = {(projection.name, projection.version): projection for projection in projections}
    rows = connection.execute(select(PROJECTIONS).where(PROJECTIONS.c.live).order_by(PROJECTIONS.c.key)).all()
    parked = parked_streams(connection, [row.key for row in rows if row.parked])
    return tuple(
        Standing(projection, row.generation, row.position, row.parked, parked.get(row.key, frozenset()))
        for row in rows
        if (projection := by_name.get((row.name, row.version))) is not None
    )


def standing_at(connection: Connection, projection: Projection, generation: int) -> Standing | None:
    """How far a generation is, whether readers see it or not; None when it is gone."""
    key = key_of(projection, generation)
    row = connection.execute(select(PROJECTIONS).where(PROJECTIONS.c.key == key)).one_or_none()
    if row is None:
        return None
    parked = parked_streams(connection, [key] if row.parked else []).get(key, frozenset())
    return Standing(projection, generation, row.position, row.parked, parked)


def lock(connection: Connection, standings: Iterable[Standing]) -> None:
    """Wait until nobody else works on these, and hold them until the end of the transaction."""
    keys = sorted(standing.key for standing in standings)
    rows = select(PROJECTIONS.c.key).where(PROJECTIONS.c.key.in_(keys)).order_by(PROJECTIONS.c.key)
    connection.execute(rows.with_for_update())


def claim(connection: Connection, standings: Iterable[Standing], last: int) -> frozenset[str]:
    """Lock and move on to ``last`` those that stand as was thought and that nobody else works on; gives their keys.

    The row of the position is the lock: held until the end of the transaction, never waited for.
    """
    wanted = [(each.key, each.position, each.held_back) for each in standings]
    return frozenset(connection.scalars(_CLAIM, {"wanted": wanted, "last": last}))


_AS_THOUGHT: Final = tuple_(PROJECTIONS.c.key, PROJECTIONS.c.position, PROJECTIONS.c.parked).in_(
    bindparam("wanted", expanding=True)
)
_FREE: Final = (
    select(PROJECTIONS.c.key)
    .where(_AS_THOUGHT)
    .order_by(PROJECTIONS.c.key)
    .with_for_update(skip_locked=True)  # on SQLite it says nothing: BEGIN IMMEDIATE was said
)
_CLAIM: Final = (
    update(PROJECTIONS)
    .where(_AS_THOUGHT, PROJECTIONS.c.key.in_(_FREE))
    .values(position=bindparam("last"))
    .returning(PROJECTIONS.c.key)
)


def parked_streams(connection: Connection, keys: Sequence[str]) -> dict[str, frozenset[str]]:
    """Key → the streams that have events in quarantine."""
    if not keys:
        return {}
    found: dict[str, set[str]] = {}
    parked = select(QUARANTINE.c.projection, QUARANTINE.c.stream).where(QUARANTINE.c.projection.in_(keys)).distinct()
    for row in connection.execute(parked):
        found.setdefault(row.projection, set()).add(row.stream)
    return {key: frozenset(streams) for key, streams in found.items()}


def count_parked(connection: Connection, standing: Standing) -> None:
    """Note in the row how many events are in quarantine: who sees 0 there need not look."""
    held_back = select(func.count()).where(QUARANTINE.c.projection == standing.key).scalar_subquery()
    connection.execute(update(PROJECTIONS).where(PROJECTIONS.c.key == standing.key).values(parked=held_back))
