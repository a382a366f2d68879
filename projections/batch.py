"""Writes the row changes of many events at once: coalesced in memory, then one statement a table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Executable, Select, Table, Text, bindparam, delete, func, select, tuple_
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

from projections.base import LIMIT, Add, Change, Delete, Insert, Set, given
from projections.inserting import POSTGRESQL, replacing, upsert

Key: TypeAlias = tuple[Any, ...]
Row: TypeAlias = dict[str, Any]

NARROW: Final = 12
"""Columns of a table whose rows take longer on their way, one by one, than to be written."""
AT_ONCE: Final = 5_000
"""Parameters of one look-up at most: well below what SQLite takes."""


def write(connection: Connection, tables: Mapping[Table, Table], changes: Iterable[Change]) -> None:
    """Apply ``changes`` in order to the tables that hold the declared ones.

    The caller holds the position of the projection in the same transaction, so nobody else writes these rows.
    """
    by_table: defaultdict[Table, list[Change]] = defaultdict(list)
    for change in changes:
        by_table[change.table].append(change)
    for declared, of_table in by_table.items():
        _write(connection, tables[declared], of_table)


def _write(connection: Connection, table: Table, changes: Sequence[Change]) -> None:
    wanted = {change.key for change in changes if isinstance(change, Set | Add)}
    rows = _Rows(table, dict(_load(connection, table, wanted)))
    for change in changes:
        rows.apply(change)
    for columns, gone in groupby(sorted(rows.gone, key=tuple), key=tuple):
        connection.execute(_delete(table, columns), list(gone))
    if rows.touched:
        _put(connection, table, list(rows.touched.values()))


def _put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Whole rows, whether they are there or not; narrow ones go to PostgreSQL column by column, in one statement."""
    dialect, names = connection.dialect.name, [each.name for each in given(table)]
    if dialect == POSTGRESQL and len(rows) > 1 and len(names) <= NARROW:
        connection.execute(_upsert_columns(table), {name: [row[name] for row in rows] for name in names})
    else:
        connection.execute(upsert(table, dialect), rows if len(rows) > 1 else rows[0])


class _Rows:
    """The rows of one table that a batch touches, as they will be."""

    def __init__(self, table: Table, stored: dict[Key, Row]) -> None:
        self._keys = tuple(table.primary_key.columns.keys())
        self._new = {column.name: _default(column) for column in given(table)}
        self._stored = stored
        self.touched: dict[Key, Row] = {}
        self.gone: list[Mapping[str, Any]] = []

    def apply(self, change: Change) -> None:
        """Do one change in memory."""
        match change:
            case Set(_, key, values):
                self._row(key).update(values)
            case Add(_, key, amounts):
                row = self._row(key)
                row.update({name: _sum(row[name], amount) for name, amount in amounts.items()})
            case Insert(_, key, values):
                self.touched[key] = {**self._begin(key), **values}
            case Delete(_, where):
                self._delete(where)

    def _row(self, key: Key) -> Row:
        if key not in self.touched:
            self.touched[key] = self._stored.get(key) or self._begin(key)
        return self.touched[key]

    def _begin(self, key: Key) -> Row:
        return self._new | dict(zip(self._keys, key, strict=True))

    def _delete(self, where: Mapping[str, Any]) -> None:
        self.gone.append(where)
        for rows in (self.touched, self._stored):
            for key, row in list(rows.items()):
                if all(row[name] == value for name, value in where.items()):
                    del rows[key]


def _sum(counter: int, amount: int) -> int:
    """Raises ``OverflowError`` for what no database holds, also where a later event would bring it back."""
    if not -LIMIT <= counter + amount < LIMIT:
        msg = "a counter ran over"
        raise OverflowError(msg)
    return counter + amount


def _default(column: Any) -> Any:  # noqa: ANN401 - of any type
    return None if column.default is None else column.default.arg


def _load(connection: Connection, table: Table, keys: Iterable[Key]) -> Iterator[tuple[Key, Row]]:
    """The rows of these keys that are there."""
    columns = tuple(table.primary_key.columns)
    wanted = sorted(keys)
    size = AT_ONCE // len(columns)
    for start in range(0, len(wanted), size):
        some = wanted[start : start + size]
        asked = [key for (key,) in some] if len(columns) == 1 else some
        for row in connection.execute(_look_up(table), {"keys": asked}).mappings():
            yield tuple(row[column.name] for column in columns), dict(row)


@cache  # a statement costs more to make than to run
def _look_up(table: Table) -> Select[Any]:
    columns = tuple(table.primary_key.columns)
    what = columns[0] if len(columns) == 1 else tuple_(*columns)
    return select(*given(table)).where(what.in_(bindparam("keys", expanding=True)))


@cache
def _upsert_columns(table: Table) -> Executable:
    arrays = [bindparam(each.name, type_=postgresql.ARRAY(_bare(each.type))) for each in given(table)]
    names = [each.name for each in given(table)]
    rows = func.unnest(*arrays).table_valued(*names).render_derived(name="given")
    return replacing(table, postgresql.insert(table).from_select(names, select(*rows.columns)))


def _bare(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """The order of texts is that of the column they come to."""
    return Text() if isinstance(kind, Text) else kind


@cache
def _delete(table: Table, names: tuple[str, ...]) -> Executable:
    return delete(table).where(*(table.c[name] == bindparam(name) for name in names))
