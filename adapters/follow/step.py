"""One batch for all live read models of a process: read and react without a lock, then lock, check and write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sqlalchemy import Connection

from adapters.follow.pages import page
from adapters.follow.plan import REFUSED, Plan, carry_out, carry_out_singly, plan
from adapters.follow.registry import held, live
from adapters.store.store import Store
from projections.base import Projection

BATCH: Final = 500
"""Events of one transaction at most."""


class Outcome(Enum):
    """What came of one step."""

    IDLE = "nothing to do"
    MOVED = "events were taken"
    BUSY = "another one is at work"


@dataclass(frozen=True, slots=True)
class Stepped:
    """The outcome, and the position that every live read model has taken at least."""

    outcome: Outcome
    reached: int


def step(store: Store, projections: Sequence[Projection], batch: int = BATCH) -> Stepped:
    """Take the next events, exactly once whoever else tries at the same time.

    Reading and reacting happen before the lock, so writers of the log wait for the writing of rows alone. What was read
    counts only if, under the lock, the read model still stands where it stood.
    """
    with store.engine.connect() as connection:
        standings = live(connection, projections)
    reached = min((standing.position for standing in standings), default=store.head())
    items = page(store, reached, batch)
    if not items:
        return Stepped(Outcome.IDLE, reached)
    last = items[-1].position
    plans = [plan(standing, items) for standing in standings if standing.position < last]
    done = written(store, plans)
    if not done:
        return Stepped(Outcome.BUSY, reached)
    positions = [last if standing.key in done else standing.position for standing in standings]
    return Stepped(Outcome.MOVED, min(positions))


def written(store: Store, plans: Sequence[Plan]) -> frozenset[str]:
    """Carry out plans in one transaction; gives the keys of the read models that moved."""
    try:
        with store.writing() as connection:
            return _write(connection, plans, carry_out)
    except REFUSED:
        with store.writing() as connection:
            return _write(connection, plans, carry_out_singly)


def _write(connection: Connection, plans: Sequence[Plan], carry: Callable[[Connection, Plan], None]) -> frozenset[str]:
    mine = held(connection, [each.standing for each in plans])
    for each in plans:
        if each.standing.key in mine:
            carry(connection, each)
    return mine
