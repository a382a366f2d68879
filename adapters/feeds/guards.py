"""Tells whether the database still protects what left the house, beside the log; puts the protection of both back."""

from dataclasses import replace
from functools import cache
from typing import Final

from sqlalchemy import Connection, Dialect, Engine, inspect

from adapters.feeds.tables import FEED, FEED_EPOCH, METADATA, guards
from adapters.store import schema
from adapters.store.engine import POSTGRESQL, open_engine, writing
from adapters.store.layout import Kind, Layout, functions, standing, triggers
from adapters.store.locks import Lock, alone
from adapters.store.protection import Lapse, compared
from adapters.store.schema import put
from adapters.store.verify import Report
from adapters.store.verify import verify as verify_log

REFUSES: Final = "refuse_change_of_feed"
GUARDS: Final = (Kind.TRIGGER, Kind.FUNCTION)
PROTECTED: Final = (FEED, FEED_EPOCH)


def verify(engine: Engine) -> Report:
    """Check the whole log, and whether it and the feed are still protected."""
    report = verify_log(engine)
    return replace(report, lapses=(*report.lapses, *lapses(engine)))


def restore_guards(engine: Engine) -> None:
    """Put back the guards of log and feed, whether they are missing, changed or switched off; rows stay as they are."""
    schema.restore_guards(engine)
    with writing(engine) as connection:
        alone(connection, Lock.SCHEMA)
        put(connection, guards(connection.dialect))


def lapses(engine: Engine) -> tuple[Lapse, ...]:
    """Every guard of the feed that is missing, changed or off, and what fires on its tables that is not ours."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(FEED.name):
            return ()
        return tuple(compared(_laid_out(connection.dialect), _standing(connection)))


def _standing(connection: Connection) -> Layout:
    found = standing(connection, [table.name for table in PROTECTED], (REFUSES,))
    return {part: fact for part, fact in found.items() if part.kind in GUARDS}


@cache
def _laid_out(dialect: Dialect) -> Layout:
    """What this software lays out: on PostgreSQL by its script, on SQLite as an empty database has it."""
    if dialect.name == POSTGRESQL:
        each = (part for table in PROTECTED for part in triggers(table, REFUSES))
        return dict([*each, *functions(guards(dialect))])
    engine = open_engine("sqlite://")
    try:
        with engine.begin() as connection:
            METADATA.create_all(connection)
            put(connection, guards(dialect))
            return _standing(connection)
    finally:
        engine.dispose()
