"""Which identity of a provider is which account of ours."""

from sqlalchemy import Engine, delete, select

from adapters.identity.record import note
from adapters.identity.tables import LINKS
from adapters.store.engine import writing
from adapters.store.locks import Lock, alone
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import Kind
from workflows.ports import Clock


class Links:
    """One identity is one account, and of one provider an account has one identity."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def account_of(self, issuer: str, subject: str) -> str | None:
        """The account of an identity."""
        identity = (LINKS.c.issuer == issuer) & (LINKS.c.subject == subject)
        with self._engine.connect() as connection:
            return connection.execute(select(LINKS.c.account).where(identity)).scalar()

    def link(self, issuer: str, subject: str, account: str, by: str) -> None:
        """Let an identity be an account. Raises ``NotPermitted`` (``oidc.taken``) where either is linked otherwise."""
        theirs, ours = LINKS.c.subject == subject, LINKS.c.account == account
        with writing(self._engine) as connection:
            alone(connection, Lock.IDENTITY)
            there = connection.execute(select(LINKS).where(LINKS.c.issuer == issuer, theirs | ours)).all()
            if any((row.subject, row.account) != (subject, account) for row in there):
                raise refusal(Why.TAKEN)
            if not there:
                connection.execute(LINKS.insert().values(issuer=issuer, subject=subject, account=account))
                note(connection, self._clock.now(), Kind.LINKED, account, by=by, detail=f"{issuer} {subject}")

    def unlink(self, account: str, by: str) -> bool:
        """Take an account's identities away; whether there were any."""
        with writing(self._engine) as connection:
            there = connection.execute(delete(LINKS).where(LINKS.c.account == account)).rowcount
            if there:
                note(connection, self._clock.now(), Kind.UNLINKED, account, by=by)
        return bool(there)
