"""Reads the log: what a decision needs of a stream, its tail, a page of the whole, a command that was stored."""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, Select, bindparam, func, select
from sqlalchemy.exc import DBAPIError, OperationalError

from adapters.faults import told_as_faults
from adapters.store.codec import Codec, decode_meta
from adapters.store.engine import reading_engine, told_by_sqlalchemy
from adapters.store.tables import COMMANDS, EVENTS
from domain.errors import LogDamaged
from domain.instants import instant_of
from domain.words import Words
from workflows.ports import Head, Meta, Past, Recorded, Tail
from workflows.streams import called

_LEAN: Final = (EVENTS.c.position, EVENTS.c.type, EVENTS.c.data, EVENTS.c.version, EVENTS.c.event_hash)
_WHOLE: Final = (*_LEAN, EVENTS.c.stream, EVENTS.c.meta, EVENTS.c.recorded_at)
_version: Final = itemgetter(3)
_END: Final = slice(3, 5)
"""Where version and event_hash stand in both: what the last row of a stream says of its head."""

_of_stream = EVENTS.c.stream == bindparam("stream")
_PAST, _TAIL = (
    select(*columns).where(_of_stream, EVENTS.c.version >= bindparam("after")).order_by(EVENTS.c.version)
    for columns in (_LEAN, _WHOLE)
)
_AT: Final = select(*_WHOLE).where(_of_stream, EVENTS.c.version == bindparam("version"))
_HEAD: Final = (
    select(EVENTS.c.version, EVENTS.c.event_hash).where(_of_stream).order_by(EVENTS.c.version.desc()).limit(1)
)
_PAGE: Final = (
    select(*_WHOLE).where(EVENTS.c.position > bindparam("after")).order_by(EVENTS.c.position).limit(bindparam("limit"))
)
_SOME: Final = select(*_WHOLE)
_RANGE: Final = (
    select(EVENTS.c.stream, EVENTS.c.version, EVENTS.c.event_hash)
    .where(EVENTS.c.position.between(bindparam("first"), bindparam("last")))
    .order_by(EVENTS.c.position)
)
_LAST: Final = select(func.max(EVENTS.c.position))
_COMMAND: Final = select(COMMANDS.c.first_position, COMMANDS.c.last_position, COMMANDS.c.digest).where(
    COMMANDS.c.command_id == bindparam("command_id")
)


def head_of(connection: Connection, stream: str) -> Head:
    """Where a stream ends."""
    row = connection.execute(_HEAD, {"stream": stream}).first()
    return Head() if row is None else Head(row.version, row.event_hash)


_FIRST: Final = select(COMMANDS.c.command_id, EVENTS.c.stream).join(
    EVENTS, EVENTS.c.position == COMMANDS.c.first_position
)
SOUGHT: Final = 500
"""Commands, or events, of one query."""


T = TypeVar("T")
Rows: TypeAlias = Sequence[Any]
"""As the driver made them: tuples of plain values, which the garbage collector stops watching at first sight."""


def _since(connection: Connection, query: Select[Any], stream: str, after: int) -> tuple[Rows, Head]:
    result = connection.execute(query, {"stream": stream, "after": after})
    with told_by_sqlalchemy(connection):
        rows: Rows = result.cursor.fetchall()
    return rows, Head(*rows[-1][_END]) if rows else head_of(connection, stream)


def ask(engine: Engine, question: Callable[[Connection], T]) -> T:
    """One statement on a connection of the pool. One that died since it was last used is replaced, once."""
    try:
        with engine.connect() as connection:
            return question(connection)
    except DBAPIError as error:
        if not error.connection_invalidated and not isinstance(error, OperationalError):
            raise
    with told_as_faults(), engine.connect() as connection:
        return question(connection)


def _check_whole(rows: Rows, stream: str, first: int) -> None:
    """Raise ``LogDamaged`` where a version is not the one before plus 1: what is judged on less is judged wrongly."""
    found = list(map(_version, rows))
    needed = range(first, first + len(rows))
    if found != list(needed):
        missing = next(version for version, there in zip(needed, found, strict=True) if version != there)
        kind, identity = called(stream)
        raise LogDamaged(_MISSING.fill(id=identity, version=missing, **kind._asdict()))


class Reader:
    """Reads and decodes. Every method may be called from any thread."""

    def __init__(self, engine: Engine, codec: Codec) -> None:
        self._engine = reading_engine(engine)
        self._codec = codec

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def past(self, stream: str, after: int) -> Past:
        """What a decision needs: the events alone, masked, made one by one as they are asked for, and the head."""
        rows, head = self._after(_PAST, stream, after)
        return Past(self._codec.decode_masked(stream, rows), head)

    def tail(self, stream: str, after: int, *, open_personal: bool) -> Tail:
        """The events of one stream after a version, with all that stands beside them, and where the stream ends."""
        rows, head = self._after(_TAIL, stream, after)
        return Tail(self._decoded(rows, open_personal=open_personal), head)

    def at(self, stream: str, version: int, *, open_personal: bool) -> Recorded | None:
        """One event of a stream, if it has come that far."""
        rows = self._ask(lambda connection: connection.execute(_AT, {"stream": stream, "version": version}).all())
        if not rows and 0 < version <= self._ask(lambda connection: head_of(connection, stream)).version:
            return next(iter(self.tail(stream, version - 1, open_personal=open_personal).events))
        return next(iter(self._decoded(rows, open_personal=open_personal)), None)

    def _after(self, query: Select[Any], stream: str, after: int) -> tuple[Rows, Head]:
        """The rows of one stream after a version, and where the stream ends: of one moment, so in one statement.

        A head newer than the events would let a command be judged on less than it claims to have seen; so the event at
        the version itself is read too, for its hash.
        """
        rows, head = self._ask(lambda connection: _since(connection, query, stream, after))
        if not rows and head.version >= max(after, 1):  # it was shorter than that, and no longer is
            return self._after(query, stream, after)
        _check_whole(rows, stream, max(after, 1))
        return rows[1:] if after else rows, head

    def page(self, after: int, limit: int, *, open_personal: bool) -> tuple[Recorded, ...]:
        """A page of the whole log after a position."""
        rows = self._ask(lambda connection: connection.execute(_PAGE, {"after": after, "limit": limit}).all())
        return self._decoded(rows, open_personal=open_personal)

    def found_at(self, positions: Sequence[int], *, open_personal: bool) -> dict[int, Recorded]:
        """The events at these positions of the log."""
        found: dict[int, Recorded] = {}
        for start in range(0, len(positions), SOUGHT):
            rows = self._rows(_SOME.where(EVENTS.c.position.in_(positions[start : start + SOUGHT])))
            found |= {each.position: each for each in self._decoded(rows, open_personal=open_personal)}
        return found

    def find(self, command_id: str) -> tuple[int, int, bytes] | None:
        """First position, last position and digest of a stored command."""
        row = self._ask(lambda connection: connection.execute(_COMMAND, {"command_id": command_id}).first())
        return None if row is None else (row[0], row[1], row[2])

    def first_streams(self, command_ids: Sequence[str]) -> dict[str, str]:
        """Of these commands those that were stored, and the stream that each wrote to first."""
        found: dict[str, str] = {}
        for start in range(0, len(command_ids), SOUGHT):
            rows = self._rows(_FIRST.where(COMMANDS.c.command_id.in_(command_ids[start : start + SOUGHT])))
            found |= {row.command_id: row.stream for row in rows}
        return found

    def heads(self, first: int, last: int) -> dict[str, Head]:
        """Where the events of these positions left their streams."""
        rows = self._ask(lambda connection: connection.execute(_RANGE, {"first": first, "last": last}).all())
        return {row.stream: Head(row.version, row.event_hash) for row in rows}

    def last_position(self) -> int:
        """The last position, 0 for an empty log."""
        return self._ask(lambda connection: connection.scalar(_LAST)) or 0

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        """All that answers a query."""
        return self._ask(lambda connection: connection.execute(query).all())

    def _ask(self, question: Callable[[Connection], T]) -> T:
        return ask(self._engine, question)

    def _decoded(self, rows: Iterable[Any], *, open_personal: bool) -> tuple[Recorded, ...]:
        """All that is told of each row. What stands beside the events of one command is the same, and read once."""
        decode, opener, metas = self._codec.decode, self._codec.opener(), dict[bytes, Meta]()

        def meta_of(position: int, stream: str, stored: bytes) -> Meta:
            if stored not in metas:
                metas[stored] = decode_meta(position, stream, stored)
            return metas[stored]

        return tuple(
            Recorded(
                position,
                stream,
                version,
                name,
                decode(position, stream, version, name, data, open_personal=open_personal, opener=opener),
                meta_of(position, stream, meta),
                instant_of(recorded_at),
            )
            for position, name, data, version, _, stream, meta, recorded_at in rows
        )


_MISSING: Final = Words(
    "日志里缺少{zh}（内部编号 {id}）的第 {version} 件事：存储的内容不是当初写入的内容。",
    "Event {version} of the {en} {id} is not in the log: what is stored is not what was written.",
)
