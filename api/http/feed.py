"""``/v1/feed``: what other systems follow, page by page or as a stream; the cursor is the sequence everywhere."""

import asyncio
import re
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from hashlib import sha256
from time import monotonic
from typing import Annotated, Any, Final, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

from api.app import App
from api.http.caller import Caller, TheApp, caller, may
from api.http.feed_tail import FeedTail
from api.http.places import Places
from api.http.queries import KnownOnly
from domain.actor import Actor
from domain.errors import CursorAhead, Fact, NotFound, Refusal, TooOften
from domain.words import Words
from projections.feeds.choosing import check, chosen
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
AT_ONCE: Final = 20
"""Streams of one account in each process; a program needs one, or one for each of its own parts."""
WAIT: Final = 10
"""Seconds after which one that is no longer followed has surely made room."""

TYPES: Final = "types"

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
Types = Annotated[
    list[str],
    Query(
        max_length=100,
        description=(
            "只要这些类型，可多次写，可用 * 结尾；删除通知总会给。limit 和 next 数的是看过的序号 "
            "only these types; may be said several times, may end with *; what must be deleted is always told. "
            "limit and next count the sequences looked at"
        ),
        examples=[["chufei.transfer.*"]],
    ),
]

NOT_CHANGED: Final[dict[int | str, dict[str, Any]]] = {304: {"description": "没有变化 not changed"}}
TOO_FAR: Final[dict[int | str, dict[str, Any]]] = {
    409: {"$ref": "#/components/responses/Problem409"}  # ``cursor.ahead``
}


class FeedPage(BaseModel):
    """A page: one event, stub or tombstone for each sequence after ``after``; of chosen types, those among them."""

    epoch: str = Field(description="事件流的名字，永不改变 the name of this feed, for ever")
    rights: str = Field(description="可见范围摘要 the digest of what the reader may see")
    after: int = Field(description="本页之前的序号 the sequence before this page")
    next: int = Field(description="下一页的 after what to ask after next")
    full: bool = Field(
        description="是否看满 limit 个序号；不是则已到末尾 whether limit sequences were looked at; if not, it ends here"
    )
    events: list[dict[str, Any]] = Field(description="事件（CloudEvents 1.0） events (CloudEvents 1.0)")


class Wanted(NamedTuple):
    """What a stream is asked for: where it goes on, of which types."""

    after: int
    types: Sequence[str]


async def subscriber(asking: Annotated[Caller, Depends(may(Scope.FEED))], app: TheApp) -> Actor:
    """Whoever reads; his rights are noted. Raises ``NotPermitted`` (``token.scope``, ``permission.outsider``)."""
    await app.feed_rights.note(asking.actor)
    return asking.actor


def tail_of(request: Request) -> FeedTail:
    """Who wakes those that wait."""
    tail: FeedTail = request.app.state.feed_tail
    return tail


async def streams_of(request: Request) -> Places:
    """The streams that are open."""
    streams: Places = request.app.state.streams
    return streams


Subscriber = Annotated[Actor, Depends(subscriber)]
TheTail = Annotated[FeedTail, Depends(tail_of)]
TheStreams = Annotated[Places, Depends(streams_of)]


async def place(places: TheStreams, reader: Subscriber) -> AsyncIterator[None]:
    """One of the streams of an account, until it is closed. Raises ``TooOften`` (``feed.throttled``)."""
    if not places.free(reader.id, AT_ONCE):
        raise TooOften(TOO_MANY.fill(most=AT_ONCE), seconds=WAIT, code="feed.throttled")
    with places.one(reader.id):
        yield


async def cursor(
    tail: TheTail,
    after: After = 0,
    types: Types = [],  # noqa: B006 - FastAPI copies it
    last_event_id: Annotated[str, Header(description="断线前最后收到的序号 the last sequence received")] = "",
) -> Wanted:
    """What is asked for; looked at before an answer begins. Raises ``CursorAhead``, ``InvalidInput``."""
    check(types, TYPES)
    begun = int(last_event_id) if SEQUENCE.fullmatch(last_event_id) else after
    head = await tail.head()
    if begun > head:
        raise ahead(begun, head)
    return Wanted(begun, types)


@routes.get(
    "/feed", operation_id="readFeed", summary="拉取事件 read the feed", response_model=FeedPage,
    responses={**NOT_CHANGED, **TOO_FAR},
)  # fmt: skip
async def page(
    request: Request, app: TheApp, reader: Subscriber, tail: TheTail, *, after: After = 0, limit: Limit = 500,
    wait: Wait = 0, rights: Rights = "", types: Types = [],  # noqa: B006 - FastAPI copies it
) -> Response:  # fmt: skip
    """从某一序号之后读起：一序号一条，不缺不重；看不到的为占位。One entry a sequence; what is not shown is a stub."""
    check(types, TYPES)
    head = await tail.head()
    if after > head:
        raise ahead(after, head)
    if after == head and wait:
        await tail.moved(after, wait)
        reader = await _again(request, app)
    digest = rights_digest(reader)
    tag = f'"{app.feed.epoch}.{after}.{limit}.{digest}{_told_apart(types)}"'
    if after + limit <= head and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag, "cache-control": ASK_AGAIN, "vary": VARY})
    rows = await asyncio.to_thread(app.feed.seen, reader, after, limit)
    full = len(rows) == limit
    following = after + len(rows)
    events = [each for each in rows if chosen(each, types)] if types else rows
    body = b'{"epoch":"%s","rights":"%s","after":%d,"next":%d,"full":%s,"events":[%s]}' % (
        app.feed.epoch.encode(), digest.encode(), after, following, b"true" if full else b"false", b",".join(events),
    )  # fmt: skip
    headers = {
        "cache-control": (FOR_EVER if rights == digest else ASK_AGAIN) if full else NOT_KEPT,
        "vary": VARY,
        "link": f'</v1/feed?{_asked(following, limit, digest, types)}>; rel="next"',
        "feed-head": str(max(head, following)),
    } | ({"etag": tag} if full else {})
    return Response(body, media_type="application/json", headers=headers)


@routes.get(
    "/feed/stream", operation_id="followFeed", summary="持续接收事件 follow the feed",
    response_class=EventSourceResponse,
    responses=TOO_FAR,
    dependencies=[Depends(place)],
)  # fmt: skip
async def stream(
    request: Request, app: TheApp, reader: Subscriber, tail: TheTail, wanted: Annotated[Wanted, Depends(cursor)]
) -> AsyncIterable[ServerSentEvent]:
    """服务器推送事件：断线后凭 Last-Event-ID 续上。Server-sent events; ``Last-Event-ID`` goes on behind it."""
    yield ServerSentEvent(comment="chufei", retry=RETRY)
    after, looked = wanted.after, monotonic()
    while True:
        await tail.moved(after, PATIENCE)
        if monotonic() - looked > FRESH:
            still = await _still(request, app)
            if still is None:
                return
            reader, looked = still, monotonic()
        told = after
        for row in await tail.rows(after, BATCH):
            after = row.sequence
            body = seen(row, reader, app.feed.epoch)
            if chosen(body, wanted.types):
                told = after
                yield ServerSentEvent(raw_data=body.decode(), id=str(after))
        if told < after:  # an id without data is no event, but where to go on: nothing is looked through twice
            yield ServerSentEvent(id=str(after))


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


def _told_apart(types: Sequence[str]) -> str:
    """Part of a page's tag: other types, another page."""
    return "." + sha256(" ".join(types).encode()).hexdigest()[:16] if types else ""


def _asked(after: int, limit: int, rights: str, types: Sequence[str]) -> str:
    """The query of the page that follows."""
    return urlencode(
        [("after", after), ("limit", limit), ("rights", rights), *((TYPES, each) for each in types)], safe="*"
    )


def ahead(cursor: int, head: int) -> CursorAhead:
    """What to raise for a cursor behind the end of the feed."""
    found = Fact(Words("读取位置", "cursor"), str(cursor), f"≤ {head}")
    return CursorAhead(AHEAD.fill(cursor=cursor, head=head), facts=(found,))


AHEAD: Final = Words(
    "读取位置 {cursor} 超过事件流末尾 {head}：本系统可能由备份恢复过。停止读取，与管理人员核对后再定从哪里读起",
    "the cursor {cursor} is ahead of the feed's head {head}: it may have been restored from a backup; stop, and ask "
    "the operators",
)
TOO_MANY: Final = Words(
    "同一账号最多同时持续接收 {most} 路：关掉不用的，稍后再连",
    "an account follows {most} streams at once at most: close those that are not needed, then connect again",
)
NOT_YET: Final = Words("事件流还没有序号 {sequence}", "the feed has no sequence {sequence} yet")
