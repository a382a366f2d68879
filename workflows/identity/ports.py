"""What the ways in need to know who comes in, as protocols; ``adapters.identity`` implements them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from domain.actor import Actor
from workflows.identity.shapes import (
    ApiToken,
    Asking,
    Attempt,
    Enrolment,
    Fact,
    ProviderAt,
    Session,
    SignedIn,
    Told,
)
from workflows.scopes import Known, Scope


class Door(Protocol):
    """Lets people in, and counts those who only try."""

    def sign_in(self, attempt: Attempt) -> SignedIn:
        """Let somebody in. Raises ``TooOften``, ``NotSignedIn``, ``NotPermitted``."""
        ...

    def change_password(self, session: Session, attempt: Attempt, fresh: str) -> SignedIn:
        """A new password of one's own, shown the old one; all other sessions end."""
        ...

    def enrol(self, attempt: Attempt) -> Enrolment:
        """A second factor that counts from its first code on; who asks shows his password."""
        ...

    def confirm_codes(self, attempt: Attempt) -> Sequence[str]:
        """Let a new second factor count, by a first code of it; gives the recovery codes, which are shown once."""
        ...

    def drop_codes(self, attempt: Attempt) -> None:
        """Sign in without codes from now on; who asks shows password and code."""
        ...


class Credentials(Protocol):
    """Passwords, as administrators deal with them."""

    def nobody_can_sign_in(self) -> bool:
        """Whether no account has a password yet."""
        ...

    def give_one_time(self, account: str, by: str) -> str:
        """A password that somebody else sets: it ends all sessions, and is to be changed at the first sign-in."""
        ...

    def log_out(self, account: str, by: str) -> None:
        """End all sessions of an account."""
        ...


class Sessions(Protocol):
    """Sessions of people at browsers."""

    def person(self, account: str) -> Actor:
        """The person of an account today. Raises ``NotPermitted`` (``sign-in.no-power``)."""
        ...

    def known(self, token: str) -> Session:
        """The session of a secret. Raises ``NotSignedIn`` (``session.ended``), ``NotPermitted``."""
        ...

    def of(self, actor: Actor) -> Sequence[Session]:
        """The sessions of a person that are not over, oldest first."""
        ...

    def end(self, token: str) -> None:
        """Log out of one browser."""
        ...


class Tokens(Protocol):
    """Keys by which programs come in."""

    def mint(self, account: str, scopes: Iterable[Scope], days: int, *, label: str = "", by: str = "") -> str:
        """A new token, as its owner has to keep it: it cannot be shown again. Raises ``InvalidInput``."""
        ...

    def known(self, token: str) -> Known | None:
        """Whose it is and what it allows; None for one that is not ours or is over."""
        ...

    def of(self, account: str) -> Sequence[ApiToken]:
        """The tokens of an account, also those that open nothing any more, oldest first."""
        ...

    def revoke(self, account: str, prefix: str, by: str) -> None:
        """Let a token open nothing from now on; once is enough. Raises ``NotFound`` (``token.unknown``)."""
        ...


class Codes(Protocol):
    """Second factors."""

    def on(self, account: str) -> bool:
        """Whether the account signs in with codes."""
        ...

    def take(self, account: str, code: str) -> bool:
        """Whether a code of the app, or a recovery code, is right; it is not right a second time."""
        ...

    def remove(self, account: str, by: str) -> None:
        """Sign in without codes from now on. Raises ``NotFound`` (``code.not-enrolled``) where there are none."""
        ...


class Links(Protocol):
    """Which identity of a provider is which account of ours."""

    def link(self, issuer: str, subject: str, account: str, by: str) -> None:
        """Let an identity be an account. Raises ``NotPermitted`` (``oidc.taken``)."""
        ...

    def unlink(self, account: str, by: str) -> bool:
        """Take an account's identities away; whether there were any."""
        ...


class Record(Protocol):
    """What was done with secrets, as auditors read it."""

    def facts(self, account: str = "") -> Sequence[Fact]:
        """What was done with the secrets of one account, or of all, in its order."""
        ...

    def broken(self) -> int | None:
        """The first number that is not as it was written; None where all are."""
        ...


class Provider(Protocol):
    """An identity provider, which says who somebody is and no more."""

    @property
    def at(self) -> ProviderAt:
        """Which one."""
        ...

    def ask(self, redirect: str, way: str) -> Asking:
        """Send somebody to the provider, who sends him back to ``redirect``. Raises ``ProviderUnavailable``."""
        ...

    def answer(self, ticket: str, *, state: str, code: str, redirect: str, issuer: str = "") -> Told:
        """Who came back. Raises ``NotSignedIn`` (``oidc.refused``), ``ProviderUnavailable``."""
        ...


class Identity(Protocol):
    """All that proves who somebody is."""

    @property
    def door(self) -> Door: ...

    @property
    def credentials(self) -> Credentials: ...

    @property
    def sessions(self) -> Sessions: ...

    @property
    def tokens(self) -> Tokens: ...

    @property
    def codes(self) -> Codes: ...

    @property
    def links(self) -> Links: ...

    @property
    def record(self) -> Record: ...

    @property
    def provider(self) -> Provider | None: ...

    def come_from_provider(self, told: Told, address: str) -> SignedIn:
        """Let in whom a provider names. Raises ``NotPermitted`` (``oidc.unlinked``, ``oidc.taken``)."""
        ...
