"""Secrets: how they are drawn, and what is kept of them. Passwords are slow to try, all others too long to guess."""

import hmac
import secrets
from hashlib import sha256
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from workflows.identity.passwords import LONGEST, as_typed

HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id, 19 MiB: some 25 ms of one core for each try."""
NOBODY: Final = HASHER.hash(secrets.token_hex(16))
"""Compared where there is no such account, so that the answer takes as long as for one that is there."""
PLAIN: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another."""


def kept(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(as_typed(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether a password is the one that was kept; the work is done also where nothing was."""
    try:
        HASHER.verify(stored or NOBODY, as_typed(password[:LONGEST]))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return stored is not None


def outdated(stored: str) -> bool:
    """Whether a password was kept by a cheaper measure than today's."""
    return HASHER.check_needs_rehash(stored)


def drawn() -> str:
    """A secret of 256 bits."""
    return secrets.token_urlsafe(32)


def name() -> str:
    """A short name that tells nothing, for things that are shown."""
    return secrets.token_hex(4)


def readable(groups: int) -> str:
    """A secret that people read and type: groups of four letters and digits, some 20 bits each."""
    return "-".join("".join(secrets.choice(PLAIN) for _ in range(4)) for _ in range(groups))


def digest(secret: str) -> bytes:
    """What is kept of a secret that nobody can guess."""
    return sha256(secret.encode()).digest()


def same(stored: bytes, secret: str) -> bool:
    """Whether a secret is the one that was kept, in the same time for all."""
    return hmac.compare_digest(stored, digest(secret))


def equal(shown: str, wanted: str) -> bool:
    """Whether two texts are one, in the same time for all."""
    return hmac.compare_digest(shown.encode(), wanted.encode())
