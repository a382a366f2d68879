"""The log as the application sees it: the one implementation of ``workflows.ports.EventStore``."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from re import compile as pattern
from typing import Final

from sqlalchemy import Connection, Engine

from adapters.store.appending import Appender
from adapters.store.batch import command_of, heads_left
from adapters.store.codec import Codec
from adapters.store.engine import open_engine, writing
from adapters.store.reading import Reader
from adapters.store.schema import create_schema
from adapters.store.sealing import Nonce, drawn
from adapters.store.upcasts import upcasts_of
from adapters.store.writer import KeyMaker, Listener, Writer
from domain.catalogue import Catalogue
from workflows.ports import Append, Clock, Conflict, KeyStore, Past, Recorded, Sent, Stored, Tail, Unkeyed
from workflows.sound import LONGEST_ID

STREAM: Final = pattern(r"[a-z][a-z0-9-]*(/[a-z0-9-]{1,64}){1,3}")


class Store:
    """Made by ``open_store``. Reads may come from any thread, appends from any running event loop."""

    def __init__(self, engine: Engine, codec: Codec, keys: KeyStore, clock: Clock) -> None:
        self.engine = engine
        self._codec = codec
        self._reader = Reader(engine, codec)
        self._keys = KeyMaker(keys)
        self._writer = Writer(Appender(engine, clock), self._reader.heads)

    def send(self, append: Append) -> Sent | Unkeyed:
        """Store all or nothing, in the order of sending: an append may expect what one sent before it will leave.

        Raises ``Refusal`` (``subject.erased``), ``StoreUnavailable``; ``ValueError`` for an append that can never be
        stored. The answer raises ``CommandReused``, ``StoreUnavailable``.
        """
        _check(append)
        subjects = frozenset[str]().union(*(self._codec.subjects(stream, event) for stream, event in append.events))
        keys = self._keys.at_hand(subjects)
        if len(keys) < len(subjects):
            return Unkeyed(subjects)
        command = command_of(append, self._codec, keys)
        return Sent(heads_left(command.rows), self._writer.store(command))

    async def make_keys(self, subjects: frozenset[str]) -> None:
        """Fetch the keys of these subjects, make those they lack; durable when it returns."""
        await self._keys.make(subjects)

    async def append(self, append: Append) -> Stored | Conflict:
        """Make the keys, send, wait for the answer. Raises as ``send`` and its answer do."""
        while isinstance(sent := self.send(append), Unkeyed):
            await self.make_keys(sent.subjects)
        return await sent.answer

    def past(self, stream: str, after: int = 0) -> Past:
        """What a decision needs of one stream after a version, oldest first."""
        return self._reader.past(stream, after)

    def tail(self, stream: str, after: int = 0, *, open_personal: bool = True) -> Tail:
        """The events of one stream after a version, oldest first."""
        return self._reader.tail(stream, after, open_personal=open_personal)

    def at(self, stream: str, version: int, *, open_personal: bool = True) -> Recorded | None:
        """The event of one stream at a version, if it has come that far."""
        return self._reader.at(stream, version, open_personal=open_personal)

    def found_at(self, positions: Sequence[int], *, open_personal: bool = True) -> dict[int, Recorded]:
        """The events at these positions of the log."""
        return self._reader.found_at(positions, open_personal=open_personal)

    def find(self, command_id: str) -> tuple[int, int, bytes] | None:
        """First and last position and digest of a command that was stored, else None."""
        return self._reader.find(command_id)

    def first_streams(self, command_ids: Sequence[str]) -> dict[str, str]:
        """Of these commands those that were stored, and the stream that each wrote to first."""
        return self._reader.first_streams(command_ids)

    def log(self, after: int = 0, limit: int = 500, *, open_personal: bool = True) -> Sequence[Recorded]:
        """A page of the whole log after a position, in order."""
        return self._reader.page(after, limit, open_personal=open_personal)

    def head(self) -> int:
        """The last position, 0 for an empty log."""
        return self._reader.last_position()

    def on_appended(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the last position after each batch that this process stored; gives back the end of it.

        It is called from the writer's thread and must return at once.
        """
        return self._writer.listen(listener)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction on the same database, for followers; on SQLite it takes its turn with the writer."""
        with writing(self.engine) as connection:
            yield connection

    def close(self) -> None:
        """Store what is waiting and end the threads."""
        self._keys.close()
        self._writer.close()
        self._reader.close()


@contextmanager
def open_store(
    url: str,
    *,
    catalogue: Catalogue,
    keys: KeyStore,
    clock: Clock,
    nonces: Callable[[], Nonce] = drawn,
) -> Iterator[Store]:
    """Open the log at a database URL, making its tables when there are none.

    ``nonces`` is another than ``drawn`` for invented data alone.

    Raises ``TypeError`` or ``ValueError`` for a catalogue that cannot be stored, ``StoreUnavailable`` for a database of
    a newer version.
    """
    codec = Codec(catalogue, upcasts_of(catalogue), keys, nonces=nonces)
    with ExitStack() as stack:
        engine = open_engine(url)
        stack.callback(engine.dispose)
        create_schema(engine)
        store = Store(engine, codec, keys, clock)
        stack.callback(store.close)
        yield store


def _check(append: Append) -> None:
    if not 0 < len(append.command_id) <= LONGEST_ID or not append.command_id.isprintable():
        msg = f"not a command id (printable, at most {LONGEST_ID} characters)"
        raise ValueError(msg)
    if not append.events:
        msg = f"command {append.command_id} has no events to append"
        raise ValueError(msg)
    unread = {stream for stream, _ in append.events} - append.expect.keys()
    if unread:
        msg = f"no head is expected of {sorted(unread)}, which command {append.command_id} writes to"
        raise ValueError(msg)
    for stream in append.expect:
        if not STREAM.fullmatch(stream):
            msg = f"not a stream (<noun>/<id>, ids [a-z0-9-]{{1,64}}): {stream!r}"
            raise ValueError(msg)
