"""The append on SQLite: the algorithm of ``append.sql``, statement by statement, inside BEGIN IMMEDIATE."""

from collections.abc import Sequence
from sqlite3 import Cursor
from typing import Final

from adapters.store.batch import Accepted, Command, Known, Moved, Outcome
from adapters.store.hashing import GENESIS, NO_EVENT, chain_hash

_LAST: Final = "select position, chain_hash, recorded_at from events order by position desc limit 1"
_KNOWN: Final = "select first_position, last_position, digest from commands where command_id = ?"
_HEAD: Final = "select event_hash from events where stream = ? order by version desc limit 1"
_INSERT: Final = "insert into events (position, stream, version, type, data, meta, event_hash, chain_hash, recorded_at)"
_EVENT: Final = f"{_INSERT} values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_COMMAND: Final = "insert into commands (command_id, digest, first_position, last_position) values (?, ?, ?, ?)"


def append_batch(cursor: Cursor, commands: Sequence[Command], now: int) -> list[Outcome]:
    """Store each command whole or not at all; ``now`` in µs. The caller holds the write transaction and commits it."""
    position, chain, before = cursor.execute(_LAST).fetchone() or (0, GENESIS, now)
    recorded_at = max(before, now)
    outcomes: list[Outcome] = []
    for command in commands:
        known = cursor.execute(_KNOWN, (command.command_id,)).fetchone()
        if known is not None:
            outcomes.append(Known(*known))
            continue
        moved = tuple(stream for stream, expected in command.expect if _head(cursor, stream) != expected)
        if moved:
            outcomes.append(Moved(moved))
            continue
        first = position + 1
        for row in command.rows:
            position += 1
            chain = chain_hash(chain, position, recorded_at, row.event_hash)
            cursor.execute(_EVENT, (position, *row, chain, recorded_at))
        cursor.execute(_COMMAND, (command.command_id, command.digest, first, position))
        outcomes.append(Accepted(first, position))
    return outcomes


def _head(cursor: Cursor, stream: str) -> bytes:
    row: tuple[bytes] | None = cursor.execute(_HEAD, (stream,)).fetchone()
    return NO_EVENT if row is None else row[0]
