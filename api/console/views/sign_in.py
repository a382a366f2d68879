"""``/sign-in``, ``/sign-out``, the language, and the office for which somebody acts."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.console.page import LANGUAGE_COOKIE, render, saying
from api.console.refused import LONGEST_WAY, told
from api.console.seat import OFFICE_COOKIE, TheSeat, begins_at
from api.http.caller import TheApp
from api.http.cookies import forget, guarded, seat, shown
from api.http.own import COOKIE, is_secure
from api.http.problems import status_of
from api.http.sign_in import attempted
from api.http.slots import InTurn
from api.settings import Lang
from domain.errors import Refusal
from workflows.forms.checks import OFFICE
from workflows.identity.refusals import Why

routes = APIRouter()

HOME: Final = "/"
A_YEAR: Final = 365 * 24 * 3600
Next = Annotated[str, Query(max_length=LONGEST_WAY)]


@routes.get("/")
def home(seat: TheSeat) -> Response:
    """Where somebody begins who names no page."""
    return RedirectResponse(begins_at(seat.actor), 303)


@routes.get("/sign-in")
def sign_in_page(request: Request, app: TheApp, next: Next = HOME) -> Response:  # noqa: A002 - as it is in the address
    """Who comes in."""
    return _page(request, app, {"next": own(next)})


@routes.post("/sign-in", dependencies=[Depends(guarded)])
async def sign_in(  # noqa: PLR0917 - what FastAPI hands over
    request: Request, app: TheApp, turn: InTurn,
    account: Annotated[str, Form(max_length=64)] = "", password: Annotated[str, Form(max_length=1024)] = "",
    code: Annotated[str, Form(max_length=40)] = "", next: Annotated[str, Form(max_length=LONGEST_WAY)] = HOME,  # noqa: A002
) -> Response:  # fmt: skip
    """Let him in, or say why not; what he typed but the password stays."""
    attempt = attempted(request, account.strip().lower(), password, code)
    try:
        came = await turn.do(app.identity.door.sign_in, attempt)
    except Refusal as refusal:
        again = {"next": own(next), "account": account, "refusal": told(refusal, saying(request)),
                 "asks_code": refusal.code in {Why.CODE_NEEDED, Why.CODE_REFUSED}}  # fmt: skip
        return _page(request, app, again, status=status_of(refusal))
    answer = RedirectResponse(own(next), 303)
    seat(request, answer, came)
    return answer


@routes.post("/sign-out")
def sign_out(request: Request, app: TheApp) -> Response:
    """End this session, also where it is over already."""
    app.identity.sessions.end(shown(request, COOKIE))
    answer = RedirectResponse("/sign-in", 303)
    forget(request, answer, COOKIE)
    answer.delete_cookie(OFFICE_COOKIE)
    return answer


@routes.post("/language")
def choose_language(
    request: Request, lang: Annotated[Lang, Form()], back: Annotated[str, Form(max_length=LONGEST_WAY)] = HOME
) -> Response:
    """Speak this language from now on.

    The page is opened anew, so what was typed there and not sent yet is typed again: without a script nothing else
    could be. Nothing is lost that was sent, or shown once: an answer to a form offers no other language.
    """
    return _chosen(request, LANGUAGE_COOKIE, lang, back)


@routes.post("/office")
def choose_office(request: Request, seat: TheSeat, office: Annotated[str, Form(max_length=60)] = "") -> Response:
    """Act for this office from now on; whether he holds a post there is looked at with every page."""
    del seat
    return _chosen(request, OFFICE_COOKIE, office if OFFICE.fullmatch(office) else "", HOME)


def own(address: str) -> str:
    """An address of ours, and no other's: two slashes lead out of the house."""
    leads_out = not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable()
    return HOME if leads_out else address


def _chosen(request: Request, cookie: str, value: str, back: str) -> Response:
    answer = RedirectResponse(own(back), 303)
    answer.set_cookie(cookie, value, max_age=A_YEAR, secure=is_secure(request), httponly=True, samesite="lax", path="/")
    return answer


def _page(request: Request, app: TheApp, more: dict[str, Any], status: int = 200) -> Response:
    start = {"account": "", "refusal": None, "asks_code": False, "provider": app.identity.provider}
    return render(request, "sign-in.html", start | more, status=status)
