"""What protects the log: as this software lays it out, and as a database says that it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from sqlalchemy import Connection, Dialect, Table, UniqueConstraint

from adapters.store.engine import POSTGRESQL, open_engine
from adapters.store.schema import POSTGRESQL_SCRIPTS, lay_out, script
from adapters.store.tables import COMMANDS, EVENTS


class Kind(StrEnum):
    """What a protection is to the database."""

    TABLE = "table"
    COLUMN = "column"
    KEY = "key"
    TRIGGER = "trigger"
    FUNCTION = "function"


class Part(NamedTuple):
    """One protection: a column's, key's or trigger's name begins with its table."""

    kind: Kind
    name: str


class Fact(NamedTuple):
    """How a protection is defined, in the words of the database, and whether it is switched on."""

    definition: str
    on: bool = True


Layout: TypeAlias = Mapping[Part, Fact]

_TRIGGERS: Final = {
    "no_change": "BEFORE DELETE OR UPDATE ON {table} FOR EACH ROW",
    "no_truncate": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
}
"""Trigger → when PostgreSQL says that it fires."""

_FUNCTIONS: Final = re.compile(
    r"^create or replace function (\w+)\(.*? language (\w+)(?: volatile)?((?: set \w+ = '\w+')*) as"
    r"\s+(\$\$|')(.*?)\4;",
    re.DOTALL | re.MULTILINE,
)

_SETTINGS: Final = re.compile(r"set (\w+) = '(\w+)'")


LOG: Final = (EVENTS.name, COMMANDS.name)
FUNCTIONS: Final = ("refuse_change", "lock_log", "append_batch")


def standing(connection: Connection, tables: Iterable[str] = LOG, functions: Iterable[str] = FUNCTIONS) -> Layout:
    """What stands in the database: of the log, or of other tables."""
    names = {"tables": _quoted(tables), "functions": _quoted(functions)}
    rows = connection.exec_driver_sql(script(f"layout_{connection.dialect.name}.sql").format(**names))
    return {Part(Kind(kind), name): Fact(str(definition), bool(on)) for kind, name, definition, on in rows}


@cache
def laid_out(dialect: Dialect) -> Layout:
    """What this software lays out: on PostgreSQL by its scripts, on SQLite as an empty database has it."""
    if dialect.name == POSTGRESQL:
        return dict(_on_postgresql(dialect))
    engine = open_engine("sqlite://")
    try:
        with engine.begin() as connection:
            lay_out(connection)
            return standing(connection)
    finally:
        engine.dispose()


def _on_postgresql(dialect: Dialect) -> Iterator[tuple[Part, Fact]]:
    for table in (EVENTS, COMMANDS):
        yield Part(Kind.TABLE, table.name), Fact("r p")
        yield from _columns(table, dialect)
        yield from triggers(table, "refuse_change")
    yield from functions("".join(map(script, POSTGRESQL_SCRIPTS)))


def triggers(table: Table, function: str) -> Iterator[tuple[Part, Fact]]:
    """Those by which a function refuses changes of a table on PostgreSQL."""
    for trigger, fires in _TRIGGERS.items():
        name = f"{table.name}_{trigger}"
        definition = f"CREATE TRIGGER {name} {fires.format(table=table.name)} EXECUTE FUNCTION {function}()"
        yield Part(Kind.TRIGGER, f"{table.name}.{name}"), Fact(definition)


def functions(scripts: str) -> Iterator[tuple[Part, Fact]]:
    """Those that scripts for PostgreSQL make."""
    for name, language, settings, _, body in _FUNCTIONS.findall(scripts):
        config = ",".join(f"{setting}={value}" for setting, value in _SETTINGS.findall(settings))
        yield Part(Kind.FUNCTION, name), Fact(" ".join(filter(None, (language, config, body))))


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _columns(table: Table, dialect: Dialect) -> Iterator[tuple[Part, Fact]]:
    for column in table.columns:
        kind = column.type.compile(dialect).lower()
        yield Part(Kind.COLUMN, f"{table.name}.{column.name}"), Fact(f"{kind} not null")
    unique = [each for each in table.constraints if isinstance(each, UniqueConstraint)]
    for key in (table.primary_key, *unique):
        yield Part(Kind.KEY, f"{table.name} ({', '.join(key.columns.keys())})"), Fact("")
