"""The door: lets people in by password and code, or on a provider's word, and counts those who only try."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Row

from adapters.faults import told_as_faults
from adapters.identity import secrets
from adapters.identity.codes import Codes
from adapters.identity.credentials import Credentials
from adapters.identity.sessions import Sessions
from adapters.identity.tries import Counter
from domain.errors import ChufeiError
from domain.instants import day_of, instant_of
from workflows.identity.lifetimes import BY_ANOTHER
from workflows.identity.passwords import LENGTH, SAME, check_password
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import Attempt, Enrolment, Means, Session, SignedIn
from workflows.identity.tries import ACCOUNT, ADDRESS, network
from workflows.ports import Clock, OfficeRules

log = structlog.get_logger(__name__)


class _Keys(NamedTuple):
    """Under which keys a try is counted: one's own, and one shared with all who come from there."""

    mine: str
    shared: str = ""


class Door:
    """Made by ``open_identity``. ``derive`` makes ids out of texts that only this installation can make.

    What strangers type is never kept or logged as it is: people type passwords into the wrong field.
    """

    def __init__(
        self,
        *,
        credentials: Credentials,
        sessions: Sessions,
        codes: Codes,
        counter: Counter,
        clock: Clock,
        derive: Callable[..., str],
        office_rules: OfficeRules,
    ) -> None:
        self._credentials = credentials
        self._sessions = sessions
        self._codes = codes
        self._counter = counter
        self._clock = clock
        self._derive = derive
        self._office_rules = office_rules

    @told_as_faults()
    def sign_in(self, attempt: Attempt) -> SignedIn:
        """Let somebody in. Raises ``TooOften``, ``NotSignedIn``, ``NotPermitted`` (``Why``).

        A browser that was let in before is counted by itself: whoever tries from elsewhere does not keep it out.
        """
        try:
            row, keys = self._proved(attempt)
            means = self._second(row, attempt)
            self._counter.succeeded(*keys)
            return self._let_in(attempt.account, means, attempt.address, row.epoch)
        except ChufeiError as error:
            ours = attempt.account if self._credentials.of(attempt.account) else ""
            log.warning("sign-in refused", code=error.code, account=ours)
            raise

    def on_word_of_provider(self, account: str, address: str) -> SignedIn:
        """Let somebody in whom a provider knows. Raises ``NotPermitted`` (``sign-in.no-power``)."""
        return self._let_in(account, Means.PROVIDER, address, None)

    def change_password(self, session: Session, attempt: Attempt, fresh: str) -> SignedIn:
        """A new password of one's own, shown the old one; all other sessions end.

        Raises as ``sign_in`` does, ``InvalidInput`` (``input.password.*``).
        """
        kept = check_password(fresh, self._office_rules.number(LENGTH), session.account, session.actor.name)
        row, keys = self._proved(attempt)
        if secrets.matches(row.password, kept):
            raise SAME.at(field="password")
        self._counter.succeeded(*keys)
        self._credentials.set(session.account, kept)
        means = Means.PASSWORD if session.must_change else session.means
        return self._let_in(session.account, means, session.address, None)

    def enrol(self, attempt: Attempt) -> Enrolment:
        """A second factor that counts from its first code on; who asks shows his password. Raises as ``sign_in``."""
        _, keys = self._proved(attempt)
        self._counter.succeeded(*keys)
        return self._codes.enrol(attempt.account)

    def confirm_codes(self, attempt: Attempt) -> tuple[str, ...]:
        """Let a new second factor count, by a first code of it; gives the recovery codes, which are shown once.

        Raises ``TooOften``, and as ``Codes.confirm`` does: who took over a session guesses no code either.
        """
        keys = self._counted(attempt)
        recovery = self._codes.confirm(attempt.account, attempt.code)
        self._counter.succeeded(*keys)
        return recovery

    def drop_codes(self, attempt: Attempt) -> None:
        """Sign in without codes from now on; who asks shows password and code. Raises as ``sign_in``."""
        row, keys = self._proved(attempt)
        self._second(row, attempt)
        self._counter.succeeded(*keys)
        self._codes.remove(attempt.account, by=attempt.account)

    def _proved(self, attempt: Attempt) -> tuple[Row[Any], _Keys]:
        """What is kept of the account, where the password is its own; as slow where there is no such account."""
        keys = self._counted(attempt)
        row = self._credentials.of(attempt.account)
        if not secrets.matches(row and row.password, attempt.password) or row is None:
            raise refusal(Why.REFUSED)
        if row.one_time and self._clock.now() - instant_of(row.set_at) > self._by_another(row):
            raise refusal(Why.EXPIRED)
        if secrets.outdated(row.password):
            self._credentials.rehash(attempt.account, attempt.password, row.password)
        return row, keys

    def _by_another(self, row: Row[Any]) -> timedelta:
        """How long a password that somebody else set opens anything, by the rule of the day on which he set it."""
        return timedelta(hours=self._office_rules.number(BY_ANOTHER, day_of(instant_of(row.set_at))))

    def _second(self, row: Row[Any], attempt: Attempt) -> Means:
        """By which means the person is known, after the code where one is asked for."""
        if self._codes.on(attempt.account):
            if not attempt.code:
                raise refusal(Why.CODE_NEEDED)
            if not self._codes.take(attempt.account, attempt.code):
                raise refusal(Why.CODE_REFUSED)
            return Means.ONE_TIME if row.one_time else Means.PASSWORD_AND_CODE
        return Means.ONE_TIME if row.one_time else Means.PASSWORD

    def _let_in(self, account: str, means: Means, address: str, epoch: int | None) -> SignedIn:
        token, session = self._sessions.begin(self._sessions.person(account), means, address, epoch)
        log.info("signed in", account=account, means=means.value, session=session.number)
        return SignedIn(session=session, token=token, browser=self._browser(account))

    def _counted(self, attempt: Attempt) -> _Keys:
        """The keys of a try, which is counted under them. Raises ``TooOften``."""
        keys = self._keys(attempt)
        self._counter.count({keys.mine: ACCOUNT} | ({keys.shared: ADDRESS} if keys.shared else {}))
        return keys

    def _keys(self, attempt: Attempt) -> _Keys:
        nonce, _, proof = attempt.browser.partition(".")
        if nonce and secrets.equal(proof, self._derive("browser", attempt.account, nonce)):
            return _Keys(self._derive("tries of a browser", attempt.account, nonce))
        place = self._derive("tries from an address", network(attempt.address))
        return _Keys(self._derive("tries at an account", attempt.account), place)

    def _browser(self, account: str) -> str:
        """What a browser shows the next time, to be counted by itself: it opens nothing."""
        nonce = secrets.name()
        return f"{nonce}.{self._derive('browser', account, nonce)}"
