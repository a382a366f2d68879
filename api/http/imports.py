"""``/v1/imports``: an office's own ledger as it is, tried or taken; a job that tells how far it is and what became."""

from asyncio import to_thread
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from api.app import App
from api.http.answering import read, reply, told
from api.http.caller import Reader, TheApp
from api.http.import_jobs import Import, Sent, begin_import, find_import
from api.http.queries import KnownOnly
from api.http.schemas.imports import ImportAnswer
from api.http.ways import over_http
from api.http.writers import Writer, by_oneself
from api.import_report import as_json
from api.imports import Options
from api.plain import plain
from domain.actor import Actor
from domain.errors import NotFound
from domain.lead.vocabulary import Source
from domain.values.mistake import Mistake
from domain.words import Words

routes = APIRouter(tags=["imports"], dependencies=[KnownOnly])

LARGEST: Final = 20_000_000
"""Bytes of a file."""
UNKNOWN: Final = Words(
    "没有这次导入，或已不再保存；可重新发送文件", "there is no such import, or no more; send the file again"
)
EMPTY: Final = Mistake(
    "input.import.nothing", Words("没有文件内容", "There is no file"),
    Words("把台账文件作为请求内容发送", "Send the ledger as the body"),
)  # fmt: skip
FILE: Final[dict[str, Any]] = {
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary", "minLength": 1}}},
}


BEGUN: Final = {"Location": "查询进度的地址 where to ask how far it is", "Retry-After": "秒 seconds"}


async def _options(
    *,
    sheet: Annotated[str, Query(max_length=100, description="只导入这个工作表 this sheet alone")] = "",
    unit: Annotated[str, Query(max_length=4, description="没有写单位的金额以此为单位 the unit of bare amounts")] = "",
    source: Annotated[Source | None, Query(description="没有写来源的均作此渠道 channel of rows that name none")] = None,
    registered: Annotated[
        str, Query(max_length=20, description="没有写登记时间的以此日登记 day of rows without one")
    ] = "",
    second: Annotated[bool, Query(description="对象、日期相同的另一行是另一线索 a like row is another lead")] = False,
) -> Options:
    return Options(sheet, unit, source.value if source else "", registered, second)


@routes.post("/imports", operation_id="beginImport", status_code=202, summary="导入台账 import a ledger",
             max_body_size=LARGEST, openapi_extra={"requestBody": FILE},
             responses=told(ImportAnswer, status=202, headers=BEGUN))  # fmt: skip
async def begin(
    *, request: Request, caller: Writer, app: TheApp, options: Annotated[Options, Depends(_options)],
    name: Annotated[str, Query(min_length=1, max_length=200, description="文件名 name of the file")],
    store: Annotated[bool, Query(description="正式导入；否则只试运行 store it; else it is only tried")] = False,
) -> Response:  # fmt: skip
    """把原有台账（XLSX、CSV）原样发来：先试运行，再正式导入。An office's ledger as it is: first tried, then stored."""
    by_oneself(caller)
    data = await request.body()
    if not data:
        raise EMPTY.at(field="")
    begun = await to_thread(begin_import, app, caller.actor, Sent(name, data, options), store=store)
    headers = {"location": f"/v1/imports/{begun.job.id}", "retry-after": "1", "cache-control": "no-store"}
    return JSONResponse(plain(_shown(begun)), status_code=202, headers=headers)


@routes.get("/imports/{job}", operation_id="getImport", summary="导入的进度和结果 how far an import is",
            responses=read(ImportAnswer))  # fmt: skip
def get_import(
    request: Request, caller: Reader, app: TheApp, job: Annotated[str, Path(max_length=64, description="编号 id")]
) -> Response:
    """进度；办完后逐行结果。How far it is; when done, what became of each line."""
    return reply(request, _shown(import_of(app, job, caller.actor)))


def import_of(app: App, job: str, actor: Actor) -> Import:
    """An import of this very person. Raises ``NotFound`` (``import.unknown``)."""
    found = find_import(app, job, actor)
    if found is None:
        raise NotFound(UNKNOWN, code="import.unknown")
    return found


def _shown(found: Import) -> dict[str, Any]:
    """The documented shape of an import."""
    return {
        "id": found.job.id, "name": found.order.name, "store": found.order.store, "state": found.state,
        "done": found.job.done, "total": found.job.total,
        "report": over_http(as_json(found.report)) if found.report else None,
        "problem": found.failure.problem if found.failure else None,
    }  # fmt: skip
