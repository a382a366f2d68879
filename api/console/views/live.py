"""``/leads/{lead}/live``: tells an open page that its lead has moved on meanwhile; no page needs it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.app import App
from api.console.seat import TheSeat
from api.http.places import Places
from api.sight import lead_in_sight

routes = APIRouter()

EVERY: Final = 2.0
"""Seconds between two looks at the lead: its version is one row of an index."""
LOOKS: Final = 300
"""Then the browser asks again, and the powers of whoever sits there are looked at again."""
AT_ONCE: Final = 20
"""Open pages of one person, in each process, that are told; a page beyond them works on and is told nothing."""
NO_MORE: Final = 204
"""Whereupon a browser asks no more, and says nothing about it."""
HEADERS: Final = {"cache-control": "no-store", "x-accel-buffering": "no"}


@routes.get("/leads/{lead}/live")
async def live(
    seat: TheSeat, lead: Annotated[str, Path(max_length=64)], version: Annotated[int, Query(ge=0, lt=2**31)]
) -> Response:
    """The version of the lead, whenever there is one that is newer than what the page shows."""
    found = await run_in_threadpool(lead_in_sight, seat.app, seat.actor, lead)
    told: Places = seat.request.app.state.told
    if not told.free(seat.actor.id, AT_ONCE):
        return Response(status_code=NO_MORE)
    versions = _counted(told, seat.actor.id, _versions(seat.app, found, version))
    return StreamingResponse(versions, media_type="text/event-stream", headers=HEADERS)


async def _counted(told: Places, who: str, versions: AsyncIterator[str]) -> AsyncIterator[str]:
    """The same, counted while it lasts: whoever closes his page makes room by the next look at the latest."""
    with told.one(who):
        async for each in versions:
            yield each


async def _versions(app: App, lead: str, version: int) -> AsyncIterator[str]:
    for _ in range(LOOKS):
        new = await run_in_threadpool(_since, app, lead, version)
        version += new
        yield f"data: {version}\n\n" if new else ": \n\n"
        await asyncio.sleep(EVERY)


def _since(app: App, lead: str, version: int) -> int:
    """How many events of a lead there are after a version."""
    return len(app.store.tail(f"lead/{lead}", version, open_personal=False).events)
