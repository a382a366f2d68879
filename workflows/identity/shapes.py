"""What is known of somebody who comes in: by which means, until when, for which uses. Secrets are not in here."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.actor import Actor
from workflows.scopes import Scope


class Means(StrEnum):
    """How somebody proved who he is. Values are stored."""

    PASSWORD = "password"  # noqa: S105 - a name of a means
    PASSWORD_AND_CODE = "password+code"  # noqa: S105 - a name of a means
    ONE_TIME = "one-time"
    PROVIDER = "oidc"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody at a browser. ``actor`` as the roster has him now; ``number`` names the session, and opens nothing."""

    number: str
    account: str
    actor: Actor
    means: Means
    address: str
    created: datetime
    seen: datetime

    @property
    def must_change(self) -> bool:
        """Whether the password was set by somebody else, and is to be changed before anything is done."""
        return self.means is Means.ONE_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What somebody shows who wants to come in. ``browser`` is what his browser was given when he last did."""

    account: str
    password: str = field(repr=False)
    code: str = field(default="", repr=False)
    address: str = ""
    browser: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A sign-in that went well: the secret of the session, and of the browser that is known from now on."""

    session: Session
    token: str = field(repr=False)
    browser: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A key of a program, which acts as an account. ``prefix`` names it, and opens nothing."""

    prefix: str
    account: str
    label: str
    scopes: frozenset[Scope]
    created: datetime
    created_by: str
    expires: datetime
    used: datetime | None = None
    revoked: datetime | None = None

    def stands(self, now: datetime) -> bool:
        """Whether it still opens something."""
        return self.revoked is None and now < self.expires


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A new second factor, shown once: its secret, and the same as an address for an app's camera."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAt:
    """Where the identity provider is and what we are to it. ``claim`` names an account where nobody linked one."""

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody on his way to the provider: where to send his browser, and what it has to bring back with it."""

    url: str
    ticket: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who somebody is in a provider's words; ``named`` is what the agreed claim holds, ``way`` where he was going."""

    issuer: str
    subject: str
    named: str
    way: str


class Kind(StrEnum):
    """What an auditor finds about secrets. Values are stored."""

    PASSWORD_RESET = "password-reset"  # noqa: S105 - a name of a fact
    PASSWORD_SET = "password-set"  # noqa: S105 - a name of a fact
    LOGGED_OUT = "logged-out-everywhere"
    TOKEN_MINTED = "token-minted"  # noqa: S105 - a name of a fact
    TOKEN_REVOKED = "token-revoked"  # noqa: S105 - a name of a fact
    CODE_ENROLLED = "code-enrolled"
    CODE_REMOVED = "code-removed"
    RECOVERY_USED = "recovery-code-used"
    LINKED = "provider-linked"
    UNLINKED = "provider-unlinked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What was done with somebody's secrets, when and by whom; ``by`` is empty for the operator at the machine."""

    number: int
    at: datetime
    kind: Kind
    account: str
    by: str
    detail: str = ""
