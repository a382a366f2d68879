"""``/report``: the public reports, and follows it up by a receipt code, without an account and without a trace."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.channels import channels
from api.citations import read
from api.console.forms.sheet import errors_of
from api.console.not_taken import not_taken
from api.console.page import render, saying
from api.console.refused import told
from api.console.uploads import ANY, TheSent, no_larger
from api.crowd import Crowd
from api.http.caller import TheApp
from api.http.own import is_guarded
from api.http.problems import status_of
from api.tip_code import CODE, grouped, new_code, read_code
from api.tip_form import read_answer, read_tip
from api.tip_photos import FIELDS, Chosen
from api.tips import add, places, send, standing
from domain.errors import Refusal
from domain.instants import day_of
from domain.law import cite
from domain.words import Words

routes = APIRouter(dependencies=[Depends(no_larger)])

SECRET: Final = cite("R737 16")[0]
"""By which whoever reports is kept secret."""
NAMES: Final = {
    "accused": Words("单位或个人的名称", "Name of the firm or person"),
    "office": Words("在哪个街道", "In which street"),
    "place": Words("详细地点", "Address"), "building": Words("楼宇、楼层", "Building, floor"),
    "content": Words("具体情况", "What you know"), "amount": Words("大约多少钱", "About how much money"),
    "began": Words("从什么时候开始", "Since when"), "manner": Words("怎么收钱", "How money is taken"),
    "who": Words("实名还是匿名", "By name or anonymous"), "name": Words("姓名", "Name"),
    "phone": Words("电话", "Phone"),
    **{each: Words(f"照片 {number}", f"Photo {number}") for number, each in enumerate(FIELDS, 1)},
    "read": Words("举报须知", "The notice"),
    "photos": Words("照片", "Photos"), "answer": Words("答复或补充", "Answer or add"),
}  # fmt: skip
"""What the fields are called, on the forms and where mistakes are listed."""
NONE: Final = Chosen((), ())
"""A form of which nothing was sent yet."""


@routes.get("/report")
def report_page(request: Request, app: TheApp) -> Response:
    """The notice, and the form with a code of its own."""
    return _form(request, app, {"_code": new_code()}, NONE)


@routes.post("/report", max_body_size=ANY)
def report(request: Request, app: TheApp, sent: TheSent) -> Response:
    """Put it on record and show the receipt, or the form again with every mistake."""
    typed, code, offices = sent.fields, sent.fields.get("_code", ""), places(app)
    chosen = Chosen(sent.photos, sent.kept)
    if not CODE.fullmatch(code):  # nobody types it: a page of ours has one
        return _form(request, app, {**typed, "_code": new_code()}, chosen, status=422)
    try:
        _guarded(request)
        sent.whole()
        if not sent.photos:
            read_tip(typed, offices)  # who makes mistakes floods nobody; photos take work, and are counted first
        _crowd(request, "reports").count(_address(request))
        pictures = chosen.receive(app, code)
        place, read_from = read_tip(typed, offices, chosen.faults)
        fresh = send(app, code, place, read_from, pictures)
    except Refusal as error:
        return _form(request, app, typed, chosen, error)
    shown = {"code": code, "grouped": grouped(code), "organ": place.organ, "day": day_of(app.clock.now()),
             "fresh": fresh, "named": "name" in read_from, "photos": len(pictures)}  # fmt: skip
    return _page(request, "receipt", shown)


@routes.get("/report/status")
def code_page(request: Request) -> Response:
    """Where the code is typed."""
    return _page(request, "status", {"code": "", "standing": None})


@routes.post("/report/status")
def status(request: Request, app: TheApp, sent: TheSent) -> Response:
    """How the report of a code stands."""
    return _answered(request, app, sent.fields, NONE)


@routes.post("/report/answer", max_body_size=ANY)
def answer(request: Request, app: TheApp, sent: TheSent) -> Response:
    """Answer the office, or add something."""
    written, chosen = sent.fields.get("answer", ""), Chosen(sent.photos, sent.kept)

    def added(code: str) -> None:
        sent.whole()
        if chosen.photos:
            _crowd(request, "reports").count(_address(request))
        pictures = chosen.receive(app, code)
        answered = read_answer(written, chosen.faults, photos=bool(pictures))
        add(app, code, sent.fields.get("_key", "")[:64], answered, pictures)

    return _answered(request, app, sent.fields, chosen, added)


@routes.get("/report/channels")
def channels_page(request: Request, app: TheApp) -> Response:
    """Every other way to report."""
    return _page(request, "channels", {"channels": channels(app.settings.data), "places": places(app)})


def _answered(
    request: Request, app: TheApp, typed: Mapping[str, str], chosen: Chosen, do: Callable[[str], None] | None = None
) -> Response:
    """The standing of a code after something was done with it; a code that is none is counted, as a guess."""
    crowd, address, text = _crowd(request, "codes"), _address(request), typed.get("code", "")[:200]
    try:
        _guarded(request)
        crowd.count(address)
        code = read_code(text)
        found = standing(app, code)
        crowd.succeeded(address)
    except Refusal as error:
        typed_code = {"code": text, "standing": None, "refusal": told(error, saying(request))}
        return _page(request, "status", typed_code, status=status_of(error))
    shown: dict[str, Any] = {"code": code, "grouped": grouped(code), "key": new_code(), "typed": "", "done": bool(do)}
    try:
        if do:
            do(code)
    except Refusal as error:
        wrong = {"typed": typed.get("answer", ""), "done": False, "refusal": told(error, saying(request))}
        shown |= {"standing": found, **_photos(request, chosen, error), **wrong}
        return _page(request, "status", shown, status=status_of(error))
    return _page(request, "status", shown | {"standing": standing(app, code), **_photos(request, NONE)})


def _form(
    request: Request, app: TheApp, typed: Mapping[str, str], chosen: Chosen, error: Refusal | None = None, *,
    status: int = 200,
) -> Response:  # fmt: skip
    shown = {
        "typed": typed, "refusal": told(error, saying(request)) if error else None, "places": places(app),
        "secret": read(SECRET, day_of(app.clock.now())), "closed": not is_guarded(request),
        **_photos(request, chosen, error),
    }  # fmt: skip
    return _page(request, "report", shown, status=status_of(error) if error else status)


def _photos(request: Request, chosen: Chosen, error: Refusal | None = None) -> dict[str, Any]:
    """What a form shows of its photos, and every mistake in it."""
    return {"kept": chosen.kept, "lost": chosen.lost, "fields": chosen.fields, "names": NAMES,
            "mistakes": errors_of(saying(request), error)}  # fmt: skip


def _page(request: Request, name: str, shown: Mapping[str, Any], *, status: int = 200) -> Response:
    return render(request, f"citizen/{name}.html", {"refusal": None, "room": name, **shown}, status=status)


def _crowd(request: Request, what: str) -> Crowd:
    found: Crowd = request.app.state.crowds[what]
    return found


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _guarded(request: Request) -> None:
    """Raises ``NotTaken`` (``sign-in.insecure``)."""
    if not is_guarded(request):
        raise not_taken(request)
