"""Seals one text so that only its place in the log and the key of its person open it again.

A sealed text is ``sealed/1:`` and base64 of (12 random bytes ‖ ciphertext ‖ 16-byte tag), AES-256-GCM. The associated
data is ``stream|version|field``, so that a sealed text moved to another place does not open. The plaintext is UTF-8,
then 0x80, then zeros up to a multiple of 32 bytes: the length tells only how many times 32 bytes the text needs.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterator
from hashlib import blake2b
from os import urandom
from typing import Final, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PREFIX: Final = "sealed/1:"

_NONCE: Final = 12
_DRAWN: Final = 8
_BLOCK: Final = 32
_END: Final = b"\x80"


Nonce: TypeAlias = Callable[[bytes, str, str], bytes]
"""Key, place and text → the number to seal that text with."""


class NotOpened(Exception):
    """A sealed text does not open: its bytes, its place or its key are not those it was sealed with."""


def nonces() -> Iterator[bytes]:
    """Random numbers, each to seal one text with; drawn many at once, since asking the system lets other threads in."""
    while True:
        drawn = urandom(_NONCE * _DRAWN)
        yield from (drawn[start : start + _NONCE] for start in range(0, len(drawn), _NONCE))


def drawn() -> Nonce:
    """Numbers that chance gives: two seals of one text have nothing in common."""
    numbers = nonces()
    return lambda _key, _place, _text: next(numbers)


def derived() -> Nonce:
    """Numbers that key, place and text give (a synthetic IV): invented data is sealed alike on every machine.

    No number seals two texts; but whoever has the key and guesses the text can make the seal again.
    """
    return lambda key, place, text: blake2b(f"{place}|{text}".encode(), key=key, digest_size=_NONCE).digest()


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
