"""All that proves who somebody is, put together over one database."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine

from adapters.identity.codes import Codes
from adapters.identity.credentials import Credentials
from adapters.identity.door import Door
from adapters.identity.links import Links
from adapters.identity.provider import Provider
from adapters.identity.record import Record
from adapters.identity.schema import prepare
from adapters.identity.sessions import Sessions
from adapters.identity.tokens import Tokens
from adapters.identity.tries import Counter
from adapters.keys.store import Keys
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import ProviderAt, SignedIn, Told
from workflows.ports import Clock, OfficeRules, Roster


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Made by ``open_identity``. May be used from any thread, and by several processes at once."""

    credentials: Credentials
    sessions: Sessions
    tokens: Tokens
    codes: Codes
    links: Links
    record: Record
    door: Door
    provider: Provider | None

    def come_from_provider(self, told: Told, address: str) -> SignedIn:
        """Let in whom a provider names: by a link, or else by the agreed claim, which is a link from then on.

        Raises ``NotPermitted`` (``oidc.unlinked``, ``oidc.taken``, ``sign-in.no-power``).
        """
        account = self.links.account_of(told.issuer, told.subject)
        if account is None:
            if not told.named:
                raise refusal(Why.UNLINKED)
            account = self.sessions.person(told.named).id
            self.links.link(told.issuer, told.subject, account, by=account)
        return self.door.on_word_of_provider(account, address)


def open_identity(
    engine: Engine,
    *,
    clock: Clock,
    roster: Roster,
    office_rules: OfficeRules,
    keys: Keys,
    derive: Callable[..., str],
    at: ProviderAt | None,
) -> Identity:
    """Make the tables where they are missing. ``derive`` makes ids out of texts, as only this installation can."""
    prepare(engine)
    credentials, sessions = Credentials(engine, clock), Sessions(engine, clock, roster)
    codes, counter = Codes(engine, clock, keys), Counter(engine, clock)
    return Identity(
        credentials=credentials,
        sessions=sessions,
        tokens=Tokens(engine, clock),
        codes=codes,
        links=Links(engine, clock),
        record=Record(engine),
        door=Door(
            credentials=credentials,
            sessions=sessions,
            codes=codes,
            counter=counter,
            clock=clock,
            derive=derive,
            office_rules=office_rules,
        ),
        provider=Provider(at, clock, derive) if at else None,
    )
