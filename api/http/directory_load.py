"""``POST /v1/directory/load``: what a staff file says more or otherwise, as one command."""

import asyncio
from collections import Counter
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from api.directory_changes import FORMS
from api.http.answering import told
from api.http.caller import TheApp
from api.http.headers import POSITION
from api.http.imports import EMPTY, FILE, LARGEST
from api.http.queries import KnownOnly
from api.http.schemas.directory import LoadedAnswer
from api.http.writers import Administrator, by_oneself, writers_of
from api.staff import reload
from domain.directory.changes import changes_of

routes = APIRouter(prefix="/directory", tags=["directory"], dependencies=[KnownOnly])

NAMES: Final = {command: name for name, command in FORMS.items()}
WRITTEN: Final = {POSITION: "在日志中的位置；没有变更则无 where it stands in the log; left out where nothing changed"}


@routes.post("/load", operation_id="loadDirectory", summary="装入名册文件 load a staff file", max_body_size=LARGEST,
             openapi_extra={"requestBody": FILE}, responses=told(LoadedAnswer, headers=WRITTEN))  # fmt: skip
async def load(
    *, request: Request, app: TheApp, caller: Administrator,
    name: Annotated[str, Query(min_length=1, max_length=200, description="文件名 name of the file")],
    whole: Annotated[bool, Query(description="文件即全部人员，不在其中的注销 close whoever it leaves out")] = False,
) -> Response:  # fmt: skip
    """装入名册文件（CSV）中不同之处；再发则无变更。Load what a CSV file says otherwise; again it changes nothing."""
    by_oneself(caller)
    data = await request.body()
    if not data:
        raise EMPTY.at(field="")
    loading = partial(reload, app, data, caller.actor, file=name, whole=whole, channel=caller.channel)
    came = await asyncio.to_thread(loading)
    writers_of(request).forget()
    receipt, counted = came.receipt, Counter(NAMES[type(each)] for each in changes_of(came.load))
    document = {
        "changes": counted, "not_in_file": came.left,
        "first": receipt.first if receipt else None, "last": receipt.last if receipt else None,
    }  # fmt: skip
    headers = {POSITION: str(receipt.last)} if receipt else {}
    return JSONResponse(document, headers={**headers, "cache-control": "no-store"})
