"""The second factor: codes of an app (RFC 6238), each good once, and recovery codes for a lost telephone."""

from hmac import compare_digest
from os import urandom
from typing import Final

import pyotp
from sqlalchemy import Connection, Engine, delete, select, update

from adapters.identity import secrets
from adapters.identity.record import note
from adapters.identity.tables import CODES, RECOVERY
from adapters.keys.store import Keys
from adapters.store.engine import writing
from adapters.store.sealing import seal, unseal
from domain.instants import microseconds
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import Enrolment, Kind
from workflows.ports import Clock

STEP: Final = 30_000_000
"""µs for which a code is shown."""
AROUND: Final = 1
"""So many steps a telephone's clock may be ahead or behind."""
RECOVERIES: Final = 10
ISSUER: Final = "chufei"


class Codes:
    """Second factors of accounts. Their secrets lie sealed: the key is in the store of keys, not beside them."""

    def __init__(self, engine: Engine, clock: Clock, keys: Keys) -> None:
        self._engine = engine
        self._clock = clock
        self._keys = keys

    def on(self, account: str) -> bool:
        """Whether the account signs in with codes."""
        confirmed = (CODES.c.account == account) & CODES.c.confirmed
        with self._engine.connect() as connection:
            return connection.execute(select(CODES.c.account).where(confirmed)).first() is not None

    def enrol(self, account: str) -> Enrolment:
        """A new secret, which counts from its first code on. Raises ``NotLegal`` (``code.on``) where one counts."""
        secret = pyotp.random_base32()
        row = {"account": account, "secret": self._sealed(account, secret), "confirmed": False, "step": 0}
        if self.on(account):
            raise refusal(Why.CODES_ON)
        with writing(self._engine) as connection:
            connection.execute(delete(CODES).where((CODES.c.account == account) & ~CODES.c.confirmed))
            connection.execute(CODES.insert().values(row))
        return Enrolment(secret=secret, uri=pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER))

    def confirm(self, account: str, code: str) -> tuple[str, ...]:
        """Let the secret count, by a first code of it; gives the recovery codes, which are shown once.

        Raises ``NotFound`` (``code.not-enrolled``), ``NotSignedIn`` (``sign-in.code-refused``).
        """
        now, recovery = self._clock.now(), tuple(secrets.readable(4) for _ in range(RECOVERIES))
        with writing(self._engine) as connection:
            if not self._is_next(connection, account, code, confirmed=False):
                raise refusal(Why.CODE_REFUSED)
            connection.execute(update(CODES).where(CODES.c.account == account).values(confirmed=True))
            rows = [{"digest": secrets.digest(each), "account": account} for each in recovery]
            connection.execute(delete(RECOVERY).where(RECOVERY.c.account == account))
            connection.execute(RECOVERY.insert(), rows)
            note(connection, now, Kind.CODE_ENROLLED, account, by=account)
        return recovery

    def take(self, account: str, code: str) -> bool:
        """Whether a code of the app, or a recovery code, is right; it is not right a second time."""
        typed = "".join(code.split()).lower()
        with writing(self._engine) as connection:
            if typed.isascii() and typed.isdigit():
                return self._is_next(connection, account, typed, confirmed=True)
            mine = (RECOVERY.c.account == account) & (RECOVERY.c.digest == secrets.digest(typed))
            used = connection.execute(delete(RECOVERY).where(mine)).rowcount == 1
            if used:
                note(connection, self._clock.now(), Kind.RECOVERY_USED, account, by=account)
        return used

    def remove(self, account: str, by: str) -> None:
        """Sign in without codes from now on. Raises ``NotFound`` (``code.not-enrolled``) where there are none."""
        with writing(self._engine) as connection:
            if not connection.execute(delete(CODES).where(CODES.c.account == account)).rowcount:
                raise refusal(Why.NO_CODES)
            connection.execute(delete(RECOVERY).where(RECOVERY.c.account == account))
            note(connection, self._clock.now(), Kind.CODE_REMOVED, account, by=by)

    def _is_next(self, connection: Connection, account: str, code: str, *, confirmed: bool) -> bool:
        """Whether it is the code of a step after the last that was used; then it is used. The row is held meanwhile."""
        mine = (CODES.c.account == account) & (CODES.c.confirmed == confirmed)
        row = connection.execute(select(CODES).where(mine).with_for_update()).first()
        if row is None:
            raise refusal(Why.NO_CODES)
        app = pyotp.TOTP(unseal(self._key(account), _place(account), row.secret))
        present = microseconds(self._clock.now()) // STEP
        steps = range(max(row.step + 1, present - AROUND), present + AROUND + 1)
        found = next((step for step in steps if compare_digest(app.generate_otp(step).encode(), code.encode())), None)
        if found is not None:
            connection.execute(update(CODES).where(mine).values(step=found))
        return found is not None

    def _sealed(self, account: str, secret: str) -> str:
        return seal(self._key(account), _place(account), secret, urandom(12))

    def _key(self, account: str) -> bytes:
        subject = _place(account)
        key = self._keys.keys((subject,), create=True)[subject]
        if key is None:
            raise refusal(Why.NO_CODES)  # destroyed: nothing opens it any more
        return key


def _place(account: str) -> str:
    return f"second-factor/{account}"
