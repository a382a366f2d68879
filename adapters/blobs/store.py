"""Keeps sealed files in the log's database: first the file, then the event that names it by its digest.

What no event came to name, because the program ended in between, is taken away by whoever keeps the next one, a day
later: until then it is sealed, and named by nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, Engine, delete, select

from adapters.blobs.sealing import NotOpened, seal, unseal
from adapters.blobs.tables import BLOBS, BLOBS_WAITING, METADATA
from adapters.faults import told_as_faults
from adapters.store.beside import prepare
from adapters.store.engine import writing
from adapters.store.tables import EVENTS
from adapters.store.walks import erased
from domain.errors import LogDamaged
from domain.instants import microseconds
from domain.tip.pictures import Picture
from domain.words import Words
from projections.inserting import inserting, upsert
from workflows.ports import Clock, KeyStore

FORGOTTEN: Final = timedelta(days=1)
"""After which no event will come to name a file: whoever sends it again keeps it anew."""


class Blobs:
    """The port ``Blobs``, over the database of the log. May be used from any thread."""

    def __init__(self, engine: Engine, keys: KeyStore, clock: Clock) -> None:
        prepare(engine, METADATA)
        self._engine = engine
        self._keys = keys
        self._clock = clock

    @told_as_faults()
    def keep(self, stream: str, contents: Sequence[bytes]) -> tuple[Picture, ...]:
        """Seal and store; durable when it returns. Raises ``Refusal`` (``subject.erased``)."""
        if not contents:
            return ()
        key = self._keys.keys((stream,), create=True)[stream]
        if key is None:
            raise erased(stream)
        sealed = {sha256(each).hexdigest(): each for each in (seal(key, stream, content) for content in contents)}
        with writing(self._engine) as connection:
            self._sweep(connection)
            self._put(connection, stream, sealed)
        return tuple(Picture(digest=digest, size=len(each)) for digest, each in sealed.items())

    @told_as_faults()
    def again(self, stream: str, digests: Sequence[str]) -> tuple[Picture, ...]:
        """Of these those that were kept for the stream and are still there; they are waited for another day."""
        key = self._keys.keys((stream,), create=False).get(stream) if digests else None
        if key is None:
            return ()
        waiting = select(BLOBS_WAITING.c.digest).where(BLOBS_WAITING.c.digest.in_(digests))
        with writing(self._engine) as connection:
            connection.execute(waiting.order_by(BLOBS_WAITING.c.digest).with_for_update())  # first: as whoever sweeps
            found = connection.execute(select(BLOBS).where(BLOBS.c.digest.in_(digests))).all()
            there = {row.digest: row.sealed for row in found if _opens(key, stream, row.sealed)}
            self._wait(connection, stream, there)
        return tuple(Picture(digest=each, size=len(there[each])) for each in digests if each in there)

    @told_as_faults()
    def named(self, kept: Iterable[Picture]) -> None:
        """Note that an event names these: they stay."""
        digests = [each.digest for each in kept]
        if digests:
            with writing(self._engine) as connection:
                connection.execute(delete(BLOBS_WAITING).where(BLOBS_WAITING.c.digest.in_(digests)))

    @told_as_faults()
    def open_sealed(self, stream: str, digest: str) -> bytes | None:
        """The file that an event of the stream names; None where its key was destroyed.

        Raises ``LogDamaged`` where it is not what was stored.
        """
        key = self._keys.keys((stream,), create=False).get(stream)
        if key is None:
            return None
        with self._engine.connect() as connection:
            sealed = connection.scalar(select(BLOBS.c.sealed).where(BLOBS.c.digest == digest))
        if sealed is None or sha256(sealed).hexdigest() != digest:
            raise LogDamaged(_CHANGED.fill(digest=digest))
        try:
            return unseal(key, stream, sealed)
        except NotOpened as error:
            raise LogDamaged(_CHANGED.fill(digest=digest)) from error

    def _put(self, connection: Connection, stream: str, sealed: Mapping[str, bytes]) -> None:
        self._wait(connection, stream, sealed)  # first: whoever sweeps waits here
        rows = [{"digest": digest, "sealed": each} for digest, each in sealed.items()]
        connection.execute(inserting(BLOBS, connection.dialect.name).on_conflict_do_nothing(), rows)

    def _wait(self, connection: Connection, stream: str, digests: Iterable[str]) -> None:
        now = microseconds(self._clock.now())
        rows = [{"digest": each, "stream": stream, "since": now} for each in sorted(digests)]
        if rows:
            connection.execute(upsert(BLOBS_WAITING, connection.dialect.name), rows)

    def _sweep(self, connection: Connection) -> None:
        """Take away what was forgotten; what an event names has only not been noted as named."""
        before = microseconds(self._clock.now() - FORGOTTEN)
        old = delete(BLOBS_WAITING).where(BLOBS_WAITING.c.since < before)
        for digest, stream in connection.execute(old.returning(BLOBS_WAITING.c.digest, BLOBS_WAITING.c.stream)).all():
            if not _names(connection, stream, digest):
                connection.execute(delete(BLOBS).where(BLOBS.c.digest == digest))


def _opens(key: bytes, stream: str, sealed: bytes) -> bool:
    try:
        unseal(key, stream, sealed)
    except NotOpened:
        return False
    return True


def _names(connection: Connection, stream: str, digest: str) -> bool:
    events = connection.scalars(select(EVENTS.c.data).where(EVENTS.c.stream == stream))
    return any(digest.encode() in data for data in events)


_CHANGED: Final = Words(
    "文件 {digest} 不在了，或不是当初存入的内容；请核验日志。",
    "The file {digest} is not there, or not what was stored; verify the log.",
)
