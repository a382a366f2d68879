"""Who calls: a token or a session becomes a person with today's powers, or is refused."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Request

from api.app import App
from api.http.cookies import shown
from api.http.headers import OFFICE
from api.http.own import BEARER, COOKIE, has_bearer
from domain.actor import Actor
from domain.directory.powers import actor_on, has_power, offices_of
from domain.errors import Fact
from domain.instants import day_of
from domain.words import Words
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import Session
from workflows.scopes import Scope


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request, what the token allows, by which way it came (``channel`` stands beside every event).

    ``session`` is there where a person sits at a browser; ``behalf`` is the colleague for whom it is done.
    """

    actor: Actor
    scopes: frozenset[Scope]
    channel: str
    session: Session | None = None
    behalf: str = ""


async def the_app(request: Request) -> App:
    """The product behind this application."""
    app: App = request.app.state.chufei
    return app


TheApp = Annotated[App, Depends(the_app)]


def seated(request: Request, app: TheApp) -> Session:
    """Whoever sits at the browser, be it that he must change his password first. Raises ``NotSignedIn``."""
    if has_bearer(request.headers):
        raise refusal(Why.SESSION_ONLY)
    token = shown(request, COOKIE)
    if not token:
        raise refusal(Why.MISSING)
    return app.identity.sessions.known(token)


Seated = Annotated[Session, Depends(seated)]


def caller(request: Request, app: TheApp) -> Caller:
    """Whoever sent it, in the office he chose.

    Raises ``NotSignedIn``, ``NotPermitted`` (``sign-in.no-power``, ``sign-in.change-first``, ``actor.no-power``).
    """
    return in_office(app, _came(request, app), request.headers.get(OFFICE, "").strip())


def _came(request: Request, app: App) -> Caller:
    if not has_bearer(request.headers):
        return _person(seated(request, app))
    known = app.tokens.known(request.headers["authorization"][len(BEARER) :].strip())
    if known is None:
        raise refusal(Why.TOKEN_INVALID)
    return Caller(app.identity.sessions.person(known.account), known.scopes, "http")


def in_office(app: App, asking: Caller, office: str) -> Caller:
    """The same, acting for this office; for that of his arrival where none is named, which is his own if he can.

    He acts for one office at a time: nothing that he holds elsewhere counts beside it. Raises ``NotPermitted``
    (``actor.no-power``), also for whoever can act for several others, not for his own, and names none.
    """
    if office in {"", asking.actor.office} and has_power(asking.actor):
        return asking
    state, today, who = app.roster.directory(), day_of(app.clock.now()), asking.actor.id
    actor = actor_on(state, who, today, office) if office else None
    if actor is None or not has_power(actor):
        raise refusal(Why.OFFICE, Fact(Words("单位", "office"), office or "—", offices_of(state, who, today)))
    return replace(asking, actor=actor)


TheCaller = Annotated[Caller, Depends(caller)]


async def person(session: Seated) -> Caller:
    """A person at a browser: programs change no passwords and make no tokens. Raises ``NotPermitted``."""
    return _person(session)


Person = Annotated[Caller, Depends(person)]


def may(*scopes: Scope) -> Callable[[Caller], Awaitable[Caller]]:
    """A dependency: the caller, where his token has one of these scopes. Raises ``NotPermitted`` (``token.scope``)."""

    async def asked(asking: TheCaller) -> Caller:
        return holding(asking, *scopes)

    return asked


def holding(asking: Caller, *scopes: Scope) -> Caller:
    """The same, where the token has one of these scopes. Raises ``NotPermitted`` (``token.scope``)."""
    if asking.scopes.isdisjoint(scopes):
        found = Fact(Words("密钥范围", "scopes"), tuple(sorted(asking.scopes)) or "—", scopes)
        raise refusal(Why.TOKEN_SCOPE, found)
    return asking


Reader = Annotated[Caller, Depends(may(Scope.READ))]


def _person(session: Session) -> Caller:
    if session.must_change:
        raise refusal(Why.CHANGE_FIRST)
    return Caller(session.actor, frozenset(Scope), "http", session)
