"""Whether a request comes from our own pages, and under which address they are known."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.problems import problem
from api.outside import is_loopback
from domain.errors import ChufeiError
from workflows.identity.refusals import Why, refusal

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing."""
BEARER: Final = "bearer "
COOKIE: Final = "session"
HOST_ONLY: Final = "__Host-"
"""Before the name of a cookie that browsers take over https alone, and send to nobody else."""


def own_origin(request: Request) -> str:
    """The address under which browsers know us: the one that is set, or this machine's own; empty for any other."""
    origin: str = request.app.state.chufei.settings.origin
    if origin:
        return origin
    here = urlsplit(f"{request.url.scheme}://{request.headers.get('host', '')}")
    return here.geturl() if _is_here(request, here.hostname or "") else ""


def is_secure(request: Request) -> bool:
    """Whether browsers come over https."""
    return (own_origin(request) or str(request.url)).startswith("https://")


def is_guarded(request: Request) -> bool:
    """Whether nobody on the way can read what is sent."""
    return is_secure(request) or bool(own_origin(request))


def name_of(request: Request, cookie: str) -> str:
    """How a cookie is called here: on https so that browsers themselves guard it."""
    return f"{HOST_ONLY}{cookie}" if is_secure(request) else f"chufei-{cookie}"


def has_bearer(headers: Headers) -> bool:
    """Whether a request shows a token, which no foreign page can make a browser send."""
    return headers.get("authorization", "").lower().startswith(BEARER)


class OwnPagesOnly:
    """Lets changes through that a token, our own pages, or no browser at all sent."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, ChufeiError], Response] = problem) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the refusal, or pass on."""
        if scope["type"] == "http" and scope["method"] not in SAFE:
            request = Request(scope)
            if not has_bearer(request.headers) and not _is_ours(request):
                await self._answer(request, refusal(Why.CROSS_SITE))(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_ours(request: Request) -> bool:
    """By what the browser says of the page (Fetch Metadata), or else of its origin.

    Who says neither is no browser of today: he may sign in, but is not believed with a session.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site == "same-origin"
    if origin is not None:
        return origin != "" and origin == own_origin(request)
    return name_of(request, COOKIE) not in request.cookies


def _is_here(request: Request, host: str) -> bool:
    return is_loopback(host) and request.client is not None and is_loopback(request.client.host)
