"""Flips single bits in the stored log, in any column of any row, and puts them back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, Engine, LargeBinary, Table, Text, cast, func, select, text, update
from sqlalchemy.exc import DBAPIError

from adapters.store.engine import POSTGRESQL
from adapters.store.tables import COMMANDS, EVENTS

Value = int | bytes

INTEGER_BITS: Final = {"version": 31}


@dataclass(frozen=True, slots=True)
class Flip:
    """One flipped bit: where it stood, and at which position a proof must point."""

    table: str
    column: str
    bit: int
    position: int
    may_name: frozenset[int]


class Flipper:
    """Flips bits as somebody with full access to the database could: without the guards."""

    def __init__(self, engine: Engine, seed: int) -> None:
        self._engine = engine
        self._random = Random(seed)  # noqa: S311 - nothing here is secret
        with engine.begin() as connection:
            for table in (EVENTS, COMMANDS):
                _unguard(connection, table)

    @contextmanager
    def flipped(self) -> Iterator[Flip]:
        """One bit is flipped inside the block."""
        while True:
            flip, undo = self._try()
            if flip is not None:
                break
        try:
            yield flip
        finally:
            with self._engine.begin() as connection:
                assert connection.execute(undo).rowcount == 1

    def _try(self) -> tuple[Flip | None, Any]:
        table = self._random.choice((EVENTS, EVENTS, COMMANDS))
        column = self._random.choice(list(table.c))
        key = next(iter(table.primary_key.columns))
        try:
            with self._engine.begin() as connection:
                rows = connection.execute(select(table, _raw(column, connection).label("raw")).order_by(key)).all()
                row = self._random.choice(rows)
                bits = len(row.raw) * 8 if isinstance(row.raw, bytes) else INTEGER_BITS.get(column.name, 63)
                bit = self._random.randrange(bits)
                new = _flip(row.raw, bit)
                old_key = getattr(row, key.name)
                connection.execute(
                    update(table).where(key == old_key).values({column: _value(column, new, connection)})
                )
                kept = key if column is not key else None
                where = key == (old_key if kept is not None else _value(column, new, connection))
                undo = update(table).where(where).values({column: _value(column, row.raw, connection)})
        except DBAPIError:  # cannot be stored: not text, or taken
            return None, None
        return self._told(table, column.name, bit, row, new), undo

    def _told(self, table: Table, column: str, bit: int, row: Any, new: Value) -> Flip:  # noqa: ANN401
        position = row.position if table is EVENTS else row.first_position
        places = {position}
        if column == "position" and isinstance(
            new, int
        ):  # a row that moved: from where, to where, out of which command
            places |= {new, self._last_before(new) + 1, self._command_of(position)}
        if column == "first_position" and isinstance(new, int):
            places.add(new)
        return Flip(table.name, column, bit, position, frozenset(places))

    def _last_before(self, position: int) -> int:
        with self._engine.connect() as connection:
            query = select(func.max(EVENTS.c.position)).where(EVENTS.c.position < position)
            return connection.execute(query).scalar() or 0

    def _command_of(self, position: int) -> int:
        with self._engine.connect() as connection:
            query = select(func.max(COMMANDS.c.first_position)).where(COMMANDS.c.first_position <= position)
            first: int = connection.execute(query).scalar_one()
            return first


def _unguard(connection: Connection, table: Table) -> None:
    if connection.dialect.name == POSTGRESQL:
        connection.execute(text(f"alter table {table.name} disable trigger all"))
        return
    names = connection.execute(text("select name from sqlite_master where type = 'trigger'")).scalars().all()
    for name in names:
        connection.execute(text(f"drop trigger {name}"))


def _flip(value: Value, bit: int) -> Value:
    if isinstance(value, int):
        return int.from_bytes((value ^ (1 << bit)).to_bytes(9, "big", signed=True), "big", signed=True)
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def _raw(column: Any, connection: Connection) -> Any:  # noqa: ANN401
    if not isinstance(column.type, Text):
        return column
    return func.convert_to(column, "UTF8") if connection.dialect.name == POSTGRESQL else cast(column, LargeBinary)


def _value(column: Any, value: Value, connection: Connection) -> Any:  # noqa: ANN401
    if not isinstance(column.type, Text):
        return value
    return func.convert_from(value, "UTF8") if connection.dialect.name == POSTGRESQL else cast(value, Text)
