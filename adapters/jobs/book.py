"""Works at jobs in threads of its own, and writes down in the database what any other process may be asked.

While one works, a second thread writes every second how far it is. Where that stops for a minute, the process is gone,
and the job is lost: it is begun anew by whoever asks for it again. A worker that only slept and comes back finds that
his job has another beginning, and writes nothing any more.

What a job holds is sealed under a key that none of the log's subjects has, and goes a day later: when the next job is
begun, or a process starts.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any, Final

import structlog
from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, select, update

from adapters.blobs.sealing import NotOpened, seal, unseal
from adapters.faults import described, told_as_faults
from adapters.jobs.tables import JOBS, METADATA
from adapters.store.beside import prepare
from adapters.store.engine import writing
from adapters.store.locks import Lock, alone
from domain.errors import StoreUnavailable
from domain.instants import instant_of, microseconds
from projections.inserting import upsert
from workflows.jobs import Asked, Job, Progress, State, Work
from workflows.ports import Clock, KeyStore

SUBJECT: Final = "#jobs"
"""Whose key seals them; no person and no stream can have this name."""
BEAT: Final = 1.0
"""Seconds between two signs of life."""
LOST: Final = timedelta(minutes=1)
"""After which nobody works at a job that gave no sign of life; clocks of two machines may differ by seconds."""
KEPT: Final = timedelta(days=1)
AT_MOST: Final = 5
"""Jobs of a kind and an owner that are kept when they are over."""

log = structlog.get_logger(__name__)


class JobBook:
    """The port ``Jobs``, over the database of the log. May be used from any thread."""

    def __init__(self, engine: Engine, keys: KeyStore, clock: Clock, beat: float = BEAT) -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock
        self._beat = beat
        with told_as_faults():
            prepare(engine, METADATA)
            self._sweep_where_there_is_something()

    @told_as_faults()
    def begin(self, asked: Asked, work: Work, *, at_once: int) -> Job | None:
        """Begin it here, unless it is under way; None where so many of its kind are."""
        with writing(self._engine) as connection:
            alone(connection, Lock.JOBS)
            before = self._job(connection, asked.id)
            if before is not None and before.state is State.RUNNING:
                return before
            if self._running(connection, asked.kind) >= at_once:
                return None
            begun = self._put(connection, asked)
            self._sweep(connection)
        Thread(target=self._work, args=(asked, begun, work), name=asked.kind, daemon=True).start()
        return Job(asked.id, asked.kind, asked.owner, State.RUNNING, instant_of(begun))

    @told_as_faults()
    def find(self, identity: str, kind: str, owner: str) -> Job | None:
        """The job of this kind and of this very owner, while it is known."""
        with self._engine.connect() as connection:
            found = self._job(connection, identity)
        return found if found is not None and (found.kind, found.owner) == (kind, owner) else None

    def order(self, identity: str) -> bytes:
        """By which words it was asked for."""
        return self._open(identity, "asked")

    def file(self, identity: str) -> bytes:
        """Its file, while it is kept."""
        return self._open(identity, "file")

    def found(self, identity: str) -> bytes:
        """What it found."""
        return self._open(identity, "found")

    @told_as_faults()
    def take(self, identity: str) -> bytes:
        """What it found, to whoever asks first."""
        here = select(JOBS.c.found).where(JOBS.c.id == identity)
        with writing(self._engine) as connection:
            sealed = connection.scalar(here.with_for_update())
            if sealed is not None:
                nothing = self._sealed(identity, "found", b"")
                connection.execute(update(JOBS).where(JOBS.c.id == identity).values(found=nothing))
        return self._opened(identity, "found", sealed)

    def _work(self, asked: Asked, begun: int, work: Work) -> None:
        progress, found = Progress(), b""
        try:
            with self._beating(asked.id, begun, progress):
                found = work(progress)
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread
            log.error("a job failed", kind=asked.kind, error=described(error))  # noqa: TRY400 - a trace would hold rows
        over: dict[str, Any] = {"ended": microseconds(self._clock.now()), **_how_far(progress)}
        if found:
            over["found"] = self._sealed(asked.id, "found", found)
            over |= {} if asked.keep else {"file": None}
        try:
            with told_as_faults():
                self._note(asked.id, begun, over)
        except StoreUnavailable as error:  # it is lost then, which is told a minute later
            log.error("a job could not be ended", kind=asked.kind, error=described(error))  # noqa: TRY400 - as above

    @contextmanager
    def _beating(self, identity: str, begun: int, progress: Progress) -> Iterator[None]:
        """Tell every second how far it is, as long as the block lasts."""
        over = Event()

        def beat() -> None:
            while not over.wait(self._beat):
                try:
                    with told_as_faults():
                        seen = microseconds(self._clock.now())
                        self._note(identity, begun, {"seen": seen, **_how_far(progress)})
                except StoreUnavailable:
                    log.warning("the progress of a job could not be written")

        beater = Thread(target=beat, name="beat", daemon=True)
        beater.start()
        try:
            yield
        finally:
            over.set()
            beater.join()

    def _note(self, identity: str, begun: int, values: Mapping[str, Any]) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(JOBS).where(JOBS.c.id == identity, JOBS.c.begun == begun).values(**values))

    def _put(self, connection: Connection, asked: Asked) -> int:
        """Write it down as begun now, later than it was ever begun before."""
        before = connection.scalar(select(JOBS.c.begun).where(JOBS.c.id == asked.id))
        now = microseconds(self._clock.now())
        begun = now if before is None else max(now, before + 1)
        file = self._sealed(asked.id, "file", asked.file) if asked.file else None
        row = {
            "id": asked.id, "kind": asked.kind, "owner": asked.owner, "begun": begun, "seen": now, "ended": None,
            "done": 0, "total": 0, "asked": self._sealed(asked.id, "asked", asked.order), "file": file, "found": None,
        }  # fmt: skip
        connection.execute(upsert(JOBS, connection.dialect.name), row)
        return begun

    def _running(self, connection: Connection, kind: str) -> int:
        alive = select(func.count()).where(JOBS.c.kind == kind, JOBS.c.ended.is_(None), JOBS.c.seen > self._ago(LOST))
        return int(connection.execute(alive).scalar_one())

    def _job(self, connection: Connection, identity: str) -> Job | None:
        asked = (*(JOBS.c[name] for name in ("kind", "owner", "begun", "seen", "ended", "done", "total")), _THERE)
        row = connection.execute(select(*asked).where(JOBS.c.id == identity)).one_or_none()
        if row is None:
            return None
        ended = None if row.ended is None else instant_of(row.ended)
        return Job(identity, row.kind, row.owner, self._state(row), instant_of(row.begun), ended, row.done, row.total)

    def _state(self, row: Row[Any]) -> State:
        if row.ended is None:
            return State.RUNNING if row.seen > self._ago(LOST) else State.LOST
        return State.DONE if row.there else State.LOST

    def _sweep_where_there_is_something(self) -> None:
        """What only reads holds up nobody: so begins every process, however short it lives."""
        with self._engine.connect() as connection:
            old = connection.scalar(select(JOBS.c.id).where(JOBS.c.seen < self._ago(KEPT)).limit(1))
        if old is not None:
            with writing(self._engine) as connection:
                self._sweep(connection)

    def _sweep(self, connection: Connection) -> None:
        """Take away what is a day old, and of each kind and owner what is over but for the last ones."""
        newer = JOBS.alias()
        later = select(func.count()).where(
            *(newer.c[name] == JOBS.c[name] for name in ("kind", "owner")), newer.c.ended > JOBS.c.ended
        )
        too_many = later.scalar_subquery() >= AT_MOST
        connection.execute(delete(JOBS).where((JOBS.c.seen < self._ago(KEPT)) | too_many))

    def _ago(self, span: timedelta) -> int:
        return microseconds(self._clock.now() - span)

    def _sealed(self, identity: str, column: str, content: bytes) -> bytes:
        return seal(self._key(), _place(identity, column), content)

    @told_as_faults()
    def _open(self, identity: str, column: str) -> bytes:
        with self._engine.connect() as connection:
            sealed = connection.scalar(select(JOBS.c[column]).where(JOBS.c.id == identity))
        return self._opened(identity, column, sealed)

    def _opened(self, identity: str, column: str, sealed: bytes | None) -> bytes:
        try:
            return b"" if sealed is None else unseal(self._key(), _place(identity, column), sealed)
        except NotOpened:  # of another store of keys, or changed by hand: it is no record, and is begun anew
            return b""

    def _key(self) -> bytes:
        key = self._keys.keys((SUBJECT,), create=True)[SUBJECT]
        if key is None:
            msg = "the key of jobs was destroyed: it is nobody's, and destroying it frees nobody"
            raise ValueError(msg)
        return key


_THERE: Final[ColumnElement[bool]] = JOBS.c.found.is_not(None).label("there")


def _place(identity: str, column: str) -> str:
    return f"job/{identity}/{column}"


def _how_far(progress: Progress) -> dict[str, int]:
    return {"done": progress.done, "total": progress.total}
