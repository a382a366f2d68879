"""What a token of an account may be used for: less than the account's own powers, never more."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Protocol


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


class Tokens(Protocol):
    """Tokens by which programs sign in."""

    def mint(self, account: str, scopes: Iterable[Scope], days: int) -> str:
        """A new token, as its owner has to keep it: it cannot be shown again."""
        ...

    def known(self, token: str) -> Known | None:
        """Whose it is and what it allows; None for one that is not ours or is over."""
        ...
