"""Builds a read model anew beside the old one, from the first event, and lets readers see it when it is ready."""

from typing import Final

from sqlalchemy import select

from adapters.follow.pages import page
from adapters.follow.plan import carry_out_singly, plan
from adapters.follow.registry import (
    Standing,
    begin,
    claim,
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
from domain.errors import LogDamaged
from domain.words import Words
from projections.base import Projection


def rebuild(store: Store, projection: Projection, *, batch: int = BATCH) -> Standing:
    """Make the next generation from the whole log, swap it in and drop the old one; gives the new one as it stands.

    Readers see the old tables until the swap and the new ones after it; followers go on meanwhile. What an interrupted
    rebuild left behind is cleared away first.
    """
    with store.writing() as connection:
        lock_tables(connection)
        unfinished = select(PROJECTIONS.c.generation).where(of_projection(projection), ~PROJECTIONS.c.live)
        for generation in connection.scalars(unfinished).all():
            retire(connection, standing_at(connection, projection, generation))
        building = begin(connection, projection)
    while items := page(store, building.position, batch):
        written(store, [plan(building, items)], items[-1].position)
        with store.engine.connect() as connection:
            building = standing_at(connection, projection, building.generation)
    return swap(store, building, batch)


def swap(store: Store, building: Standing, batch: int) -> Standing:
    """Take what the old one has and the new one lacks, with the old one held still, and change places."""
    projection = building.projection
    with store.writing() as connection:
        lock_tables(connection)
        (old,) = live(connection, [projection])
        lock(connection, [old, building])
        (old,) = live(connection, [projection])
        while building.position < old.position:
            items = page(store, building.position, batch)
            if not items:
                raise LogDamaged(_CUT_OFF.fill(old=old.position, new=building.position))
            claim(connection, [building], items[-1].position)
            carry_out_singly(connection, plan(building, items))
            building = standing_at(connection, projection, building.generation)
        retire(connection, old)
        show(connection, building)
    return building


_CUT_OFF: Final = Words(
    "日志末尾被截断：台账已读到第 {old} 号事件，日志只到第 {new} 号；请先运行 chufei verify",
    "the end of the log is cut off: this read model has read event {old}, the log ends at {new}; run chufei verify",
)
