"""Refusals as pages: what, by which rule, on which facts, who could, and what can be done instead."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.citations import Read, read
from api.console.addressed import named
from api.console.forms.typed import ITEMS
from api.console.page import here, render, saying
from api.console.saying import Saying
from api.console.ways import on_page
from api.http.parameters import NOT_WRITTEN_SO, OTHERWISE, mistakes
from api.http.problems import BARE, outward, route_of, status_of
from api.http.schemas.forms import WRONG_TYPE
from domain.errors import ChufeiError, Faults, InvalidInput, Missing, NotSignedIn, Refusal
from domain.instants import day_of
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.mistakes import NOT_A_CHOICE
from workflows.identity.refusals import Why

log = structlog.get_logger(__name__)

SIGN_IN: Final = "/sign-in"
LONGEST_WAY: Final = 2_000
NOWHERE: Final = 404
ELSEWHERE: Final = 308
"""By path alone, with the same method: the framework's own way would name a scheme and host that a caller chose."""
UNREADABLE: Final = 422
PASSWORD: Final = "/account"  # noqa: S105 - an address
SECRET: Final = frozenset({"old", "new", "again", "password"})
"""Fields of which no page keeps what was typed."""
PUBLIC: Final = "/report"
"""Before all that is for the public, whose pages look otherwise."""
ANEW: Final = Words("请返回重新选择或填写", "Go back and choose it or fill it in anew")
ON_PAGE: Final = {
    NOT_A_CHOICE.code: Mistake(NOT_A_CHOICE.code, NOT_A_CHOICE.fault, ANEW),
    **{each.code: Mistake(each.code, Words("写法不对", "It is not written so"), ANEW)
       for each in (WRONG_TYPE, NOT_WRITTEN_SO, OTHERWISE)},
}  # fmt: skip
"""What is told to programs by the values that they send, and to people by what they find on a page."""
IN_ADDRESS: Final = frozenset({"version.unknown"})
"""Refusals of what was filled in and stands in the address, beside those of its form."""


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal as a page shows it; ``mistakes`` are those of a form or file, of which each has its own way out.

    ``judged``: the form could be read, and what it says was judged.
    """

    title: str
    detail: str
    code: str
    basis: tuple[Read, ...] = ()
    facts: tuple[tuple[str, str, str], ...] = ()
    who: str = ""
    holders: tuple[str, ...] = ()
    mistakes: tuple[InvalidInput, ...] = ()
    way_out: str = ""
    judged: bool = True


def told(error: ChufeiError, say: Saying) -> Told:
    """What there is to tell."""
    if not isinstance(error, Refusal):
        return Told(say(error.title), say(outward(error).detail), error.code)
    day = error.day or day_of(datetime.now(UTC))
    missing = error.remedy.by if error.remedy else error.missing
    return Told(
        say(error.title), on_page(say(error.detail)), error.code,
        basis=tuple(read(each, day) for each in error.basis),
        facts=tuple((say(each.name), say.stated(each.found), say.stated(each.needed) if each.needed else "")
                    for each in error.facts),
        who=power(missing, say) if missing else "", holders=missing.holders if missing else (),
        mistakes=tuple(map(_worded, error.faults)) if isinstance(error, Faults) else (), way_out=_way_out(error, say),
        judged=not isinstance(error, Faults | InvalidInput),
    )  # fmt: skip


def _worded(error: InvalidInput) -> InvalidInput:
    """A mistake as somebody at a browser needs it."""
    detail, way_out = (Words(*map(on_page, words)) for words in (error.detail, error.way_out))
    return InvalidInput(error.field, detail, way_out=way_out, rule=error.rule, code=error.code)


def _way_out(error: Refusal, say: Saying) -> str:
    if error.remedy:
        return say("办理之前先签批《{zh}》", "have signed before the act: {en}", **error.remedy.words._asdict())
    return on_page(say(error.way_out)) if isinstance(error, InvalidInput) else ""


def power(missing: Missing, say: Saying) -> str:
    """The levels and the grade that have a power, in words."""
    levels = say.listed(say.name(level) for level in missing.levels)
    return " · ".join(filter(None, (levels, say.name(missing.grade) if missing.grade else "")))


def answer_with_pages(console: FastAPI) -> None:
    """Let every error of the console be answered by a page."""

    @console.exception_handler(ChufeiError)
    async def _(request: Request, error: ChufeiError) -> Response:
        if isinstance(error, NotSignedIn) and request.method == "POST":
            return await kept(request, error)
        return refused(request, error)

    @console.exception_handler(RequestValidationError)
    async def _(request: Request, error: RequestValidationError) -> Response:
        return refused(request, Faults(_on_page(each.error) for each in mistakes(error.errors())))

    @console.exception_handler(HTTPException)
    async def _(request: Request, error: HTTPException) -> Response:
        if error.status_code == NOWHERE and request.url.path.endswith("/"):
            return without_slash(request)
        return bare(request, error.status_code)

    @console.exception_handler(ClientDisconnect)
    async def _(request: Request, _: ClientDisconnect) -> Response:
        return bare(request, 408)  # read by nobody: whoever hangs up in the middle is no error of ours

    @console.exception_handler(Exception)
    async def _(request: Request, error: Exception) -> Response:
        log.error("a page failed", method=request.method, route=route_of(request), error=type(error).__name__)
        return bare(request, 500)


def without_slash(request: Request) -> Response:
    """On to the address as we write it, however many slashes stand around what somebody typed."""
    path, query = request.url.path.strip("/"), request.url.query
    return RedirectResponse(f"/{path}" + (f"?{query}" if query else ""), ELSEWHERE)


def refused(request: Request, error: ChufeiError) -> Response:
    """The page of a refusal; whoever is not signed in is taken there, and back afterwards."""
    if isinstance(error, NotSignedIn):
        return RedirectResponse(f"{SIGN_IN}?next={quote(_back(request))}", 303)
    if error.code == Why.CHANGE_FIRST:
        return RedirectResponse(PASSWORD, 303)
    return _page(request, told(_at_its_field(error), saying(request)), status_of(error))


def _at_its_field(error: ChufeiError) -> ChufeiError:
    """A mistake alone is told as several are, by what its field is called, where it is called anything."""
    return Faults((error,)) if isinstance(error, InvalidInput) and named(error.field) else error


async def kept(request: Request, error: NotSignedIn) -> Response:
    """The page for whoever's session ended while he typed: what he typed waits there to be sent again, but secrets."""
    async with request.form(max_fields=ITEMS) as form:
        fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in SECRET]
    return render(request, "again.html", {"fields": fields}, status=status_of(error))


def bare(request: Request, status: int) -> HTMLResponse:
    """The page of what never came as far as our own rules."""
    code, words = BARE.get(status) or BARE[400 if status < 500 else 500]  # noqa: PLR2004 - where our fault begins
    say = saying(request)
    return _page(request, Told(say("出错了", "Something is wrong"), say(words), code), status)


def _page(request: Request, refusal: Told, status: int) -> HTMLResponse:
    """For the public in its own frame. Whoever filled something in goes back to where he did, others home."""
    path = request.url.path
    public = path.startswith(PUBLIC)
    filled_in = request.method == "POST" or status == UNREADABLE or refusal.code in IN_ADDRESS
    home = PUBLIC if public else "/"
    back = here(request).partition("?")[0] if filled_in else home
    shown = {"refusal": refusal, "back": back, "home": home, "room": ""}
    return render(request, "citizen/refused.html" if public else "refused.html", shown, status=status)


def _on_page(error: InvalidInput) -> InvalidInput:
    mistake = ON_PAGE.get(error.code)
    return mistake.at(error.field) if mistake else error


def _back(request: Request) -> str:
    """Where he wanted to go; home, where that is longer than the page of the sign-in takes."""
    back = here(request)
    return back if request.method == "GET" and len(back) <= LONGEST_WAY else "/"
