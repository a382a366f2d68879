"""The two hashes of the log, byte for byte: permanent, so that any tool in any language can check a log for ever.

``event_hash`` chains the events of one stream and is made by the application over the very bytes it stores::

    SHA256( 0x02 ‖ field(previous event_hash of the stream, empty for the first event)
                 ‖ field(stream, UTF-8) ‖ field(version as 8 bytes) ‖ field(type, UTF-8) ‖ field(data) ‖ field(meta) )

    field(x) = length of x as 8 bytes ‖ x

``chain_hash`` chains the whole log in the order of its positions and is made inside the append, under its lock::

    SHA256( previous chain_hash (32 zero bytes before position 1) ‖ position as 8 bytes
            ‖ recorded_at, microseconds since 1970-01-01T00:00:00Z, as 8 bytes ‖ event_hash )

All integers are big-endian, two's complement. A published vector stands in ``tests/adapters/store/test_hashing.py``.
"""

from hashlib import sha256
from struct import Struct
from typing import Final

GENESIS: Final = bytes(32)
"""What stands for the chain_hash before position 1."""

NO_EVENT: Final = b""
"""What stands for the event_hash before the first event of a stream."""

EVENT_TAG: Final = b"\x02"

_EIGHT: Final = 8
"""The length of every integer."""

_one = Struct(">q").pack
_two = Struct(">qq").pack
_three = Struct(">qqq").pack


def event_hash(  # noqa: PLR0917 - six columns, in the order of the hash
    previous: bytes, stream: bytes, version: int, name: bytes, data: bytes, meta: bytes
) -> bytes:
    """The hash of one event: over the hash of the event before it in its stream, and over its own stored bytes."""
    parts = (
        EVENT_TAG, _one(len(previous)), previous, _one(len(stream)), stream, _three(_EIGHT, version, len(name)), name,
        _one(len(data)), data, _one(len(meta)), meta,
    )  # fmt: skip
    return sha256(b"".join(parts)).digest()


def chain_hash(previous: bytes, position: int, recorded_at: int, event: bytes) -> bytes:
    """The hash of the log up to ``position``; ``recorded_at`` in µs since the epoch, ``event`` the row's event_hash."""
    return sha256(previous + _two(position, recorded_at) + event).digest()
