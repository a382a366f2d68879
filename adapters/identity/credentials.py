"""The password of each account, and the epoch that ends all its sessions at once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select, update

from adapters.identity import secrets
from adapters.identity.record import note
from adapters.identity.tables import CREDENTIALS
from adapters.store.engine import writing
from domain.instants import microseconds
from projections.inserting import inserting
from workflows.identity.shapes import Kind
from workflows.ports import Clock


class Credentials:
    """What is kept of passwords. It asks nobody whether the account exists: whoever calls did."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def nobody_can_sign_in(self) -> bool:
        """Whether no account has a password yet."""
        with self._engine.connect() as connection:
            kept = select(CREDENTIALS.c.account).where(CREDENTIALS.c.password.is_not(None))
            return connection.execute(kept.limit(1)).first() is None

    def of(self, account: str) -> Row[Any] | None:
        """The row of an account."""
        with self._engine.connect() as connection:
            return connection.execute(select(CREDENTIALS).where(CREDENTIALS.c.account == account)).first()

    def give_one_time(self, account: str, by: str) -> str:
        """A password that somebody else sets: it ends all sessions, and is to be changed at the first sign-in."""
        password = secrets.readable(5)
        self._set(account, password, Kind.PASSWORD_RESET, by, one_time=True)
        return password

    def set(self, account: str, password: str) -> None:
        """One's own new password; it ends all sessions."""
        self._set(account, password, Kind.PASSWORD_SET, account, one_time=False)

    def rehash(self, account: str, password: str, stored: str) -> None:
        """Keep the same password by today's measure, unless another was set meanwhile."""
        unchanged = (CREDENTIALS.c.account == account) & (CREDENTIALS.c.password == stored)
        fresh = secrets.kept(password)
        with writing(self._engine) as connection:
            connection.execute(update(CREDENTIALS).where(unchanged).values(password=fresh))

    def log_out(self, account: str, by: str) -> None:
        """End all sessions of an account."""
        now = self._clock.now()
        with writing(self._engine) as connection:
            next_epoch(connection, account, now)
            note(connection, now, Kind.LOGGED_OUT, account, by=by)

    def _set(self, account: str, password: str, kind: Kind, by: str, *, one_time: bool) -> None:
        fresh, now = secrets.kept(password), self._clock.now()
        values = {"password": fresh, "one_time": one_time, "set_at": microseconds(now)}
        with writing(self._engine) as connection:
            next_epoch(connection, account, now)
            connection.execute(update(CREDENTIALS).where(CREDENTIALS.c.account == account).values(values))
            note(connection, now, kind, account, by=by)


def known(connection: Connection, account: str, now: datetime) -> int:
    """The epoch of an account, whose row is made where there is none."""
    row = {"account": account, "one_time": False, "set_at": microseconds(now), "epoch": 0}
    connection.execute(inserting(CREDENTIALS, connection.dialect.name).values(row).on_conflict_do_nothing())
    epoch: int = connection.execute(select(CREDENTIALS.c.epoch).where(CREDENTIALS.c.account == account)).scalar_one()
    return epoch


def next_epoch(connection: Connection, account: str, now: datetime) -> None:
    """From here on the sessions of before are over."""
    known(connection, account, now)
    mine = CREDENTIALS.c.account == account
    connection.execute(update(CREDENTIALS).where(mine).values(epoch=CREDENTIALS.c.epoch + 1))
