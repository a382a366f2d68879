"""Counts the tries of accounts, browsers and addresses, for all processes together and beyond a restart."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, select

from adapters.identity.tables import TRIES
from adapters.store.engine import writing
from adapters.store.locks import Lock, alone
from domain.instants import instant_of, microseconds
from projections.inserting import upsert
from workflows.identity.refusals import throttled
from workflows.identity.tries import FORGOTTEN, Limit, Tries, another, given_back, left
from workflows.ports import Clock


class Counter:
    """Counts before it is known whether a try fails: of many at once none is free that should not be.

    One counts at a time: a try touches several rows, which come and go, and two who touch them in turn would wait for
    each other for ever. A transaction of these is short beside the hash that follows it.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def count(self, keys: Mapping[str, Limit]) -> None:
        """One more try by each of these. Raises ``TooOften`` where one must wait; then none is counted."""
        now = self._clock.now()
        with writing(self._engine) as connection:
            alone(connection, Lock.TRIES)
            before = {key: _tries(connection, key) for key in keys}
            wait = max(left(tries, now) for tries in before.values())
            if wait:
                raise throttled(wait)
            for key, tries in before.items():
                _put(connection, key, another(tries, now, keys[key]))
            _sweep(connection, now)

    def succeeded(self, mine: str, shared: str = "") -> None:
        """The last try did not fail: one's own begin anew, of those shared with others one is given back."""
        with writing(self._engine) as connection:
            alone(connection, Lock.TRIES)
            connection.execute(delete(TRIES).where(TRIES.c.key == mine))
            tries = _tries(connection, shared)
            if tries is not None:
                _put(connection, shared, given_back(tries))


def _sweep(connection: Connection, now: datetime) -> None:
    """Take away what is forgotten."""
    connection.execute(delete(TRIES).where(TRIES.c.last < microseconds(now - 2 * FORGOTTEN)))


def _tries(connection: Connection, key: str) -> Tries | None:
    """The tries of a key, where there were any."""
    row = connection.execute(select(TRIES).where(TRIES.c.key == key)).first()
    return None if row is None else Tries(row.times, instant_of(row.last), instant_of(row.until))


def _put(connection: Connection, key: str, tries: Tries) -> None:
    row = {"key": key, "times": tries.times, "last": microseconds(tries.last), "until": microseconds(tries.until)}
    connection.execute(upsert(TRIES, connection.dialect.name), row)
