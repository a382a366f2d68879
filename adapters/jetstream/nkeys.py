"""Keys as NATS writes them: a seed (``SU…``) signs what a server asks, the public part (``U…``) says who we are.

nats-py knows them only with a library it does not bring; with ``cryptography`` they are an Ed25519 key in base 32.
"""

import re
from base64 import b32decode, b32encode, b64encode
from binascii import Error, crc_hqx
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

USER: Final = 20 << 3
"""The first byte of what belongs to a user; in base 32 a ``U``."""
SEED: Final = bytes([(18 << 3) | (USER >> 5), (USER & 31) << 3])
SECRET: Final = 32
CHECK: Final = 2
SEED_LENGTH: Final = 58
"""Characters of a seed."""
_PARTS: Final = re.compile(
    r"-BEGIN NATS USER JWT-+\s+(?P<jwt>\S+)\s+-+END.*?-BEGIN USER NKEY SEED-+\s+(?P<seed>\S+)\s+-+END", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Signer:
    """The key of a user. What it says of itself is public."""

    public: str
    _key: Ed25519PrivateKey

    def __call__(self, nonce: str) -> bytes:
        """What a server wants to see signed, in base 64."""
        return b64encode(self._key.sign(nonce.encode()))


def signer(seed: str) -> Signer:
    """The key of a user's seed. Raises ``ValueError`` for anything else, and never quotes it."""
    try:
        raw = b32decode(seed + "=" * (-len(seed) % 8))
    except Error:
        raw = b""
    body, check = raw[:-CHECK], raw[-CHECK:]
    if len(seed) != SEED_LENGTH or check != _check(body) or not body.startswith(SEED):
        msg = "no seed of a user"
        raise ValueError(msg)
    key = Ed25519PrivateKey.from_private_bytes(body[len(SEED) :][:SECRET])
    shown = bytes([USER]) + key.public_key().public_bytes_raw()
    return Signer(b32encode(shown + _check(shown)).decode().rstrip("="), key)


def signed_in(creds: str) -> tuple[str, Signer]:
    """What stands in a file ``.creds``: who the operator says we are (a JWT), and the key. Raises ``ValueError``."""
    found = _PARTS.search(creds)
    if found is None:
        msg = "no file of credentials"
        raise ValueError(msg)
    return found["jwt"], signer(found["seed"])


def _check(body: bytes) -> bytes:
    return crc_hqx(body, 0).to_bytes(CHECK, "little")
