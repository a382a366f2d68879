"""The keyed digest of a command and its sender: tells a repetition from a reused id, and reveals nothing."""

from collections.abc import Callable
from hashlib import sha256
from hmac import digest

import msgspec

_encode = msgspec.json.Encoder(order="sorted").encode


def command_digest(key: bytes) -> Callable[[object, str], bytes]:
    """The digest function of an installation: HMAC-SHA-256 under ``key`` over class, sender and sorted JSON.

    Without the key nobody can try out which names or numbers a stored digest stands for.
    """

    def of(command: object, sender: str) -> bytes:
        return digest(key, _encode([type(command).__name__, sender, command]), sha256)

    return of


def derived(key: bytes, *parts: str) -> str:
    """An id of 32 hexadecimal digits made from ``parts``: the same parts always give the same id, as only we can."""
    return digest(key, _encode(parts), sha256).hex()[:32]
