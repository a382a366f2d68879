"""One batch for all live read models of a process: read and react without a lock, then lock, check and write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from adapters.follow.pages import page
from adapters.follow.plan import Plan, carry_out, carry_out_singly, plan, refused
from adapters.follow.registry import Standing, claim, live
from adapters.store.store import Store
from domain.errors import StoreUnavailable
from domain.words import Words
from projections.base import Projection

BATCH: Final = 500
"""Events of one transaction at most."""


class Outcome(Enum):
    """What came of one step."""

    IDLE = "everything there was is taken"
    MORE = "events were taken, more may wait"
    BUSY = "another one is at work"


@dataclass(frozen=True, slots=True)
class Stepped:
    """The outcome, and the position that every live read model has taken at least."""

    outcome: Outcome
    reached: int


class Stepper:
    """Takes the next events, exactly once whoever else tries at the same time; one step of a process after another.

    Reading and reacting happen before the lock, so writers of the log wait for the writing of rows alone. What was read
    counts only if, under the lock, the read model still stands where it was thought to stand; so it may be remembered
    from the last step.
    """

    def __init__(self, store: Store, projections: Sequence[Projection], batch: int) -> None:
        self._store = store
        self._projections = projections
        self._batch = batch
        self._known: tuple[Standing, ...] = ()
        self._turn = Lock()

    def step(self, wanted: int | None = None) -> Stepped:
        """Take one batch, or none if ``wanted`` is a position that was taken while this step waited for its turn.

        Raises ``LogDamaged`` for a hole in the log, ``StoreUnavailable`` where a read model of this version is not
        there (any more), and what the database says of itself.
        """
        with self._turn:
            standings = self._known or self.look()
            self._known = ()
            reached = min(standing.position for standing in standings)
            if wanted is not None and reached >= wanted:
                self._known = standings
                return Stepped(Outcome.IDLE, reached)
            items = page(self._store, reached, self._batch)
            if not items:
                self._known = standings
                return Stepped(Outcome.IDLE, reached)
            last = items[-1].position
            plans = [plan(standing, items) for standing in standings if standing.position < last]
            done = written(self._store, plans, last)
            after = tuple(replace(each, position=last) if each.key in done else each for each in standings)
            if len(done) == len(plans) and all(each.clean for each in plans):
                self._known = after
            reached = min(each.position for each in after)
        if not done:
            return Stepped(Outcome.BUSY, reached)
        return Stepped(Outcome.MORE if len(items) == self._batch or reached < last else Outcome.IDLE, reached)

    def look(self) -> tuple[Standing, ...]:
        """Where the live read models stand. Raises ``StoreUnavailable`` where one of this version is not there."""
        with self._store.engine.connect() as connection:
            standings = live(connection, self._projections)
        if len(standings) < len(self._projections):
            there = {each.projection.name for each in standings}
            missing = "、".join(each.name for each in self._projections if each.name not in there)
            raise StoreUnavailable(_RETIRED.fill(names=missing))
        return standings


def written(store: Store, plans: Sequence[Plan], last: int) -> frozenset[str]:
    """Carry out plans up to position ``last`` in one transaction; gives the keys of the read models that moved."""
    try:
        with store.writing() as connection:
            return _write(connection, plans, last, carry_out)
    except Exception as error:
        if not refused(error):
            raise
        with store.writing() as connection:
            return _write(connection, plans, last, carry_out_singly)


def _write(
    connection: Connection, plans: Sequence[Plan], last: int, carry: Callable[[Connection, Plan], None]
) -> frozenset[str]:
    mine = claim(connection, [each.standing for each in plans], last)
    for each in plans:
        if each.standing.key in mine:
            carry(connection, each)
    return mine


_RETIRED: Final = Words(
    "本程序所用版本的台账（{names}）已由更新的程序撤下；请停用本程序，改用新的，或重新启动本程序以重建。",
    "a newer program has taken away the read models of this version ({names}); use that one, or start this one anew.",
)
