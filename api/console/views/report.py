"""``/report``: the public reports, and follows it up by a receipt code, without an account and without a trace."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api.channels import channels
from api.citations import read
from api.console.forms.sheet import errors_of
from api.console.page import render, saying
from api.console.refused import told
from api.crowd import Crowd
from api.http.caller import TheApp
from api.http.own import is_secure, own_origin
from api.http.problems import status_of
from api.tip_code import CODE, grouped, new_code, read_code
from api.tip_form import read_answer, read_tip
from api.tips import add, places, send, standing
from domain.errors import Refusal
from domain.instants import day_of
from domain.law import cite
from domain.words import Words
from workflows.identity.refusals import Why, refusal

LARGEST: Final = 100_000
"""Bytes of what a stranger may send."""


async def small(request: Request) -> None:
    """A dependency of all pages: nothing large is read, nor what does not say how large it is.

    It stands before ``sent``: of an endpoint with ``Form`` the framework reads the body first.
    """
    if request.method == "POST" and int(request.headers.get("content-length") or LARGEST + 1) > LARGEST:
        raise HTTPException(413)


async def sent(request: Request) -> dict[str, str]:
    """What was filled in."""
    async with request.form(max_fields=30, max_files=0) as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


Sent = Annotated[dict[str, str], Depends(sent)]
routes = APIRouter(dependencies=[Depends(small)])

SECRET: Final = cite("R737 16")[0]
"""By which whoever reports is kept secret."""
NAMES: Final = {
    "accused": Words("单位或个人的名称", "Name of the firm or person"),
    "office": Words("在哪个街道", "In which street"),
    "place": Words("详细地点", "Address"), "building": Words("楼宇、楼层", "Building, floor"),
    "content": Words("具体情况", "What you know"), "amount": Words("大约多少钱", "About how much money"),
    "began": Words("从什么时候开始", "Since when"), "manner": Words("怎么收钱", "How money is taken"),
    "who": Words("实名还是匿名", "By name or anonymous"), "name": Words("姓名", "Name"),
    "phone": Words("电话", "Phone"), "read": Words("举报须知", "The notice"),
}  # fmt: skip
"""What the fields are called, on the form and where mistakes are listed."""
HERE: Final = {"report": "/report", "receipt": "/report", "status": "/report/status", "channels": "/report/channels"}
"""Page → where somebody is who changes the language there: what was posted is not posted again."""


@routes.get("/report")
def report_page(request: Request, app: TheApp) -> Response:
    """The notice, and the form with a code of its own."""
    return _form(request, app, {"_code": new_code()})


@routes.post("/report")
def report(request: Request, app: TheApp, typed: Sent) -> Response:
    """Put it on record and show the receipt, or the form again with every mistake."""
    code, offices = typed.get("_code", ""), places(app)
    if not CODE.fullmatch(code):  # nobody types it: a page of ours has one
        return _form(request, app, {**typed, "_code": new_code()}, status=422)
    try:
        _guarded(request)
        place, read_from = read_tip(typed, offices)
        _crowd(request, "reports").count(_address(request))
        fresh = send(app, code, place, read_from)
    except Refusal as error:
        return _form(request, app, typed, error)
    shown = {"code": code, "grouped": grouped(code), "organ": place.organ, "day": day_of(app.clock.now()),
             "fresh": fresh, "named": "name" in read_from}  # fmt: skip
    return _page(request, "receipt", shown)


@routes.get("/report/status")
def code_page(request: Request) -> Response:
    """Where the code is typed."""
    return _page(request, "status", {"code": "", "standing": None})


@routes.post("/report/status")
def status(request: Request, app: TheApp, typed: Sent) -> Response:
    """How the report of a code stands."""
    return _answered(request, app, _code(typed), lambda _: None)


@routes.post("/report/answer")
def answer(request: Request, app: TheApp, typed: Sent) -> Response:
    """Answer the office, or add something."""
    written = typed.get("answer", "")

    def added(code: str) -> None:
        add(app, code, typed.get("_key", "")[:64], read_answer(written))

    return _answered(request, app, _code(typed), added, written)


@routes.get("/report/channels")
def channels_page(request: Request, app: TheApp) -> Response:
    """Every other way to report."""
    return _page(request, "channels", {"channels": channels(app.settings.data), "places": places(app)})


def _code(typed: Mapping[str, str]) -> str:
    return typed.get("code", "")[:200]


def _answered(request: Request, app: TheApp, text: str, do: Callable[[str], None], typed: str = "") -> Response:
    """The standing of a code after something was done with it; a code that is none is counted, as a guess."""
    crowd, address = _crowd(request, "codes"), _address(request)
    try:
        _guarded(request)
        crowd.count(address)
        code = read_code(text)
        found = standing(app, code)
        crowd.succeeded(address)
    except Refusal as error:
        typed_code = {"code": text, "standing": None, "refusal": told(error, saying(request))}
        return _page(request, "status", typed_code, status=status_of(error))
    shown: dict[str, Any] = {
        "code": code,
        "grouped": grouped(code),
        "key": new_code(),
        "typed": "",
        "done": typed != "",
    }
    try:
        do(code)
    except Refusal as error:
        shown |= {"standing": found, "typed": typed, "done": False, "refusal": told(error, saying(request))}
        return _page(request, "status", shown, status=status_of(error))
    return _page(request, "status", shown | {"standing": standing(app, code)})


def _form(
    request: Request, app: TheApp, typed: Mapping[str, str], error: Refusal | None = None, *, status: int = 200
) -> Response:
    say = saying(request)
    shown = {
        "typed": typed, "mistakes": errors_of(say, error), "refusal": told(error, say) if error else None,
        "places": places(app), "secret": read(SECRET, day_of(app.clock.now())), "closed": not _is_guarded(request),
        "names": NAMES,
    }  # fmt: skip
    return _page(request, "report", shown, status=status_of(error) if error else status)


def _page(request: Request, name: str, shown: Mapping[str, Any], *, status: int = 200) -> Response:
    return render(
        request, f"citizen/{name}.html", {"refusal": None, "room": name, "here": HERE[name], **shown}, status=status
    )


def _crowd(request: Request, what: str) -> Crowd:
    found: Crowd = request.app.state.crowds[what]
    return found


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_guarded(request: Request) -> bool:
    """Whether nobody on the way can read what is sent."""
    return is_secure(request) or bool(own_origin(request))


def _guarded(request: Request) -> None:
    if not _is_guarded(request):
        raise refusal(Why.INSECURE)
