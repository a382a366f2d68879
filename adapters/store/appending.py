"""Carries batches of commands to the database, whichever it is, and tries again when the connection breaks."""

from collections.abc import Sequence
from time import monotonic, sleep
from typing import Final, Protocol

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from adapters.faults import described
from adapters.store.append_postgresql import PostgresqlAppend
from adapters.store.append_sqlite import SqliteAppend
from adapters.store.batch import LONGEST, Command, Outcome
from adapters.store.engine import POSTGRESQL
from domain.errors import StoreUnavailable
from domain.instants import microseconds
from domain.words import Words
from workflows.ports import Clock

PAUSES: Final = (0.0, 0.1, 0.3, 1.0, 3.0)
"""Seconds before each try to reach the database; after the last one the store is unavailable."""

log = structlog.get_logger(__name__)


class BatchAppend(Protocol):
    """The append of one kind of database."""

    def append(self, commands: Sequence[Command], now: int) -> list[Outcome]:
        """One transaction for the whole batch, durable when it returns; ``now`` in µs since the epoch."""
        ...

    def release(self) -> None:
        """Give back the connection, if one is held; the next append takes another."""
        ...


def append_to(engine: Engine) -> BatchAppend:
    """The append for this engine's kind of database."""
    return PostgresqlAppend(engine) if engine.dialect.name == POSTGRESQL else SqliteAppend(engine)


class Appender:
    """Stores batches on one engine, stamped with one clock. To be used by one thread."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._database = append_to(engine)
        self._clock = clock

    def append(self, commands: Sequence[Command]) -> list[Outcome]:
        """One outcome for each command.

        After trouble with the database the same commands are sent again: what was stored the first time comes back as
        known. Raises ``StoreUnavailable`` when that does not help, whatever else the database says about the data.
        """
        until = monotonic() + LONGEST
        for pause in PAUSES:
            if monotonic() + pause > until:
                break
            sleep(pause)
            try:
                return self._database.append(commands, microseconds(self._clock.now()))
            except DBAPIError as error:
                self._database.release()
                if not _is_trouble(error):
                    raise
                trouble = error
                log.warning("the log cannot be written now", error=described(error))
        raise StoreUnavailable(_UNAVAILABLE) from trouble

    def release(self) -> None:
        """Give back the connection."""
        self._database.release()


def _is_trouble(error: DBAPIError) -> bool:
    """Whether the database, not the data, is to blame."""
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)


_UNAVAILABLE: Final = Words(
    "数据库暂时不可用，操作未确认；请用同一命令编号重试。",
    "The database cannot be reached; the outcome is unknown. Send the command again with the same id.",
)
