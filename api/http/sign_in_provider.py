"""``/v1/oidc``: sign in by an identity provider, which says who somebody is; the powers are ours."""

import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse

from api.app import App
from api.http.caller import TheApp
from api.http.cookies import TICKET_COOKIE, forget, give_ticket, guarded, seat, shown
from api.http.own import own_origin
from workflows.identity.ports import Provider
from workflows.identity.refusals import Why, refusal

routes = APIRouter(prefix="/oidc", tags=["sign-in"], dependencies=[Depends(guarded)])

HOME: Final = "/v1/me"
OURS: Final = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
"""A way within our own address: not one that a browser takes for another host's."""


def _told(words: str) -> Any:  # noqa: ANN401 - a parameter of FastAPI's
    """A part of the provider's answer."""
    return Query(max_length=4096, description=words)


Code = Annotated[str, _told("授权码 the code to be redeemed")]
State = Annotated[str, _told("发起时所给 what was given when it began")]
Issuer = Annotated[str, _told("统一认证自称 who the provider says it is")]
Error = Annotated[str, _told("没有通过的原因 why it did not come to that")]


@routes.get("/start", operation_id="startProviderSignIn", summary="去统一认证 go to the provider", status_code=303)
def start(
    request: Request,
    app: TheApp,
    way: Annotated[str, Query(alias="next", max_length=512, description="登录后去哪里 where to go then")] = HOME,
) -> RedirectResponse:
    """转到统一认证。Send the browser to the provider."""
    asking = _provider(app).ask(_redirect(request), way if OURS.fullmatch(way) else HOME)
    response = RedirectResponse(asking.url, status_code=303)
    give_ticket(request, response, asking.ticket)
    return response


@routes.get("/callback", operation_id="finishProviderSignIn", summary="从统一认证回来 come back", status_code=303)
def callback(  # noqa: PLR0917 - what FastAPI hands over
    request: Request, app: TheApp, code: Code = "", state: State = "", iss: Issuer = "", error: Error = ""
) -> RedirectResponse:
    """统一认证确认是谁，账号和权限以本系统为准。The provider says who it is; account and powers are ours."""
    provider = _provider(app)
    if error or not code:
        raise refusal(Why.PROVIDER_REFUSED)
    ticket = shown(request, TICKET_COOKIE)
    told = provider.answer(ticket, state=state, code=code, redirect=_redirect(request), issuer=iss)
    came = app.identity.come_from_provider(told, request.client.host if request.client else "")
    response = RedirectResponse(told.way, status_code=303)
    seat(request, response, came)
    forget(request, response, TICKET_COOKIE)
    return response


def _provider(app: App) -> Provider:
    if app.identity.provider is None:
        raise refusal(Why.NO_PROVIDER)
    return app.identity.provider


def _redirect(request: Request) -> str:
    return f"{own_origin(request)}/v1/oidc/callback"
