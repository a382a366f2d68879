"""What we give browsers to keep: the session, the mark by which a browser is known, the ticket to the provider."""

from typing import Final

from fastapi import Request, Response

from api.http.own import COOKIE, is_secure, name_of, own_origin
from workflows.identity.lifetimes import ASKING, BROWSER
from workflows.identity.refusals import Why, refusal
from workflows.identity.shapes import SignedIn

BROWSER_COOKIE: Final = "browser"
TICKET_COOKIE: Final = "ticket"


def shown(request: Request, cookie: str) -> str:
    """What a browser shows; empty where it shows nothing."""
    return request.cookies.get(name_of(request, cookie), "")


def seat(request: Request, response: Response, came: SignedIn) -> None:
    """Let a browser keep its session, until it is closed, and the mark by which it is known later."""
    _keep(request, response, COOKIE, came.token)
    _keep(request, response, BROWSER_COOKIE, came.browser, int(BROWSER.total_seconds()))


def give_ticket(request: Request, response: Response, ticket: str) -> None:
    """Let a browser keep what it has to bring back from the provider."""
    _keep(request, response, TICKET_COOKIE, ticket, int(ASKING.total_seconds()))


def forget(request: Request, response: Response, cookie: str) -> None:
    """Let a browser forget."""
    _keep(request, response, cookie, "", 0)


async def guarded(request: Request) -> None:
    """A dependency of whatever takes or gives a secret. Raises ``NotPermitted`` (``sign-in.insecure``)."""
    if not is_secure(request) and not own_origin(request):
        raise refusal(Why.INSECURE)


async def unkept(response: Response) -> None:
    """A dependency of whatever tells of a person: nobody on the way keeps the answer."""
    response.headers["cache-control"] = "no-store"


def _keep(request: Request, response: Response, cookie: str, value: str, age: int | None = None) -> None:
    response.set_cookie(
        name_of(request, cookie), value, max_age=age, secure=is_secure(request), httponly=True, samesite="lax", path="/"
    )
