"""``/account/codes``: codes of an app beside one's password: begun, confirmed by a first code, given up."""

from dataclasses import replace
from typing import Annotated, Any, Final

import segno
from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.console.page import render, saying
from api.console.refused import told
from api.console.views.account import Password, account_page
from api.http.caller import Seated, TheApp, person
from api.http.cookies import guarded
from api.http.problems import status_of
from api.http.sign_in import attempted
from api.http.slots import InTurn
from domain.errors import Refusal
from domain.words import Words

routes = APIRouter(prefix="/account/codes", dependencies=[Depends(guarded), Depends(person)])

Code = Annotated[str, Form(max_length=64)]
NOT_ON: Final = Words("动态验证码没有开启", "Codes are not on")
NOT_OFF: Final = Words("动态验证码没有关闭", "Codes are not off")
GROUP: Final = 4
"""Characters of a secret that are typed at a glance."""


@routes.post("")
async def begin(request: Request, app: TheApp, session: Seated, turn: InTurn, password: Password = "") -> Response:
    """A secret for an app, shown once; no code is asked for before a first one was typed."""
    try:
        made = await turn.do(app.identity.door.enrol, attempted(request, session.account, password))
    except Refusal as refusal:
        return await run_in_threadpool(account_page, request, app, session, refusal, NOT_ON)
    groups = [made.secret[at : at + GROUP] for at in range(0, len(made.secret), GROUP)]
    return _page(request, secret=groups, picture=picture(made.uri))


@routes.post("/confirm")
def confirm(request: Request, app: TheApp, session: Seated, code: Code = "") -> Response:
    """Ask for codes from now on; recovery codes, shown once."""
    try:
        recovery = app.identity.door.confirm_codes(attempted(request, session.account, "", "".join(code.split())))
    except Refusal as refusal:
        say = saying(request)
        return _page(request, status_of(refusal), refusal=replace(told(refusal, say), title=say(NOT_ON)))
    return _page(request, recovery=recovery)


@routes.post("/off")
async def give_up(  # noqa: PLR0917 - what FastAPI hands over
    request: Request, app: TheApp, session: Seated, turn: InTurn, password: Password = "", code: Code = ""
) -> Response:
    """Sign in by the password alone from now on; password and a code are shown once more."""
    try:
        await turn.do(app.identity.door.drop_codes, attempted(request, session.account, password, code))
    except Refusal as refusal:
        return await run_in_threadpool(account_page, request, app, session, refusal, NOT_OFF)
    return RedirectResponse("/account#codes", 303)


def picture(uri: str) -> str:
    """What the camera of a telephone reads, as SVG: drawn here, told to nobody."""
    return segno.make(uri, micro=False).svg_inline(border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True)


def _page(request: Request, status: int = 200, **shown: Any) -> Response:  # noqa: ANN401 - what the template names
    return render(request, "account-codes.html", {"refusal": None, "secret": (), "recovery": ()} | shown, status=status)
