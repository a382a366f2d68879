"""API tokens: shown once, kept as a digest, limited in what they allow and for how long."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Engine, Row, select, update

from adapters.faults import told_as_faults
from adapters.identity import secrets
from adapters.identity.record import note
from adapters.identity.tables import TOKENS
from adapters.store.engine import writing
from domain.instants import instant_of, microseconds
from workflows.identity.lifetimes import LONGEST_TOKEN
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import ApiToken, Kind
from workflows.identity.tokens import WRONG_DAYS, allowed
from workflows.ports import Clock
from workflows.scopes import Known, Scope

MARK: Final = "chufei"
"""How a token begins, so that whoever finds one in a file knows what it opens."""
MINUTE: Final = timedelta(minutes=1)
"""How exactly it is kept when a token was last used."""
LOOK_AGAIN: Final = timedelta(seconds=1)
"""So long a token is known without asking the database: a program sends many requests, and each would ask."""
HELD: Final = 1000
"""So many are known at once."""


class Tokens:
    """The tokens of all accounts. One that another process revoked may open something for one second more."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._held: dict[str, tuple[datetime, Row[Any]]] = {}

    def mint(self, account: str, scopes: Iterable[Scope], days: int, *, label: str = "", by: str = "") -> str:
        """A new token, as its owner has to keep it: it cannot be shown again.

        Raises ``InvalidInput`` (``input.token.days``).
        """
        if not allowed(days):
            raise WRONG_DAYS.at(field="days", longest=LONGEST_TOKEN)
        prefix, secret, now = secrets.name(), secrets.drawn(), self._clock.now()
        row = {
            "prefix": prefix, "digest": secrets.digest(secret), "account": account, "label": label,
            "scopes": " ".join(sorted(scopes)), "created": microseconds(now), "created_by": by,
            "expires": microseconds(now + timedelta(days=days)),
        }  # fmt: skip
        with writing(self._engine) as connection:
            connection.execute(TOKENS.insert().values(row))
            note(connection, now, Kind.TOKEN_MINTED, account, by=by, detail=f"{prefix} {row['scopes']}")
        return f"{MARK}_{prefix}_{secret}"

    @told_as_faults()
    def known(self, token: str) -> Known | None:
        """Whose it is and what it allows; None for one that is not ours, has expired or was revoked."""
        mark, _, rest = token.partition("_")
        prefix, _, secret = rest.partition("_")
        if mark != MARK or not secret:
            return None
        row, now = self._row(prefix), microseconds(self._clock.now())
        if row is None or not secrets.same(row.digest, secret) or row.revoked is not None or row.expires <= now:
            return None
        if row.used is None or now - row.used >= MINUTE // timedelta(microseconds=1):
            with writing(self._engine) as connection:
                connection.execute(update(TOKENS).where(TOKENS.c.prefix == prefix).values(used=now))
            self._held.pop(prefix, None)
        return Known(row.account, frozenset(map(Scope, row.scopes.split())))

    def of(self, account: str) -> tuple[ApiToken, ...]:
        """The tokens of an account, also those that open nothing any more, oldest first."""
        query = select(TOKENS).where(TOKENS.c.account == account).order_by(TOKENS.c.created, TOKENS.c.prefix)
        with self._engine.connect() as connection:
            return tuple(_token(row) for row in connection.execute(query))

    def revoke(self, account: str, prefix: str, by: str) -> None:
        """Let a token open nothing from now on; once is enough. Raises ``NotFound`` (``token.unknown``)."""
        now = self._clock.now()
        mine = (TOKENS.c.account == account) & (TOKENS.c.prefix == prefix)
        with writing(self._engine) as connection:
            if connection.execute(select(TOKENS.c.prefix).where(mine)).first() is None:
                raise refusal(Why.TOKEN_UNKNOWN)
            standing = mine & TOKENS.c.revoked.is_(None)
            done = connection.execute(update(TOKENS).where(standing).values(revoked=microseconds(now)))
            if done.rowcount:
                note(connection, now, Kind.TOKEN_REVOKED, account, by=by, detail=prefix)
        self._held.pop(prefix, None)

    def _row(self, prefix: str) -> Row[Any] | None:
        """What is kept of a token, as of a second ago at most."""
        now = self._clock.now()
        looked, row = self._held.get(prefix, (now - LOOK_AGAIN, None))
        if abs(now - looked) < LOOK_AGAIN:
            return row
        with self._engine.connect() as connection:
            row = connection.execute(select(TOKENS).where(TOKENS.c.prefix == prefix)).first()
        if row is not None:
            if len(self._held) >= HELD:
                self._held.clear()
            self._held[prefix] = (now, row)
        return row


def _token(row: Row[Any]) -> ApiToken:
    return ApiToken(
        prefix=row.prefix, account=row.account, label=row.label, scopes=frozenset(map(Scope, row.scopes.split())),
        created=instant_of(row.created), created_by=row.created_by, expires=instant_of(row.expires),
        used=None if row.used is None else instant_of(row.used),
        revoked=None if row.revoked is None else instant_of(row.revoked),
    )  # fmt: skip
