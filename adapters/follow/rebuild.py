"""Builds read models anew beside the old ones, from the first event, and lets readers see them when they are ready."""

from collections.abc import Mapping, Sequence
from time import sleep
from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from adapters.faults import sqlstate
from adapters.follow.indexing import index
from adapters.follow.pages import page
from adapters.follow.plan import carry_out_singly, plan
from adapters.follow.registry import (
    Standing,
    begin,
    claim,
    hurry,
    live,
    lock,
    lock_tables,
    of_projection,
    retire,
    show,
    standing_at,
)
from adapters.follow.step import BATCH, written
from adapters.follow.tables import PROJECTIONS
from adapters.store.store import Store
from domain.errors import Contended, LogDamaged
from domain.words import Words
from projections.base import Projection

LOCK_NOT_AVAILABLE: Final = "55P03"
TRIES: Final = 30
PATIENCE: Final = 0.5
"""Seconds to wait for those who read the old tables: everybody who comes later waits behind us."""
PAUSE: Final = 1.5
"""Seconds to let them through before the next try."""


def rebuild(store: Store, projections: Sequence[Projection], *, batch: int = BATCH) -> tuple[Standing, ...]:
    """Make the next generation of each, swap it in and drop the old one; gives the new ones as they stand.

    The log is read once for all of them: to read and open an event costs as much as what a read model makes of it.
    Readers see the old tables until the swap and the new ones after it; followers go on meanwhile. What an interrupted
    rebuild left behind is cleared away first. Several at once work on the same generation, and whoever comes last finds
    it live. Raises ``Contended`` where somebody reads the old tables without an end.
    """
    begun = {projection: _begun(store, projection).generation for projection in projections}
    _fill(store, begun, batch)
    for standing in _now(store, begun):
        index(store, standing)
    _fill(store, begun, batch)  # what came in meanwhile
    return tuple(_shown(store, projection, generation, batch) for projection, generation in begun.items())


def _fill(store: Store, begun: Mapping[Projection, int], batch: int) -> None:
    while building := _now(store, begun):
        items = page(store, min(each.position for each in building), batch)
        if not items:
            break
        last = items[-1].position
        written(store, [plan(each, items) for each in building if each.position < last], last)


def _shown(store: Store, projection: Projection, generation: int, batch: int) -> Standing:
    """Swap, between those who read the old tables."""
    for _ in range(TRIES):
        try:
            return swap(store, projection, generation, batch)
        except OperationalError as error:
            if sqlstate(error) != LOCK_NOT_AVAILABLE:
                raise
        sleep(PAUSE)
    raise Contended(_READ.fill(name=projection.name))


def _begun(store: Store, projection: Projection) -> Standing:
    with store.writing() as connection:
        lock_tables(connection)
        numbers = select(PROJECTIONS.c.generation).where(of_projection(projection), ~PROJECTIONS.c.live)
        unfinished = [standing_at(connection, projection, each) for each in connection.scalars(numbers).all()]
        lock(connection, filter(None, unfinished))  # before their tables, as whoever still writes to them does
        for standing in filter(None, unfinished):
            retire(connection, standing)
        return begin(connection, projection)


def _now(store: Store, begun: Mapping[Projection, int]) -> tuple[Standing, ...]:
    """How far each is by now, without those that somebody else has brought to an end."""
    with store.engine.connect() as connection:
        found = (standing_at(connection, projection, generation) for projection, generation in begun.items())
        return tuple(standing for standing in found if standing is not None)


def swap(store: Store, projection: Projection, generation: int, batch: int) -> Standing:
    """Take what the old one has and the new one lacks, with the old one held still, and change places.

    Gives what is live where another one was faster. Raises ``OperationalError`` (``LOCK_NOT_AVAILABLE``) where somebody
    reads the old one without an end, ``LogDamaged`` where the log ends before what the old one has read.
    """
    with store.writing() as connection:
        lock_tables(connection)
        (old,) = live(connection, [projection])
        building = standing_at(connection, projection, generation)
        if building is None or old.generation == generation:
            return old
        hurry(connection, PATIENCE)
        lock(connection, [old, building])
        (old,) = live(connection, [projection])
        while (building := _held(connection, building)).position < old.position:
            items = page(store, building.position, batch)
            if not items:
                raise LogDamaged(_CUT_OFF.fill(old=old.position, new=building.position))
            claim(connection, [building], items[-1].position)
            carry_out_singly(connection, plan(building, items))
        retire(connection, old)
        show(connection, building)
        return building


def _held(connection: Connection, standing: Standing) -> Standing:
    """The same as it is by now; its row is locked, so it is there."""
    now = standing_at(connection, standing.projection, standing.generation)
    assert now is not None  # noqa: S101
    return now


_CUT_OFF: Final = Words(
    "日志末尾被截断：台账已读到第 {old} 号事件，日志只到第 {new} 号；请先运行 chufei verify",
    "the end of the log is cut off: this read model has read event {old}, the log ends at {new}; run chufei verify",
)

_READ: Final = Words(
    "台账 {name} 一直有人在读，换不上新建的；旧的照常可用，请稍后再重建。",
    "the read model {name} is being read all the time; the old one stays, build it anew later.",
)
