"""Tables beside the log in its database: how a moment is kept in them, and that whoever comes first makes them."""

from sqlalchemy import Column, Connection, Engine, MetaData, inspect

from adapters.store.engine import writing
from adapters.store.locks import Lock, alone
from projections.base import BIG


def instant(name: str, comment: str, *, nullable: bool = False) -> Column[int]:
    """A column of moments."""
    return Column(name, BIG, nullable=nullable, comment=f"{comment}, µs since 1970-01-01T00:00:00Z")


def prepare(engine: Engine, tables: MetaData) -> None:
    """Make the tables, unless all are there: then nothing is written. Several processes may call it at once."""
    with engine.connect() as connection:
        if tables.tables.keys() <= set(inspect(connection).get_table_names()):
            return
    with writing(engine) as connection:
        make(connection, tables)


def make(connection: Connection, tables: MetaData) -> None:
    """Make the tables that are missing, and be alone until the end of the transaction.

    Several processes may call it at once; one makes, the others wait.
    """
    alone(connection, Lock.SCHEMA)
    tables.create_all(connection)
