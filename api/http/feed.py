"""``/v1/feed``: what other systems follow, page by page or as a stream; the cursor is the sequence everywhere."""

import asyncio
import re
from collections.abc import AsyncIterable
from time import monotonic
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

from api.app import App
from api.http.caller import Caller, TheApp, caller, may
from api.http.feed_tail import FeedTail
from api.http.queries import KnownOnly
from domain.actor import Actor
from domain.errors import CursorAhead, Fact, NotFound, Refusal
from domain.words import Words
from projections.feeds.envelope import MEDIA_TYPE
from projections.feeds.view import rights_digest, seen
from workflows.scopes import Scope

routes = APIRouter(tags=["feed"], dependencies=[KnownOnly])

FURTHEST: Final = 2**63 - 1
SEQUENCE: Final = re.compile(r"[0-9]{1,18}")
FOR_EVER: Final = "private, max-age=31536000, immutable"
ASK_AGAIN: Final = "private, no-cache"
NOT_KEPT: Final = "no-store"
VARY: Final = "authorization, cookie, chufei-office"
BATCH: Final = 200
"""Events that a stream reads at once."""
PATIENCE: Final = 10.0
"""Seconds after which a stream looks whether its reader still may read, although nothing happened."""
RETRY: Final = 2_000
"""Milliseconds after which a browser connects again."""
FRESH: Final = 1.0
"""Seconds for which the rights of a stream's reader are taken to be what they were."""

After = Annotated[int, Query(ge=0, le=FURTHEST, description="读到哪一序号之后 the sequence read last", examples=[0])]
Limit = Annotated[int, Query(ge=1, le=1000, description="最多几条 events at most")]
Wait = Annotated[
    float, Query(ge=0, le=30, description="没有新事件时等候几秒 seconds to wait while there is nothing new")
]
Rights = Annotated[
    str,
    Query(
        max_length=64,
        description="上一页的 rights：带上它，整页可长期缓存 rights of the last page: makes full pages cacheable",
    ),
]


NOT_CHANGED: Final[dict[int | str, dict[str, Any]]] = {304: {"description": "没有变化 not changed"}}
TOO_FAR: Final[dict[int | str, dict[str, Any]]] = {
    409: {"$ref": "#/components/responses/Problem409"}  # ``cursor.ahead``
}


class FeedPage(BaseModel):
    """A page: one event, stub or tombstone for each sequence after ``after``."""

    epoch: str = Field(description="事件流的名字，永不改变 the name of this feed, for ever")
    rights: str = Field(description="可见范围摘要 the digest of what the reader may see")
    after: int = Field(description="本页之前的序号 the sequence before this page")
    next: int = Field(description="下一页的 after what to ask after next")
    full: bool = Field(description="是否整页；不是则已到末尾 whether the page is full; if not, it is the end for now")
    events: list[dict[str, Any]] = Field(description="事件（CloudEvents 1.0） events (CloudEvents 1.0)")


async def subscriber(asking: Annotated[Caller, Depends(may(Scope.FEED))], app: TheApp) -> Actor:
    """Whoever reads; his rights are noted. Raises ``NotPermitted`` (``token.scope``, ``permission.outsider``)."""
    await app.feed_rights.note(asking.actor)
    return asking.actor


def tail_of(request: Request) -> FeedTail:
    """Who wakes those that wait."""
    tail: FeedTail = request.app.state.feed_tail
    return tail


Subscriber = Annotated[Actor, Depends(subscriber)]
TheTail = Annotated[FeedTail, Depends(tail_of)]


async def cursor(
    tail: TheTail,
    after: After = 0,
    last_event_id: Annotated[str, Header(description="断线前最后收到的序号 the last sequence received")] = "",
) -> int:
    """Where to go on; asked before an answer begins. Raises ``CursorAhead``."""
    begun = int(last_event_id) if SEQUENCE.fullmatch(last_event_id) else after
    head = await tail.head()
    if begun > head:
        raise ahead(begun, head)
    return begun


@routes.get(
    "/feed", operation_id="readFeed", summary="拉取事件 read the feed", response_model=FeedPage,
    responses={**NOT_CHANGED, **TOO_FAR},
)  # fmt: skip
async def page(
    request: Request, app: TheApp, reader: Subscriber, tail: TheTail, *, after: After = 0, limit: Limit = 500,
    wait: Wait = 0, rights: Rights = "",
) -> Response:  # fmt: skip
    """从某一序号之后读起：一序号一条，不缺不重；看不到的为占位。One entry a sequence; what is not shown is a stub."""
    head = await tail.head()
    if after > head:
        raise ahead(after, head)
    if after == head and wait:
        await tail.moved(after, wait)
        reader = await _again(request, app)
    digest = rights_digest(reader)
    tag = f'"{app.feed.epoch}.{after}.{limit}.{digest}"'
    if after + limit <= head and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag, "cache-control": ASK_AGAIN, "vary": VARY})
    events = await asyncio.to_thread(app.feed.seen, reader, after, limit)
    full = len(events) == limit
    following = after + len(events)
    body = b'{"epoch":"%s","rights":"%s","after":%d,"next":%d,"full":%s,"events":[%s]}' % (
        app.feed.epoch.encode(), digest.encode(), after, following, b"true" if full else b"false", b",".join(events),
    )  # fmt: skip
    headers = {
        "cache-control": (FOR_EVER if rights == digest else ASK_AGAIN) if full else NOT_KEPT,
        "vary": VARY,
        "link": f'</v1/feed?after={following}&limit={limit}&rights={digest}>; rel="next"',
        "feed-head": str(max(head, following)),
    } | ({"etag": tag} if full else {})
    return Response(body, media_type="application/json", headers=headers)


@routes.get(
    "/feed/stream", operation_id="followFeed", summary="持续接收事件 follow the feed",
    response_class=EventSourceResponse,
    responses=TOO_FAR,
)  # fmt: skip
async def stream(
    request: Request, app: TheApp, reader: Subscriber, tail: TheTail, begun: Annotated[int, Depends(cursor)]
) -> AsyncIterable[ServerSentEvent]:
    """服务器推送事件：断线后凭 Last-Event-ID 续上。Server-sent events; ``Last-Event-ID`` goes on behind it."""
    yield ServerSentEvent(comment="chufei", retry=RETRY)
    after, looked = begun, monotonic()
    while True:
        await tail.moved(after, PATIENCE)
        if monotonic() - looked > FRESH:
            still = await _still(request, app)
            if still is None:
                return
            reader, looked = still, monotonic()
        for row in await tail.rows(after, BATCH):
            after = row.sequence
            yield ServerSentEvent(raw_data=seen(row, reader, app.feed.epoch).decode(), id=str(after))


@routes.get(
    "/feed/{sequence}",
    operation_id="readFeedEvent",
    summary="单个事件 one event",
    response_class=Response,
    responses={200: {"description": "事件 the event", "content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}},
)
async def one(
    app: TheApp, reader: Subscriber, sequence: Annotated[int, Path(ge=1, le=FURTHEST, description="序号 its sequence")]
) -> Response:
    """某一序号的事件、占位或删除通知。The event, stub or tombstone at a sequence."""
    row = await asyncio.to_thread(app.feed.row, sequence)
    if row is None:
        raise NotFound(NOT_YET.fill(sequence=sequence), code="sequence.unknown")
    headers = {"cache-control": NOT_KEPT, "vary": VARY}
    return Response(seen(row, reader, app.feed.epoch), media_type=MEDIA_TYPE, headers=headers)


async def _again(request: Request, app: App) -> Actor:
    """Who reads, with the rights of now: time has passed since he asked. Raises as ``subscriber``."""
    asking = await may(Scope.FEED)(await asyncio.to_thread(caller, request, app))
    return await subscriber(asking, app)


async def _still(request: Request, app: App) -> Actor | None:
    """The same; None once he may not any more."""
    try:
        return await _again(request, app)
    except Refusal:
        return None


def ahead(cursor: int, head: int) -> CursorAhead:
    """What to raise for a cursor behind the end of the feed."""
    found = Fact(Words("读取位置", "cursor"), str(cursor), f"≤ {head}")
    return CursorAhead(AHEAD.fill(cursor=cursor, head=head), facts=(found,))


AHEAD: Final = Words(
    "读取位置 {cursor} 超过事件流末尾 {head}：本系统可能由备份恢复过。停止读取，与管理人员核对后再定从哪里读起",
    "the cursor {cursor} is ahead of the feed's head {head}: it may have been restored from a backup; stop, and ask "
    "the operators",
)
NOT_YET: Final = Words("事件流还没有序号 {sequence}", "the feed has no sequence {sequence} yet")
