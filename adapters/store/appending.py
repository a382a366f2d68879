"""Carries a batch of commands to the database, whichever it is."""

from collections.abc import Sequence

from sqlalchemy import Engine

from adapters.store import append_sqlite
from adapters.store.batch import Command, Outcome
from adapters.store.engine import writing
from adapters.store.reading import microseconds
from workflows.ports import Clock


class Appender:
    """Stores batches on one engine, stamped with one clock."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def __call__(self, commands: Sequence[Command]) -> list[Outcome]:
        """One transaction for the whole batch; one outcome for each command."""
        with writing(self._engine) as connection:
            cursor = connection.connection.cursor()
            try:
                return append_sqlite.append_batch(cursor, commands, microseconds(self._clock.now()))
            finally:
                cursor.close()
