"""The log through the interfaces of the ``eventsourcing`` library, for whoever brings its projections or its tests.

The product itself appends through ``Store``; both write the same tables, under the same lock, into the same chain. This
is the only module that imports the library.
"""

import dataclasses
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from threading import Event
from typing import Any, Final
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import BigInteger, Column, Connection, Engine, MetaData, Table, Text, func, select
from sqlalchemy import exc as database
from sqlalchemy.dialects import postgresql, sqlite

from adapters.store import append_postgresql, append_sqlite
from adapters.store.batch import Accepted, Command, Row
from adapters.store.engine import POSTGRESQL, writing
from adapters.store.hashing import event_hash
from adapters.store.reading import head_of
from adapters.store.tables import EVENTS
from domain.instants import microseconds
from workflows.ports import Clock

_process_class = dataclasses._process_class  # type: ignore[attr-defined]  # noqa: SLF001
from eventsourcing.persistence import (  # noqa: E402 - what it does to the standard library is undone below
    IntegrityError,
    Notification,
    OperationalError,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Tracking,
)

dataclasses._process_class = _process_class  # type: ignore[attr-defined]  # noqa: SLF001

POLL: Final = 0.05  # seconds

_TRACKING: Final = Table(
    "tracking",
    MetaData(),
    Column("name", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
)
_EVENT: Final = (EVENTS.c.stream, EVENTS.c.version, EVENTS.c.type, EVENTS.c.data)


class LogRecorder(ProcessRecorder):
    """Records and reads events with string ids; the position of other logs is tracked in the same transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        super().__init__()
        self._engine = engine
        self._clock = clock
        self._postgresql = engine.dialect.name == POSTGRESQL
        with writing(engine) as connection:
            if self._postgresql:
                _lock(connection)
            _TRACKING.create(connection, checkfirst=True)

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        tracking: Tracking | None = None,
        **_: Any,  # noqa: ANN401
    ) -> Sequence[int]:
        """Append all or nothing; the positions. Raises the library's ``IntegrityError`` for a version that is taken."""
        with self._transaction() as connection:
            if tracking is not None:
                self._track(connection, tracking)
            return self._append(connection, stored_events) if stored_events else []

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The events of one stream."""
        query = select(*_EVENT).where(EVENTS.c.stream == str(originator_id)).limit(limit)
        if gt is not None:
            query = query.where(EVENTS.c.version > gt)
        if lte is not None:
            query = query.where(EVENTS.c.version <= lte)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(EVENTS.c.version.desc() if desc else EVENTS.c.version)).all()
        return [StoredEvent(*row) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """A page of the whole log."""
        query = select(*_EVENT, EVENTS.c.position).order_by(EVENTS.c.position).limit(limit)
        if start is not None:
            query = query.where(EVENTS.c.position >= start + (not inclusive_of_start))
        if stop is not None:
            query = query.where(EVENTS.c.position <= stop)
        if topics:
            query = query.where(EVENTS.c.type.in_(topics))
        with self._engine.connect() as connection:
            return [Notification(*row) for row in connection.execute(query)]

    def max_notification_id(self) -> int | None:
        """The last position; None for an empty log."""
        with self._engine.connect() as connection:
            return connection.execute(select(func.max(EVENTS.c.position))).scalar()

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> "LogSubscription":
        """The log from a position on, waiting for what comes."""
        return LogSubscription(self, gt, topics)

    def insert_tracking(self, tracking: Tracking) -> None:
        """Move a position forward. Raises the library's ``IntegrityError`` when it is there or further already."""
        with self._transaction() as connection:
            self._track(connection, tracking)

    def max_tracking_id(self, application_name: str) -> int | None:
        """How far a log was followed."""
        with self._engine.connect() as connection:
            query = select(_TRACKING.c.position).where(_TRACKING.c.name == application_name)
            return connection.execute(query).scalar()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with writing(self._engine) as connection:
                yield connection
        except database.IntegrityError as error:
            raise IntegrityError(error) from error
        except database.OperationalError as error:
            raise OperationalError(error) from error

    def _append(self, connection: Connection, events: Sequence[StoredEvent]) -> Sequence[int]:
        if self._postgresql:
            _lock(connection)
        command = _command(connection, events)
        append_batch = append_postgresql.append_batch if self._postgresql else append_sqlite.append_batch
        match append_batch(connection, [command], microseconds(self._clock.now())):
            case [Accepted(first, last)]:
                return list(range(first, last + 1))
            case other:
                raise IntegrityError(other)

    def _track(self, connection: Connection, tracking: Tracking) -> None:
        insert = postgresql.insert(_TRACKING) if self._postgresql else sqlite.insert(_TRACKING)
        new = insert.values(name=tracking.application_name, position=tracking.notification_id)
        forward = new.on_conflict_do_update(
            index_elements=["name"],
            set_={"position": new.excluded.position},
            where=_TRACKING.c.position < new.excluded.position,
        )
        if connection.execute(forward.returning(_TRACKING.c.position)).first() is None:
            raise IntegrityError(tracking)


class LogSubscription(Subscription[LogRecorder]):
    """Reads page after page; looks again after ``POLL`` seconds when there is nothing new."""

    def __init__(self, recorder: LogRecorder, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        self._page: deque[Notification] = deque()
        self._stopped = Event()

    def stop(self) -> None:
        """End the iteration."""
        super().stop()
        self._stopped.set()

    def __next__(self) -> Notification:
        while not self._stopped.is_set():
            if self._page:
                return self._page.popleft()
            after = self._last_notification_id or 0
            page = self._recorder.select_notifications(after, 500, topics=self._topics, inclusive_of_start=False)
            if page:
                self._page.extend(page)
                self._last_notification_id = page[-1].id
            else:
                self._stopped.wait(POLL)
        raise StopIteration


def _lock(connection: Connection) -> None:
    connection.exec_driver_sql("select lock_log()")


def _command(connection: Connection, events: Sequence[StoredEvent]) -> Command:
    """The library knows no commands: each insert becomes one of its own."""
    command_id = f"library-{uuid4().hex}"
    digest = sha256(command_id.encode()).digest()
    meta = msgspec.json.encode({"digest": digest.hex(), "command_id": command_id})
    heads: dict[str, bytes] = {}
    rows = []
    for event in events:
        stream = str(event.originator_id)
        before = heads.get(stream) or head_of(connection, stream).event_hash
        version, topic = event.originator_version, event.topic
        hashed = event_hash(before, stream.encode(), version, topic.encode(), event.state, meta)
        rows.append(Row(stream, version, topic, event.state, meta, hashed))
        heads[stream] = hashed
    return Command(command_id, digest, tuple(rows), expect=())
