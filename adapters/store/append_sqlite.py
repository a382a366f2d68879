"""The append on SQLite: the algorithm of ``append.sql``, statement by statement, inside BEGIN IMMEDIATE."""

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError

from adapters.store.batch import LONGEST, Accepted, Command, Known, Moved, Outcome
from adapters.store.engine import writing
from adapters.store.hashing import GENESIS, NO_EVENT, chain_hash

_LAST: Final = "select position, chain_hash, recorded_at from events order by position desc limit 1"
_KNOWN: Final = "select first_position, last_position, digest from commands where command_id = ?"
_HEAD: Final = "select event_hash from events where stream = ? order by version desc limit 1"
_INSERT: Final = "insert into events (position, stream, version, type, data, meta, event_hash, chain_hash, recorded_at)"
_EVENT: Final = f"{_INSERT} values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COMMAND: Final = "insert into commands (command_id, digest, first_position, last_position) values (?, ?, ?, ?)"


class SqliteAppend:
    """Appends to one SQLite file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, commands: Sequence[Command], now: int) -> list[Outcome]:
        """One transaction for the whole batch; ``now`` in µs since the epoch."""
        with writing(self._engine, LONGEST) as connection:
            return append_batch(connection, commands, now)

    def release(self) -> None:
        """Nothing is held between two batches."""


def append_batch(connection: Connection, commands: Sequence[Command], now: int) -> list[Outcome]:
    """Store each command whole or not at all, inside the caller's write transaction; ``now`` in µs."""
    cursor = connection.connection.cursor()
    try:
        return _append(cursor, commands, now)
    except sqlite3.Error as error:  # raised below SQLAlchemy, told as SQLAlchemy tells it
        raise DBAPIError.instance(None, None, error, sqlite3.Error) from error
    finally:
        cursor.close()


def _append(cursor: DBAPICursor, commands: Sequence[Command], now: int) -> list[Outcome]:
    position, chain, before = _one(cursor, _LAST) or (0, GENESIS, now)
    recorded_at = max(before, now)
    outcomes: list[Outcome] = []
    broken: set[str] = set()
    for command in commands:
        outcome: Outcome | None = _judged(cursor, command, broken)
        if isinstance(outcome, Moved):
            broken.update(row.stream for row in command.rows)
        if outcome is None:
            first = position + 1
            for row in command.rows:
                position += 1
                chain = chain_hash(chain, position, recorded_at, row.event_hash)
                cursor.execute(_EVENT, (position, *row, chain, recorded_at))
            cursor.execute(_COMMAND, (command.command_id, command.digest, first, position))
            outcome = Accepted(first, position)
        outcomes.append(outcome)
    return outcomes


def _judged(cursor: DBAPICursor, command: Command, broken: set[str]) -> Known | Moved | None:
    """Why the command is not to be stored; ``broken``: where commands before it in the same call have moved."""
    known = _one(cursor, _KNOWN, command.command_id)
    if known is not None:
        return Known(*known)
    moved = tuple(
        stream for stream, expected in command.expect if stream in broken or _head(cursor, stream) != expected
    )
    return Moved(moved) if moved else None


def _head(cursor: DBAPICursor, stream: str) -> bytes:
    row = _one(cursor, _HEAD, stream)
    return NO_EVENT if row is None else row[0]


def _one(cursor: DBAPICursor, statement: str, *parameters: str) -> Any:  # noqa: ANN401 - a row of the driver, or None
    cursor.execute(statement, parameters)
    return cursor.fetchone()
