"""What goes into one append and what comes out: commands with their rows, each with its own outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from adapters.store.codec import Codec, encode_meta
from adapters.store.hashing import event_hash
from adapters.store.walks import Keys
from workflows.ports import Append, Head

LONGEST: Final = 9.0
"""Seconds to wait for others who hold the database, all tries together: a person waits for the answer, and may send the
command again."""


class Row(NamedTuple):
    """An event ready to be stored; position, chain_hash and recorded_at are given by the append."""

    stream: str
    version: int
    name: str
    data: bytes
    meta: bytes
    event_hash: bytes


class Command(NamedTuple):
    """One command's rows, to be stored whole or not at all; ``expect``: stream → event_hash of its last event."""

    command_id: str
    digest: bytes
    rows: tuple[Row, ...]
    expect: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """Stored now, at these positions."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Known:
    """Stored before, at these positions, by a command with this digest."""

    first: int
    last: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Moved:
    """Not stored: these streams do not end where the command expected."""

    streams: tuple[str, ...]


Outcome: TypeAlias = Accepted | Known | Moved


def command_of(append: Append, codec: Codec, keys: Keys) -> Command:
    """Encode, seal and hash one append. Raises as ``Codec.encode`` does."""
    meta = encode_meta(append.meta, append.digest)
    heads = dict(append.expect)
    rows = []
    for stream, event in append.events:
        before = heads[stream]
        version = before.version + 1
        name, data = codec.encode(stream, version, event, keys)
        hashed = event_hash(before.event_hash, stream.encode(), version, name.encode(), data, meta)
        rows.append(Row(stream, version, name, data, meta, hashed))
        heads[stream] = Head(version, hashed)
    expect = tuple((stream, head.event_hash) for stream, head in append.expect.items())
    return Command(append.command_id, append.digest, tuple(rows), expect)


def heads_left(rows: tuple[Row, ...]) -> Mapping[str, Head]:
    """Where the streams end after these rows."""
    return {row.stream: Head(row.version, row.event_hash) for row in rows}
