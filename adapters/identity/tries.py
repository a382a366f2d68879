"""Counts the tries of accounts, browsers and addresses, for all processes together and beyond a restart."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from adapters.identity.tables import TRIES
from adapters.store.engine import POSTGRESQL, writing
from adapters.store.locks import Lock, alone
from domain.instants import instant_of, microseconds
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
            before = {key: _held(connection, key, now) for key in sorted(keys)}
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
            row = connection.execute(select(TRIES).where(TRIES.c.key == shared)).first()
            if row is not None:
                _put(connection, shared, given_back(_tries(row)))


def _sweep(connection: Connection, now: datetime) -> None:
    """Take away what is forgotten."""
    connection.execute(delete(TRIES).where(TRIES.c.last < microseconds(now - 2 * FORGOTTEN)))


def _held(connection: Connection, key: str, now: datetime) -> Tries | None:
    """The tries of a key, of which there is a row from now on."""
    insert = (postgresql.insert if connection.dialect.name == POSTGRESQL else sqlite.insert)(TRIES)
    at = microseconds(now)
    connection.execute(insert.values(key=key, times=0, last=at, until=at).on_conflict_do_nothing())
    return _tries(connection.execute(select(TRIES).where(TRIES.c.key == key)).one())


def _tries(row: Row[Any]) -> Tries:
    return Tries(row.times, instant_of(row.last), instant_of(row.until))


def _put(connection: Connection, key: str, tries: Tries) -> None:
    values = {"times": tries.times, "last": microseconds(tries.last), "until": microseconds(tries.until)}
    connection.execute(update(TRIES).where(TRIES.c.key == key).values(values))
