"""Refusals and faults as RFC 9457 problems: one table from the tree of errors to status codes, one shape for all."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from api.http.language import language, said
from api.http.ways import over_http
from api.plain import plain
from api.refused import as_json
from api.settings import Lang
from domain.errors import (
    ChufeiError,
    CommandReused,
    Contended,
    CursorAhead,
    Fault,
    Faults,
    InvalidInput,
    LogDamaged,
    NotFound,
    NotLegal,
    NotPermitted,
    NotSignedIn,
    Refusal,
    Stale,
    StoreUnavailable,
    TooOften,
)
from domain.instants import day_of
from domain.words import Words

MEDIA_TYPE: Final = "application/problem+json"
TYPES: Final = "/v1/problems/"
"""Before a code: the address that says what a problem means."""

STATUS: Final[dict[type[ChufeiError], int]] = {
    InvalidInput: 422,
    Faults: 422,
    NotFound: 404,
    NotPermitted: 403,
    NotSignedIn: 401,
    TooOften: 429,
    NotLegal: 409,
    Stale: 412,
    CursorAhead: 409,
    CommandReused: 422,
    LogDamaged: 500,
    Contended: 503,
    Fault: 503,
}
"""Refusal or fault → status; the nearest ancestor counts."""

BARE: Final[dict[int, tuple[str, Words]]] = {
    400: ("request.malformed", Words("请求的格式有误", "the request is malformed")),
    404: ("request.no-such-address", Words("没有这个地址", "there is no such address")),
    405: ("request.method", Words("此地址不支持这种请求方法", "this address knows no such method")),
    408: ("request.too-slow", Words("请求没有及时发完，请重试", "the request did not arrive in time; try again")),
    413: ("request.too-large", Words("请求内容过大，请分开发送", "the body is too large; send it in parts")),
    415: ("request.media-type", Words("请求内容的类型不受支持", "a body of this type is not read")),
    422: ("request.parameter", Words("请求参数有误", "a parameter of the request is wrong")),
    429: ("request.too-many", Words("请求过多，请稍后再试", "too many requests; try again later")),
    500: ("server.error", Words("系统出错，已记入日志", "an error of ours; it is in our log")),
}
"""Status → code and words, for what never came as far as our own rules."""

NO_METHOD: Final = 405
RETRY: Final = "1"
"""Seconds after which a request that met a fault may be sent again with the same idempotency key."""

log = structlog.get_logger(__name__)


def status_of(error: ChufeiError) -> int:
    """The status for an error. Raises ``KeyError`` for one that hangs on no branch of the table."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def problem(request: Request, error: ChufeiError) -> JSONResponse:
    """The answer for a refusal or fault, in the caller's language and with both."""
    status = status_of(error)
    headers = dict(HEADERS.get(status, {}))
    if isinstance(error, TooOften):
        headers["retry-after"] = str(error.seconds)
    return _answer(status, as_problem(error, language(request)), headers)


def outward(error: ChufeiError) -> ChufeiError:
    """The same without what a driver says of the machine: addresses are for our log, not for any stranger."""
    if not isinstance(error, StoreUnavailable):
        return error
    log.error("the database cannot be used", error=str(error))
    return StoreUnavailable(UNUSABLE)


def as_problem(error: ChufeiError, lang: Lang = Lang.ZH) -> dict[str, object]:
    """The documented shape of a refusal or fault."""
    error = outward(error)
    day = error.day if isinstance(error, Refusal) and error.day else day_of(datetime.now(UTC))
    return {
        "type": f"{TYPES}{error.code}",
        "title": said(error.title, lang),
        "status": status_of(error),
        "detail": said(over_http(error.detail), lang),
        **_members(error, day),
    }


UNUSABLE: Final = Words(
    "数据库连不上或不能用，请稍后再试", "the database cannot be reached or used; come again in a while"
)
HEADERS: Final[Mapping[int, Mapping[str, str]]] = {
    401: {"www-authenticate": 'Bearer realm="chufei"'},
    503: {"retry-after": RETRY},
}
"""What a status promises to bring."""


def _members(error: ChufeiError, day: date) -> dict[str, Any]:
    """What our problems say beyond RFC 9457; ``words`` holds both languages of ``detail``."""
    document: dict[str, Any] = over_http(as_json(error, day))
    document["words"] = document.pop("detail")
    document.pop("title")
    for each in (document, *document.get("faults", ())):
        if "field" in each:
            each["pointer"] = pointer(each["field"])
    return document


def pointer(field: str) -> str:
    """Where a field stands in the body, as RFC 6901 writes it; items are counted from 0 there."""
    parts = (str(int(each) - 1) if each.isdigit() else each for each in field.split("."))
    return "".join(f"/{each.replace('~', '~0').replace('/', '~1')}" for each in parts)


def bare(request: Request, status: int, headers: Mapping[str, str] | None = None, more: object = None) -> JSONResponse:
    """A problem of the request itself."""
    code, words = BARE.get(status) or BARE[400 if status < 500 else 500]  # noqa: PLR2004 - where our fault begins
    text = said(words, language(request))
    told: dict[str, object] = {
        "type": f"{TYPES}{code}", "title": text, "status": status, "detail": text, "code": code, "words": words
    }  # fmt: skip
    if more is not None:
        told["faults"] = more
    return _answer(status, told, headers)


def _answer(status: int, told: Mapping[str, object], headers: Mapping[str, str] | None) -> JSONResponse:
    kept = {"cache-control": "no-store", **(headers or {})}
    return JSONResponse(plain(told), status_code=status, media_type=MEDIA_TYPE, headers=kept)


def answer_with_problems(http: FastAPI) -> None:
    """Let every error of an application be answered by a problem."""

    async def answer(request: Request, error: Exception) -> JSONResponse:
        return answer_of(request, error)

    for kind in (ChufeiError, HTTPException, ClientDisconnect, Exception):
        http.add_exception_handler(kind, answer)


def answer_of(request: Request, error: Exception) -> JSONResponse:
    """The answer for whatever was raised on the way; what is no refusal of anybody goes into our log."""
    if isinstance(error, ChufeiError):
        return problem(request, error)
    if isinstance(error, HTTPException):
        headers = {"allow": _allowed(request)} if error.status_code == NO_METHOD else error.headers
        return bare(request, error.status_code, headers)
    if isinstance(error, ClientDisconnect):
        return bare(request, 408)  # read by nobody: whoever hangs up in the middle is no error of ours
    log.error("a request failed", method=request.method, route=route_of(request), error=type(error).__name__)
    return bare(request, 500)


def _allowed(request: Request) -> str:
    """Every method that the address knows: the framework tells those of its first route alone."""
    every = iter_route_contexts(request.app.routes)
    there = (route for route in every if route.matches(request.scope)[0] is not Match.NONE)
    return ", ".join(sorted({method for route in there for method in route.methods or ()}))


def route_of(request: Request) -> str:
    """The pattern of the address that was asked, never the address: that names leads."""
    return str(getattr(request.scope.get("route"), "path", ""))
