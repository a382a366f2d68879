"""Signs of life: the very thread that follows stamps them, so that one that is frozen is told by its silence."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from os import getpid
from socket import gethostname
from typing import Final

from sqlalchemy import Connection, Engine, delete, select

from adapters.follow.tables import PULSES
from adapters.store.engine import writing
from domain.instants import instant_of, microseconds
from projections.inserting import upsert
from workflows.health import BEAT, Sign
from workflows.ports import Clock

FORGOTTEN: Final = timedelta(minutes=10)
"""After so long a silence of one process, another that follows the same takes its row away."""


def this_process() -> str:
    """A name no other process has, and one that is started anew in its place may have again."""
    return f"{gethostname()}:{getpid()}"


class Pulse:
    """The signs of life of one thread, which follows for all of ``followers`` at once."""

    def __init__(self, engine: Engine, followers: Sequence[str], holder: str, clock: Clock) -> None:
        self._engine = engine
        self._followers = followers
        self._holder = holder
        self._clock = clock
        self._position = -1
        self._moved = self._beaten = clock.now() - 2 * BEAT
        self._told = ""

    def reached(self, position: int) -> None:
        """Note that events were taken up to here; it is told with the next beat."""
        if position > self._position:
            self._position = position
            self._moved = self._clock.now()

    def beat(self, trouble: str = "") -> None:
        """Stamp a sign of life, unless one was stamped just now and nothing has changed since."""
        now = self._clock.now()
        if trouble == self._told and abs(now - self._beaten) < BEAT:
            return
        stamp = {"holder": self._holder, "at": microseconds(now), "moved": microseconds(self._moved)}
        rows = [{"follower": each, **stamp, "trouble": trouble} for each in self._followers]
        with writing(self._engine) as connection:
            connection.execute(upsert(PULSES, connection.dialect.name), rows)
            long_silent = PULSES.c.at < microseconds(now - FORGOTTEN)
            connection.execute(delete(PULSES).where(PULSES.c.follower.in_(self._followers), long_silent))
        self._beaten, self._told = now, trouble

    def end(self) -> None:
        """Say goodbye: who stopped on purpose is not missed."""
        mine = PULSES.c.follower.in_(self._followers) & (PULSES.c.holder == self._holder)
        with writing(self._engine) as connection:
            connection.execute(delete(PULSES).where(mine))


def signs(connection: Connection) -> dict[str, tuple[Sign, ...]]:
    """Follower → the last sign of life of each process that follows as it and did not say goodbye."""
    found: dict[str, tuple[Sign, ...]] = {}
    for row in connection.execute(select(PULSES).order_by(PULSES.c.follower, PULSES.c.holder)):
        sign = Sign(row.holder, instant_of(row.at), instant_of(row.moved), row.trouble)
        found[row.follower] = (*found.get(row.follower, ()), sign)
    return found


def seen_since(instant: datetime, given: Iterable[Sign]) -> tuple[str, ...]:
    """Who gave a sign of life since then."""
    return tuple(sign.holder for sign in given if sign.at >= instant)
