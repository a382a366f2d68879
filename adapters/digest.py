"""The keyed digest of a command and its sender: tells a repetition from a reused id, and reveals nothing."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Final

import msgspec

SIZE: Final = 32

_encode = msgspec.json.Encoder(order="sorted").encode


def command_digest(key: bytes) -> Callable[[object, str], bytes]:
    """The digest function of an installation: BLAKE2b-256, keyed, over class, sender and sorted JSON.

    Without the key nobody can try out which names or numbers a stored digest stands for. BLAKE2b has its key built in
    and keeps hold of the interpreter for short inputs, where HMAC lets go of it and must win it back from the writer's
    thread: several times as dear for every command.
    """

    def of(command: object, sender: str) -> bytes:
        return _keyed(key, _encode([type(command).__name__, sender, command]))

    return of


def derived(key: bytes, *parts: str) -> str:
    """An id of 32 hexadecimal digits made from ``parts``: the same parts always give the same id, as only we can."""
    return _keyed(key, _encode(parts)).hex()[:32]


def _keyed(key: bytes, text: bytes) -> bytes:
    return blake2b(text, key=key, digest_size=SIZE).digest()
