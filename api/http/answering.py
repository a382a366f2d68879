"""Answers: JSON with a tag by which nothing is sent twice, and what the description says of them."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from api.http.schemas.shapes import Shapes
from api.plain import plain

JSON: Final = "application/json"
DONE: Final = "成功 done"
SHAPES: Final = Shapes()
"""Every shape that an operation answers with."""

Responses = dict[int | str, dict[str, Any]]


NOTHING: Final[Mapping[str, str]] = {}


def told(shape: Any, *, status: int = 200, headers: Mapping[str, str] = NOTHING) -> Responses:  # noqa: ANN401 - a type
    """What an operation answers, for its description; ``headers``: name → what it says."""
    content: dict[str, Any] = {"schema": SHAPES.of(shape)}
    described: dict[str, Any] = {"description": DONE, "content": {JSON: content}}
    if headers:
        described["headers"] = {
            name: {"schema": {"type": "string"}, "description": words} for name, words in headers.items()
        }
    return {status: described}


TAGGED: Final = {"ETag": "版本标记，可用于 If-None-Match the version, for If-None-Match"}
NOT_CHANGED: Final[Responses] = {304: {"description": "没有变化 not changed"}}


def read(shape: Any) -> Responses:  # noqa: ANN401 - a type
    """What a read answers."""
    return {**told(shape, headers=TAGGED), **NOT_CHANGED}


def reply(request: Request, document: object, *, version: int | None = None, kept: bool = True) -> Response:
    """The document; 304 where the caller has it. ``kept``: whether he may keep it, to ask with its tag again.

    The tag holds a digest of all of it, since some of it depends on the day; ``If-Match`` reads the version alone.
    """
    content = json.dumps(plain(document), ensure_ascii=False, separators=(",", ":")).encode()
    if not kept:
        return Response(content, media_type=JSON, headers={"cache-control": "no-store"})
    digest = sha256(content).hexdigest()[:32]
    tag = f'"{digest}"' if version is None else f'"{version}.{digest}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "authorization, cookie, chufei-office"}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=JSON, headers=headers)


def _has(request: Request, tag: str) -> bool:
    known = (each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(","))
    return any(each in {tag, "*"} for each in known)
