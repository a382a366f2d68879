"""Rows that are put whether they are there or not, in the words of the database at hand."""

from functools import cache
from typing import Final, TypeAlias

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

from projections.base import given

POSTGRESQL: Final = "postgresql"

Inserting: TypeAlias = postgresql.Insert | sqlite.Insert


def inserting(table: Table, dialect: str) -> Inserting:
    """An insert that can be told what to do where a row is there already."""
    return postgresql.insert(table) if dialect == POSTGRESQL else sqlite.insert(table)


@cache  # a statement costs more to make than to run
def upsert(table: Table, dialect: str) -> Executable:
    """Whole rows; those that are there already are replaced."""
    return replacing(table, inserting(table, dialect))


def replacing(table: Table, insert: Inserting) -> Executable:
    """What is there already is replaced."""
    keys = table.primary_key.columns.keys()
    replaced = {column.name: insert.excluded[column.name] for column in given(table) if column.name not in keys}
    if not replaced:
        return insert.on_conflict_do_nothing(index_elements=keys)
    return insert.on_conflict_do_update(index_elements=keys, set_=replaced)
