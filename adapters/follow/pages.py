"""Reads the log page by page for followers; an event that cannot be read stops its stream, not the follower."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from adapters.faults import described
from adapters.store.store import Store
from adapters.store.tables import EVENTS
from domain.errors import LogDamaged, StoreUnavailable
from domain.words import Words
from projections.stored import instant
from workflows.ports import Recorded

TROUBLE: Final = (SQLAlchemyError, StoreUnavailable, OSError)
"""The machine's trouble, which passes; anything else is the event's own fault, which stays."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An event that is there and cannot be read."""

    position: int
    stream: str
    error: str


Item = Recorded | Unreadable


def page(store: Store, after: int, limit: int, *, open_personal: bool = True) -> Sequence[Item]:
    """What follows ``after``; personal data masked where it is not opened.

    Raises ``LogDamaged`` when a position is missing, and what ``TROUBLE`` names.
    """
    try:
        items: Sequence[Item] = store.log(after, limit, open_personal=open_personal)
    except TROUBLE:
        raise
    except Exception:  # noqa: BLE001 - an upcast may raise anything; singly it is found and named
        items = tuple(_singly(store, after, limit, open_personal=open_personal))
    for expected, item in enumerate(items, after + 1):
        if item.position != expected:
            raise hole(expected, item.position)
    return items


def hole(expected: int, found: int) -> LogDamaged:
    """What to raise where a position is missing: nobody steps over it."""
    return LogDamaged(_HOLE.fill(expected=expected, found=found))


def _singly(store: Store, after: int, limit: int, *, open_personal: bool) -> Iterator[Item]:
    places = select(EVENTS.c.position, EVENTS.c.stream).where(EVENTS.c.position > after)
    with store.engine.connect() as connection:
        rows = connection.execute(places.order_by(EVENTS.c.position).limit(limit)).all()
    for position, stream in rows:
        yield one(store, position, stream, open_personal=open_personal)


def one(store: Store, position: int, stream: str, *, open_personal: bool = True) -> Item:
    """One event by its position."""
    try:
        return store.log(position - 1, 1, open_personal=open_personal)[0]
    except TROUBLE:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return Unreadable(position, stream, described(error))


def recorded_at(store: Store, position: int) -> datetime | None:
    """When an event was recorded, read without decoding it; None when it is not there yet."""
    with store.engine.connect() as connection:
        stored = connection.scalar(select(EVENTS.c.recorded_at).where(EVENTS.c.position == position))
    return instant(stored)


_HOLE: Final = Words(
    "日志在第 {expected} 号之后缺少事件（下一个是第 {found} 号）。",
    "The log lacks position {expected}; {found} comes next.",
)
