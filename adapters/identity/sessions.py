"""Sessions of people at browsers: rows here, so that each can be ended at once and everywhere."""

from datetime import timedelta
from typing import Any, Final

import structlog
from sqlalchemy import Engine, Row, delete, select, update

from adapters.faults import told_as_faults
from adapters.identity import secrets
from adapters.identity.credentials import known
from adapters.identity.tables import CREDENTIALS, SESSIONS
from adapters.store.engine import writing
from domain.actor import Actor
from domain.errors import NotFound
from domain.instants import instant_of, microseconds
from workflows.identity.lifetimes import WHOLE, over, powers
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import Means, Session
from workflows.ports import Clock, Roster

MINUTE: Final = timedelta(minutes=1)
"""How exactly it is kept when a session was last used: not every request writes."""

log = structlog.get_logger(__name__)

_LIVE: Final = (
    select(SESSIONS)
    .join(CREDENTIALS, CREDENTIALS.c.account == SESSIONS.c.account)
    .where(CREDENTIALS.c.epoch == SESSIONS.c.epoch)
)


class Sessions:
    """The sessions of all accounts. Whoever holds the secret of one is that person, as the roster has him now."""

    def __init__(self, engine: Engine, clock: Clock, roster: Roster) -> None:
        self._engine = engine
        self._clock = clock
        self._roster = roster

    def person(self, account: str) -> Actor:
        """The person of an account today. Raises ``NotPermitted`` (``sign-in.no-power``)."""
        try:
            return self._roster.arriving(account)
        except NotFound:
            raise refusal(Why.NO_POWER) from None

    def begin(self, actor: Actor, means: Means, address: str, epoch: int | None = None) -> tuple[str, Session]:
        """A new session with its secret; what is over of the account goes. ``epoch``: of the password that was shown.

        Raises ``NotSignedIn`` (``session.ended``) where all were logged out since.
        """
        now, token = self._clock.now(), secrets.drawn()
        begun = Session(
            number=secrets.name(), account=actor.id, actor=actor, means=means, address=address, created=now, seen=now
        )
        with writing(self._engine) as connection:
            standing = known(connection, actor.id, now)
            if epoch is not None and epoch != standing:
                raise refusal(Why.ENDED)
            past = (SESSIONS.c.account == actor.id) & (SESSIONS.c.epoch != standing)
            connection.execute(delete(SESSIONS).where(past | (SESSIONS.c.created < microseconds(now - WHOLE))))
            connection.execute(SESSIONS.insert().values(
                digest=secrets.digest(token), number=begun.number, account=actor.id, epoch=standing,
                powers=powers(actor), means=means.value, address=address, created=microseconds(now),
                seen=microseconds(now),
            ))  # fmt: skip
        return token, begun

    @told_as_faults()
    def known(self, token: str) -> Session:
        """The session of a secret. Raises ``NotSignedIn`` (``session.ended``), ``NotPermitted`` (``sign-in.no-power``).

        It is over when its time is, when all were logged out, and when the person's powers are no longer those with
        which it began.
        """
        now, digest = self._clock.now(), secrets.digest(token)
        with self._engine.connect() as connection:
            row = connection.execute(_LIVE.where(SESSIONS.c.digest == digest)).first()
        if row is None or over(instant_of(row.created), instant_of(row.seen), now):
            raise refusal(Why.ENDED)
        actor = self.person(row.account)
        if powers(actor) != row.powers:
            self.end(token)
            raise refusal(Why.ENDED)
        if now - instant_of(row.seen) >= MINUTE:
            with writing(self._engine) as connection:
                seen = update(SESSIONS).where(SESSIONS.c.digest == digest).values(seen=microseconds(now))
                connection.execute(seen)
        return _session(row, actor)

    def of(self, actor: Actor) -> tuple[Session, ...]:
        """The sessions of a person that are not over, oldest first."""
        now = self._clock.now()
        query = _LIVE.where(SESSIONS.c.account == actor.id).order_by(SESSIONS.c.created)
        with self._engine.connect() as connection:
            found = (_session(row, actor) for row in connection.execute(query))
            return tuple(each for each in found if not over(each.created, each.seen, now))

    def end(self, token: str) -> None:
        """Log out of one browser."""
        with writing(self._engine) as connection:
            ended = connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == secrets.digest(token))).rowcount
        if ended:
            log.info("signed out")


def _session(row: Row[Any], actor: Actor) -> Session:
    return Session(
        number=row.number, account=row.account, actor=actor, means=Means(row.means), address=row.address,
        created=instant_of(row.created), seen=instant_of(row.seen),
    )  # fmt: skip
