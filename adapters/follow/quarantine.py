"""Events a read model could not take: what is parked and why, and how it is tried again, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, select, tuple_, update

from adapters.follow.pages import Item, one
from adapters.follow.plan import attempt, react
from adapters.follow.registry import Standing, count_parked, live, lock
from adapters.follow.tables import PROJECTIONS, QUARANTINE
from adapters.store.store import Store
from adapters.store.tables import EVENTS
from domain.instants import instant_of
from projections.base import Projection
from workflows.health import Held


@dataclass(frozen=True, slots=True)
class Parked:
    """An event set aside for a read model; ``error`` is empty where it only waits behind another of its stream.

    ``event`` is its stored name, ``recorded_at`` when it was recorded: ever since, the read model lacks it.
    """

    name: str
    version: int
    position: int
    stream: str
    error: str
    event: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Retried:
    """What a retry did: how many events were taken, how many are still parked."""

    taken: int
    left: int


def parked(connection: Connection, projections: Sequence[Projection]) -> tuple[Parked, ...]:
    """Everything that is parked for the live generations of these read models, in the order of the log."""
    rows = connection.execute(_parked(projections).order_by(PROJECTIONS.c.key, QUARANTINE.c.position))
    return tuple(
        Parked(row.name, row.version, row.position, row.stream, row.error, row.type, instant_of(row.recorded_at))
        for row in rows
    )


def held(connection: Connection, projections: Sequence[Projection]) -> tuple[Held, ...]:
    """The same by read model and stream: its first parked event is the one that failed, all others wait behind it."""
    first, waiting = func.min(QUARANTINE.c.position).label("first"), (func.count() - 1).label("waiting")
    streams = (
        select(QUARANTINE.c.projection, first, waiting)
        .group_by(QUARANTINE.c.projection, QUARANTINE.c.stream)
        .subquery()
    )
    at = and_(QUARANTINE.c.projection == streams.c.projection, QUARANTINE.c.position == streams.c.first)
    counted = _parked(projections).add_columns(streams.c.waiting).join(streams, at)
    return tuple(
        Held(
            row.name,
            row.version,
            row.stream,
            row.position,
            row.type,
            instant_of(row.recorded_at),
            row.error,
            row.waiting,
        )
        for row in connection.execute(counted.order_by(PROJECTIONS.c.name, QUARANTINE.c.position))
    )


def _parked(projections: Sequence[Projection]) -> Select[Any]:
    """What is parked for the live generations, with what the log says of it without opening it."""
    ours = [(projection.name, projection.version) for projection in projections]
    return (
        select(PROJECTIONS.c.name, PROJECTIONS.c.version, QUARANTINE, EVENTS.c.type, EVENTS.c.recorded_at)
        .select_from(QUARANTINE)
        .join(PROJECTIONS, QUARANTINE.c.projection == PROJECTIONS.c.key)
        .join(EVENTS, EVENTS.c.position == QUARANTINE.c.position)
        .where(PROJECTIONS.c.live, tuple_(PROJECTIONS.c.name, PROJECTIONS.c.version).in_(ours))
    )


def retry(store: Store, projections: Sequence[Projection], stream: str = "") -> Retried:
    """Try what is parked for these read models again, of one stream or all.

    A stream goes on until one of its events fails again; nothing of it is skipped. Streams are done one by one, each in
    a transaction of its own.
    """
    taken = 0
    with store.engine.connect() as connection:
        standings = live(connection, projections)
    for standing in standings:
        for each in sorted(standing.parked):
            if stream in {"", each}:
                with store.writing() as connection:
                    taken += _retry_stream(store, connection, standing, each)
    with store.engine.connect() as connection:
        return Retried(taken, len(parked(connection, projections)))


def _retry_stream(store: Store, connection: Connection, standing: Standing, stream: str) -> int:
    lock(connection, [standing])
    mine = (QUARANTINE.c.projection == standing.key) & (QUARANTINE.c.stream == stream)
    waiting = connection.scalars(select(QUARANTINE.c.position).where(mine).order_by(QUARANTINE.c.position)).all()
    taken = 0
    for position in waiting:
        step = react(standing, look(store, position, stream))
        if step.error is None:
            step = attempt(connection, standing, step)
        this = mine & (QUARANTINE.c.position == position)
        if step.error is not None:
            connection.execute(update(QUARANTINE).where(this).values(error=step.error))
            break
        connection.execute(delete(QUARANTINE).where(this))
        taken += 1
    count_parked(connection, standing)
    return taken


def look(store: Store, position: int, stream: str) -> Item:
    """The event itself, or why it cannot be read."""
    return one(store, position, stream)
