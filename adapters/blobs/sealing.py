"""Seals a file under a 256-bit key: what it is like, and how large, is known to the key's holder alone.

A sealed file is 12 bytes of nonce ‖ ciphertext ‖ 16-byte tag, AES-256-GCM, with the stream as associated data. The
plaintext is the file, then 0x80, then zeros up to a multiple of 32 KiB: the exact length of a photo is as good as its
name. The nonce is made of key and content, so that a form sent twice brings one file; no nonce seals two files.
"""

from hashlib import blake2b
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE: Final = 12
BLOCK: Final = 32 * 1024
END: Final = b"\x80"
PURPOSE: Final = b"chufei blob"


class NotOpened(Exception):
    """The bytes, the stream or the key are not those it was sealed with."""


def seal(key: bytes, stream: str, content: bytes) -> bytes:
    """The file as it is stored."""
    plain = content + END
    plain = plain.ljust(-len(plain) % BLOCK + len(plain), b"\0")
    nonce = blake2b(plain, key=key, digest_size=NONCE, person=PURPOSE).digest()
    return nonce + AESGCM(key).encrypt(nonce, plain, _place(stream))


def unseal(key: bytes, stream: str, sealed: bytes) -> bytes:
    """The file again. Raises ``NotOpened``."""
    try:
        plain = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], _place(stream))
    except (InvalidTag, ValueError) as error:
        raise NotOpened from error
    return plain.rstrip(b"\0").removesuffix(END)


def _place(stream: str) -> bytes:
    return f"blob|{stream}".encode()
