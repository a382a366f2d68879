"""``/v1/subscriptions``: systems that are called when the feed grows: asked for, looked at, paused, told again."""

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response

from api import subscribing
from api.app import App
from api.http.answering import read, reply, told
from api.http.caller import Caller, TheApp
from api.http.headers import OF_A_KEY, POSITION, REPLAYED, key_of
from api.http.queries import KnownOnly
from api.http.schemas.subscriptions import (
    DoneAnswer,
    ReplayForm,
    RotationForm,
    SignedAnswer,
    SubscriptionAnswer,
    SubscriptionForm,
    SubscriptionsAnswer,
)
from api.http.sending import command_id_of
from api.http.writers import Subscriber, by_oneself
from api.plain import plain
from api.subscribing import Sent, Signed
from workflows.forms.checks import ID
from workflows.refusals import unknown
from workflows.service import Receipt

routes = APIRouter(prefix="/subscriptions", tags=["feed"], dependencies=[KnownOnly])

KEYED: Final[dict[str, Any]] = {"parameters": [OF_A_KEY]}
WRITTEN: Final = {
    POSITION: "在日志中的位置 where it stands in the log",
    REPLAYED: "true：此前已办，未重复办理 done before, not done again",
}
DONE: Final = told(DoneAnswer, headers=WRITTEN)
BEGUN: Final = told(SignedAnswer, status=201, headers={"Location": "订阅的地址 address of the subscription", **WRITTEN})
SIGNED: Final = told(SignedAnswer, headers=WRITTEN)
TheId = Annotated[str, Path(max_length=64, description="订阅编号 its id", examples=["city-platform"])]


@routes.get("", operation_id="listSubscriptions", summary="推送订阅 subscriptions", responses=read(SubscriptionsAnswer))
def listed(request: Request, app: TheApp, caller: Subscriber) -> Response:
    """本单位和本人的订阅，含落后和失败。Those of one's office and one's own, with lag and failures."""
    found = subscribing.seen(app, caller.actor)
    lanes, head = app.webhooks.lanes(found), app.webhooks.head()
    rows = [subscribing.as_json(each, lanes[each.id], head) for each in found]
    return reply(request, {"head": head, "subscriptions": rows})


@routes.get("/{subscription}", operation_id="getSubscription", summary="一个订阅 a subscription",
            responses=read(SubscriptionAnswer))  # fmt: skip
def shown(request: Request, app: TheApp, caller: Subscriber, subscription: TheId) -> Response:
    """一个订阅：送到哪里、对方怎样应答、补发。Where it stands, what its receiver said, what is sent once more."""
    each = subscribing.one(app, caller.actor, _named(subscription))
    lanes = app.webhooks.lanes((each,))[each.id]
    return reply(request, subscribing.as_json(each, lanes, app.webhooks.head()))


@routes.post("", operation_id="subscribe", summary="订阅 subscribe", status_code=201, openapi_extra=KEYED,
             responses=BEGUN)  # fmt: skip
def subscribe(request: Request, app: TheApp, caller: Subscriber, form: SubscriptionForm) -> Response:
    """订阅；签名密钥只显示这一次。由管理员办理。Subscribe; the secret is shown this once. For administrators."""
    sent = _sent(request, app, caller)
    signed = subscribing.subscribe(
        app, caller.actor, url=form.url, account=form.account, after=form.after, types=form.types, name=form.id,
        sent=sent,
    )  # fmt: skip
    answer = _signed(signed, sent, 201)
    answer.headers["location"] = f"/v1/subscriptions/{signed.id}"
    return answer


@routes.post("/{subscription}/rotate", operation_id="rotateSecret", summary="更换密钥 change the secret",
             openapi_extra=KEYED, responses=SIGNED)  # fmt: skip
def rotate(*, request: Request, app: TheApp, caller: Subscriber, subscription: TheId, form: RotationForm) -> Response:
    """更换签名密钥；新密钥只显示这一次。Change the secret; the new one is shown this once."""
    sent = _sent(request, app, caller)
    signed = subscribing.rotate(app, caller.actor, _named(subscription), form.overlap_hours, sent)
    return _signed(signed, sent, 200)


@routes.post("/{subscription}/replay", operation_id="replayEvents", summary="补发 send again",
             openapi_extra=KEYED, responses=DONE)  # fmt: skip
def replay(*, request: Request, app: TheApp, caller: Subscriber, subscription: TheId, form: ReplayForm) -> Response:
    """补发一段。Send a range once more."""
    sent = _sent(request, app, caller)
    receipt = subscribing.replay(app, caller.actor, _named(subscription), form.first, form.last, sent=sent)
    return _answer(subscription, sent, receipt)


@routes.post("/{subscription}/pause", operation_id="pauseSubscription", summary="暂停推送 pause",
             openapi_extra=KEYED, responses=DONE)  # fmt: skip
def pause(request: Request, app: TheApp, caller: Subscriber, subscription: TheId) -> Response:
    """暂停推送，不丢事件。Call nobody for now; nothing is lost."""
    return _move(request, app, caller, subscription, subscribing.pause)


@routes.post("/{subscription}/resume", operation_id="resumeSubscription", summary="恢复推送 resume",
             openapi_extra=KEYED, responses=DONE)  # fmt: skip
def resume(request: Request, app: TheApp, caller: Subscriber, subscription: TheId) -> Response:
    """恢复推送，从停下处续送。Go on where it stopped."""
    return _move(request, app, caller, subscription, subscribing.resume)


@routes.post("/{subscription}/end", operation_id="endSubscription", summary="终止订阅 end",
             openapi_extra=KEYED, responses=DONE)  # fmt: skip
def end(request: Request, app: TheApp, caller: Subscriber, subscription: TheId) -> Response:
    """终止订阅，销毁密钥。由管理员办理。End it for good, destroy its secrets. For administrators."""
    return _move(request, app, caller, subscription, subscribing.end)


def _move(request: Request, app: App, caller: Caller, name: str, done: Callable[..., Receipt]) -> Response:
    sent = _sent(request, app, caller)
    return _answer(name, sent, done(app, caller.actor, _named(name), sent))


def _named(text: str) -> str:
    """An id as a log can hold it. Raises ``NotFound`` (``subscription.unknown``)."""
    if not ID.fullmatch(text):
        raise unknown(noun="subscription")
    return text


def _sent(request: Request, app: App, caller: Caller) -> Sent:
    by_oneself(caller)
    return Sent(caller.channel, command_id_of(app, caller, key_of(request)))


def _signed(signed: Signed, sent: Sent, status: int) -> Response:
    return _answer(signed.id, sent, signed.receipt, status, secret=signed.secret)


def _answer(name: str, sent: Sent, receipt: Receipt, status: int = 200, **more: str) -> Response:
    document = {"subscription": name, "command_id": sent.command_id, "first": receipt.first, "last": receipt.last}
    headers = {POSITION: str(receipt.last), "cache-control": "no-store"}
    if receipt.repeated:
        headers[REPLAYED] = "true"
    return JSONResponse(plain({**document, **more}), status_code=status, headers=headers)
