"""API tokens: shown once, kept as a digest, limited in what they allow and for how long."""

import hmac
import secrets
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Engine, select

from adapters.identity.tables import METADATA, TOKENS
from adapters.store.engine import writing
from adapters.store.locks import Lock, alone
from domain.instants import microseconds
from workflows.ports import Clock
from workflows.scopes import Known, Scope

MARK: Final = "chufei"
"""How a token begins, so that whoever finds one in a file knows what it opens."""


class Tokens:
    """The tokens of all accounts."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        with writing(engine) as connection:
            alone(connection, Lock.SCHEMA)
            METADATA.create_all(connection)

    def mint(self, account: str, scopes: Iterable[Scope], days: int) -> str:
        """A new token, as its owner has to keep it: it cannot be shown again."""
        prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        row = {
            "prefix": prefix, "digest": sha256(secret.encode()).digest(), "account": account,
            "scopes": " ".join(sorted(scopes)), "expires": microseconds(self._clock.now() + timedelta(days=days)),
        }  # fmt: skip
        with writing(self._engine) as connection:
            connection.execute(TOKENS.insert().values(row))
        return f"{MARK}_{prefix}_{secret}"

    def known(self, token: str) -> Known | None:
        """Whose it is and what it allows; None for one that is not ours or has expired."""
        mark, _, rest = token.partition("_")
        prefix, _, secret = rest.partition("_")
        if mark != MARK or not secret:
            return None
        with self._engine.connect() as connection:
            row = connection.execute(select(TOKENS).where(TOKENS.c.prefix == prefix)).first()
        if row is None or not hmac.compare_digest(row.digest, sha256(secret.encode()).digest()):
            return None
        if row.expires <= microseconds(self._clock.now()):
            return None
        return Known(row.account, frozenset(map(Scope, row.scopes.split())))
