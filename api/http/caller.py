"""Who calls: a token or a session becomes a person with today's powers, or is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request

from api.app import App
from domain.actor import Actor
from domain.errors import Fact, NotPermitted, NotSignedIn
from domain.words import Words
from workflows.scopes import Scope

BEARER: Final = "bearer "


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request, what the token allows, by which way it came (``channel`` stands beside every event)."""

    actor: Actor
    scopes: frozenset[Scope]
    channel: str


def the_app(request: Request) -> App:
    """The product behind this application."""
    app: App = request.app.state.chufei
    return app


TheApp = Annotated[App, Depends(the_app)]


def caller(request: Request, app: TheApp) -> Caller:
    """Whoever sent it. Raises ``NotSignedIn``, ``NotFound`` (``actor.unknown``)."""
    said = request.headers.get("authorization", "")
    if not said.lower().startswith(BEARER):
        raise NotSignedIn(NOBODY)
    known = app.tokens.known(said[len(BEARER) :].strip())
    if known is None:
        raise NotSignedIn(INVALID, code="token.invalid")
    return Caller(app.roster.actor(known.account), known.scopes, "http")


TheCaller = Annotated[Caller, Depends(caller)]


def may(scope: Scope) -> Callable[[Caller], Caller]:
    """A dependency: the caller, where his token has a scope. Raises ``NotPermitted`` (``token.scope``)."""

    def asked(asking: TheCaller) -> Caller:
        if scope not in asking.scopes:
            found = Fact(Words("令牌范围", "scopes"), tuple(sorted(asking.scopes)) or "—", scope)
            raise NotPermitted(NO_SCOPE, code="token.scope", rule="token.scope", facts=(found,))
        return asking

    return asked


Reader = Annotated[Caller, Depends(may(Scope.READ))]
Writer = Annotated[Caller, Depends(may(Scope.WRITE))]

NOBODY: Final = Words("没有登录：请求里没有令牌，也没有会话", "not signed in: there is neither token nor session")
INVALID: Final = Words("令牌无效、过期或已撤销", "the token is not valid, has expired or was revoked")
NO_SCOPE: Final = Words("令牌的范围不包括这种请求", "the token's scopes do not cover this")
