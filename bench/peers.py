"""Whom we are measured against in storing: the eventsourcing library's own recorders, and plain inserts by a driver."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock, local
from typing import Any, Final

from eventsourcing.persistence import ApplicationRecorder, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from psycopg_pool import ConnectionPool
from sqlalchemy.engine import make_url

PATIENCE: Final = 60
"""Seconds that a thread waits for its turn; nobody is to fail for impatience."""
CONNECTIONS: Final = 60
"""Of one competitor at most: more threads than that take turns at them, as PostgreSQL has only so many to give."""

Save = Callable[[int], object]
"""Store one event, durably; gets the number of the thread."""

_TABLE: Final = (
    "create table plain (position {serial}, stream text not null, version int not null, type text not null,"
    " data {bytes} not null, meta {bytes} not null, unique (stream, version))"
)
_INSERT: Final = "insert into plain (stream, version, type, data, meta) values ({0}, {0}, {0}, {0}, {0})"


@contextmanager
def native(url: str, threads: int, name: str, data: bytes) -> Iterator[Save]:
    """The library's recorder with text ids, pooled connections, one event in each call."""
    recorder = _recorder(url, threads)
    versions = [count(1) for _ in range(threads)]

    def save(thread: int) -> object:
        return recorder.insert_events([StoredEvent(f"lead/{threads}-{thread}", next(versions[thread]), name, data)])

    try:
        yield save
    finally:
        recorder.datastore.close()


def _recorder(url: str, threads: int) -> Any:  # noqa: ANN401 - either kind, each with a datastore of its own
    parsed = make_url(url)
    recorder: ApplicationRecorder
    if parsed.get_backend_name() == "sqlite":
        files = SQLiteDatastore(
            f"{parsed.database}-native-{threads}", lock_timeout=PATIENCE, pool_timeout=PATIENCE,
            pool_size=min(threads, CONNECTIONS), originator_id_type="text",
        )  # fmt: skip
        recorder = SQLiteApplicationRecorder(files, events_table_name="native")
    else:
        server = PostgresDatastore(
            str(parsed.database), str(parsed.host), str(parsed.port), str(parsed.username), str(parsed.password),
            connect_timeout=PATIENCE, pool_size=min(threads, CONNECTIONS), originator_id_type="text",
        )  # fmt: skip
        recorder = PostgresApplicationRecorder(server, events_table_name=f"native_{threads}")
    recorder.create_table()
    return recorder


@contextmanager
def plain(url: str, threads: int, name: str, data: bytes, meta: bytes) -> Iterator[Save]:
    """One INSERT and one commit for each event, without any check, order or hash."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        with _plain_sqlite(Path(f"{parsed.database}-plain-{threads}")) as insert:
            yield _numbered(insert, threads, name, data, meta)
        return
    few = min(threads, CONNECTIONS)
    conninfo = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    with ConnectionPool(conninfo, min_size=few, max_size=few, timeout=PATIENCE, open=True) as pool:
        pool.wait(PATIENCE)
        with pool.connection() as connection:
            connection.execute(b"drop table if exists plain")
            connection.execute(_TABLE.format(serial="bigserial primary key", bytes="bytea").encode())

        def insert(row: tuple[Any, ...]) -> None:
            with pool.connection() as connection:
                connection.execute(_INSERT.format("%s").encode(), row)

        yield _numbered(insert, threads, name, data, meta)


@contextmanager
def _plain_sqlite(path: Path) -> Iterator[Callable[[tuple[Any, ...]], None]]:
    """Threads take turns at a lock of ours, because SQLite's own waiting sleeps and starves."""
    mine, turn, opened = local(), Lock(), list[sqlite3.Connection]()

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.executescript("pragma journal_mode=wal; pragma synchronous=full")
        opened.append(connection)
        return connection

    def insert(row: tuple[Any, ...]) -> None:
        with turn:
            if not hasattr(mine, "connection"):
                mine.connection = connect()
            mine.connection.execute(_INSERT.format("?"), row)

    connect().execute(_TABLE.format(serial="integer primary key", bytes="blob"))
    try:
        yield insert
    finally:
        for connection in opened:
            connection.close()


def _numbered(insert: Callable[[tuple[Any, ...]], None], threads: int, name: str, data: bytes, meta: bytes) -> Save:
    versions = [count(1) for _ in range(threads)]
    return lambda thread: insert((f"lead/{threads}-{thread}", next(versions[thread]), name, data, meta))
