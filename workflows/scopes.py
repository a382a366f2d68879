"""What a token of an account may be used for: less than the account's own powers, never more."""

from enum import StrEnum
from typing import NamedTuple


class Scope(StrEnum):
    """Kinds of requests. Values are stored."""

    READ = "read"
    WRITE = "write"
    FEED = "feed"
    ADMIN = "admin"


class Known(NamedTuple):
    """Whose a token is, and what it allows."""

    account: str
    scopes: frozenset[Scope]
