"""The append on PostgreSQL: one call of ``append.sql`` for a whole batch."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Engine

from adapters.store.batch import Accepted, Command, Known, Moved, Outcome

_CALL: Final = (
    "select * from append_batch(%b::bigint, %b::text[], %b::bytea[], %b::int[], %b::text[], %b::bytea[],"
    " %b::int[], %b::text[], %b::int[], %b::text[], %b::bytea[], %b::bytea[], %b::bytea[])"
)


class PostgresqlAppend:
    """Appends to one PostgreSQL database, over one connection that commits by itself: one round trip for a batch."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def append(self, commands: Sequence[Command], now: int) -> list[Outcome]:
        """One transaction for the whole batch; ``now`` in µs since the epoch."""
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return append_batch(self._connection, commands, now)

    def release(self) -> None:
        """Give back the connection; the next batch takes another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def append_batch(connection: Connection, commands: Sequence[Command], now: int) -> list[Outcome]:
    """Store each command whole or not at all, in the caller's transaction or one of its own; ``now`` in µs."""
    outcomes, firsts, lasts, digests, moved_commands, moved_streams = connection.exec_driver_sql(
        _CALL, (now, *_arrays(commands))
    ).one()
    moved: dict[int, list[str]] = {}
    for number, stream in zip(moved_commands or (), moved_streams or (), strict=True):
        moved.setdefault(number, []).append(stream)
    return [
        _outcome(outcome, first, last, digest, moved.get(number, ()))
        for number, (outcome, first, last, digest) in enumerate(zip(outcomes, firsts, lasts, digests, strict=True), 1)
    ]


def _arrays(commands: Sequence[Command]) -> tuple[list[Any], ...]:
    """The array parameters of ``append.sql``; commands are numbered from 1."""
    numbered = list(enumerate(commands, 1))
    expect = [(number, *expected) for number, command in numbered for expected in command.expect]
    events = [(number, *row) for number, command in numbered for row in command.rows]
    ids = [command.command_id for command in commands]
    return (ids, [command.digest for command in commands], *_columns(expect, 3), *_columns(events, 7))


def _columns(rows: list[tuple[Any, ...]], count: int) -> tuple[list[Any], ...]:
    return tuple(map(list, zip(*rows, strict=True))) if rows else tuple([] for _ in range(count))


def _outcome(outcome: str, first: int, last: int, digest: bytes, moved: Sequence[str]) -> Outcome:
    match outcome:
        case "ok":
            return Accepted(first, last)
        case "known":
            return Known(first, last, digest)
        case _:
            return Moved(tuple(moved))
