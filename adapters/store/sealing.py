"""Seals one text so that only its place in the log and the key of its person open it again.

A sealed text is ``sealed/1:`` and base64 of (12 random bytes ‖ ciphertext ‖ 16-byte tag), AES-256-GCM. The associated
data is ``stream|version|field``, so that a sealed text moved to another place does not open. The plaintext is UTF-8,
then 0x80, then zeros up to a multiple of 32 bytes: the length tells only how many times 32 bytes the text needs.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator
from os import urandom
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PREFIX: Final = "sealed/1:"

_NONCE: Final = 12
_DRAWN: Final = 8
_BLOCK: Final = 32
_END: Final = b"\x80"


class NotOpened(Exception):
    """A sealed text does not open: its bytes, its place or its key are not those it was sealed with."""


def nonces() -> Iterator[bytes]:
    """Random numbers, each to seal one text with; drawn many at once, since asking the system lets other threads in."""
    while True:
        drawn = urandom(_NONCE * _DRAWN)
        yield from (drawn[start : start + _NONCE] for start in range(0, len(drawn), _NONCE))


def seal(key: bytes, place: str, text: str, nonce: bytes) -> str:
    """Seal ``text`` for its ``place`` (``stream|version|field``) under a 256-bit ``key``; no nonce seals twice."""
    plain = text.encode() + _END
    sealed = AESGCM(key).encrypt(nonce, plain.ljust(-len(plain) % _BLOCK + len(plain), b"\0"), place.encode())
    return PREFIX + b64encode(nonce + sealed).decode()


def unseal(key: bytes, place: str, sealed: str) -> str:
    """The text again. Raises ``NotOpened``."""
    if not sealed.startswith(PREFIX):
        raise NotOpened
    try:
        body = b64decode(sealed[len(PREFIX) :], validate=True)
        plain = AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], place.encode())
    except (InvalidTag, NotBase64, ValueError) as error:
        raise NotOpened from error
    return plain.rstrip(b"\0").removesuffix(_END).decode()
