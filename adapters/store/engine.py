"""How a database is opened and written to, so that both kinds behave alike and no writer starves another."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from time import monotonic, sleep
from typing import Any, Final
from weakref import WeakKeyDictionary

from psycopg import Cursor
from psycopg.pq import Format
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from domain.errors import StoreUnavailable
from domain.words import Words

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"

PATIENCE: Final = 30.0
"""Seconds to wait for others who hold a SQLite file."""
NOT_YOURS: Final = Words(
    "数据库正被占用，没有写入；请稍后再试。", "Others hold the database; nothing was written. Try again later."
)
BREATH: Final = 0.01
_WAL: Final = "PRAGMA journal_mode=WAL"
_PRAGMAS: Final = (
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={PATIENCE * 1000:.0f}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # Debian's default, not everybody's
)

_DAMAGED: Final = "database disk image is malformed"
"""As SQLite says it."""
_IN_UTF8: Final = {"client_encoding": "utf8"}
"""Also where the server says nothing of its encoding, so that it can be asked for it."""
OURS_ALONE: Final = 0o600
"""Mode of a file that nobody else reads: it holds personal data, or what opens it."""

_turns: WeakKeyDictionary[Engine, Lock] = WeakKeyDictionary()
_turns_guard: Final = Lock()


class _InBinary(Cursor[Any]):
    """A cursor whose answers come as the bytes they are: a history spelled out as text takes twice as long to read."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - those of every cursor
        super().__init__(*arguments, **options)
        self.format = Format.BINARY


def open_engine(url: str) -> Engine:
    """An engine for a database of ours. ``postgresql://`` means psycopg 3; a missing SQLite file is made, ours alone.

    Its errors never show the values of a statement: they are people's names, or keys.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == POSTGRESQL:
        parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(parsed, pool_pre_ping=True, connect_args=_IN_UTF8, hide_parameters=True)
        event.listen(engine, "connect", _prepare_postgresql)
        return engine
    if parsed.get_backend_name() != SQLITE:
        msg = f"the log lives in SQLite or PostgreSQL, not in {parsed.get_backend_name()}"
        raise ValueError(msg)
    _make_private(parsed.database)
    engine = create_engine(parsed, connect_args={"check_same_thread": False, "timeout": PATIENCE}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _told_as_damage, retval=True)
    return engine


def _prepare_postgresql(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401 - of the driver
    """Compile no query to machine code: for one with many words that takes longer than to answer it."""
    connection.autocommit = True
    connection.execute("set jit = off")
    connection.autocommit = False


def _make_private(database: str | None) -> None:
    """Make a missing SQLite file before SQLite does, which would let everybody read it.

    ``-wal`` and ``-shm`` take its mode. One that is there keeps its own and is not opened: closing it would end the
    locks of this process on it. What cannot be made is told by SQLite.
    """
    if database and not database.startswith((":memory:", "file:")):
        with suppress(OSError):
            os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OURS_ALONE))


def reading_engine(engine: Engine) -> Engine:
    """An engine for single statements: over a network, a ping before and a transaction around them triple the trips.

    On PostgreSQL it has connections of its own, which may have died unnoticed: who asks must ask twice.
    """
    if engine.dialect.name != POSTGRESQL:
        return engine
    in_binary = {**_IN_UTF8, "cursor_factory": _InBinary}
    return create_engine(engine.url, isolation_level="AUTOCOMMIT", connect_args=in_binary, hide_parameters=True)


@contextmanager
def writing(engine: Engine, patience: float = PATIENCE) -> Iterator[Connection]:
    """One write transaction; committed at the end of the block, rolled back when it raises.

    On SQLite the threads of this process take turns here, because SQLite's own busy handler sleeps up to 100 ms and
    starves; other processes are still waited for by ``BEGIN IMMEDIATE``. Both together for ``patience`` seconds there,
    then ``StoreUnavailable`` or what SQLite says is raised.
    """
    if engine.dialect.name == POSTGRESQL:
        with engine.begin() as connection:
            yield connection
        return
    until = monotonic() + patience
    if not turn(engine).acquire(timeout=patience):
        raise StoreUnavailable(NOT_YOURS)
    try:
        left = max(until - monotonic(), 0)
        with engine.connect().execution_options(writing=left) as connection, connection.begin():
            yield connection
    finally:
        turn(engine).release()


@contextmanager
def told_by_sqlalchemy(connection: Connection) -> Iterator[None]:
    """What a driver raises where it is used below SQLAlchemy is told as SQLAlchemy tells it."""
    error = connection.dialect.loaded_dbapi.Error
    try:
        yield
    except error as trouble:
        raise DBAPIError.instance(None, None, trouble, error) from trouble


def turn(engine: Engine) -> Lock:
    """The lock by which the writers of this process take turns on a SQLite file."""
    with _turns_guard:
        return _turns.setdefault(engine, Lock())


def _prepare_sqlite(connection: object, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # BEGIN is said below, not guessed by the driver
    cursor = connection.cursor()  # type: ignore[attr-defined]
    try:
        _change_to_wal(cursor)
    except UnicodeDecodeError as error:
        raise sqlite3.DatabaseError(_DAMAGED) from error
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _told_as_damage(context: ExceptionContext) -> BaseException | None:
    """SQLite quotes the bytes of a damaged file that it chokes on; the driver then chokes on the sentence itself."""
    if isinstance(context.original_exception, UnicodeDecodeError):
        return DBAPIError.instance(None, None, sqlite3.DatabaseError(_DAMAGED), sqlite3.Error)
    return None


def _change_to_wal(cursor: sqlite3.Cursor) -> None:
    """Whoever opens a new file first changes it; SQLite lets nobody wait for that, so the others ask again."""
    until = monotonic() + PATIENCE
    while True:
        try:
            cursor.execute(_WAL)
        except sqlite3.OperationalError as trouble:
            if trouble.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(BREATH)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    patience = connection.get_execution_options().get("writing")
    if patience is not None:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patience * 1000:.0f}")
    connection.exec_driver_sql("BEGIN" if patience is None else "BEGIN IMMEDIATE")
