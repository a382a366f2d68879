"""``/leads/{lead}/live``: tells an open page that its lead has moved on meanwhile; no page needs it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.app import App
from api.console.seat import TheSeat
from api.sight import lead_in_sight

routes = APIRouter()

EVERY: Final = 2.0
"""Seconds between two looks at the lead: its version is one row of an index."""
LOOKS: Final = 300
"""Then the browser asks again, and the powers of whoever sits there are looked at again."""
HEADERS: Final = {"cache-control": "no-store", "x-accel-buffering": "no"}


@routes.get("/leads/{lead}/live")
async def live(
    seat: TheSeat, lead: Annotated[str, Path(max_length=64)], version: Annotated[int, Query(ge=0, lt=2**31)]
) -> StreamingResponse:
    """The version of the lead, whenever there is one that is newer than what the page shows."""
    found = await run_in_threadpool(lead_in_sight, seat.app, seat.actor, lead)
    return StreamingResponse(_versions(seat.app, found, version), media_type="text/event-stream", headers=HEADERS)


async def _versions(app: App, lead: str, version: int) -> AsyncIterator[str]:
    for _ in range(LOOKS):
        new = await run_in_threadpool(_since, app, lead, version)
        version += new
        yield f"data: {version}\n\n" if new else ": \n\n"
        await asyncio.sleep(EVERY)


def _since(app: App, lead: str, version: int) -> int:
    """How many events of a lead there are after a version."""
    return len(app.store.tail(f"lead/{lead}", version, open_personal=False).events)
