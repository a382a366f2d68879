"""``/v1/registers``: the registers of the office, as far as they are about leads that are shown to whoever asks."""

from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from api.app import App
from api.http.answering import read, reply
from api.http.caller import Reader, TheApp
from api.http.files import FILE, Columns, Content, TheFormat, as_file, speaking
from api.http.opening import Opening, TheOpening
from api.http.queries import Division, Fresh, KnownOnly, Limit, Office, Place, SignedIn, area, packed, unpacked
from api.http.schemas.tables import RegistersAnswer, TableAnswer
from api.registers.columns import Register, Table, only
from api.registers.rows import Door, as_shown, every_row, narrowed_by
from api.registers.tables import REGISTERS, register_named
from api.sight import lead_in_sight, sight
from domain.access import View
from projections.registers import RegisterFilter

routes = APIRouter(tags=["ledgers"], dependencies=[SignedIn, KnownOnly, Fresh])

PAGE: Final = 50
Name = Annotated[
    str, Path(max_length=40, description="台账的名称 which register", json_schema_extra={"enum": list(REGISTERS)})
]


@routes.get("/registers", operation_id="getRegisters", summary="有哪些台账 which registers there are",
            responses=read(RegistersAnswer))  # fmt: skip
def which(request: Request) -> Response:
    """转办、协办、移送、一企一档、楼宇等台账。Registers of referrals, assistance, transfers, subjects, buildings."""
    return reply(request, {"registers": [{"name": each.name, "title": each.words} for each in REGISTERS.values()]})


def _asked(
    *, app: TheApp, caller: Reader, name: Name, division: Division = "", office: Office = "",
    lead: Annotated[str, Query(max_length=64, description="只看这条线索 of this lead only")] = "",
    sort: Annotated[str, Query(max_length=40, description="按这一列排序 by this column")] = "",
    desc: Annotated[bool, Query(description="倒序 the other way round")] = False,
) -> RegisterFilter:  # fmt: skip
    return RegisterFilter(
        division=area(division), office=office, shown_to=sight(app, caller.actor),
        lead=lead_in_sight(app, caller.actor, lead) if lead else "",
        sort=register_named(name).sorted_by(sort, "sort"), descending=desc,
    )  # fmt: skip


Asked = Annotated[RegisterFilter, Depends(_asked)]


@routes.get("/registers/{name}", operation_id="getRegister", summary="一本台账 a register", responses=read(TableAnswer))
def get_register(
    *, request: Request, app: TheApp, opening: TheOpening, name: Name, asked: Asked, after: Place = "",
    limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """一本台账，一页一页。A register, page by page."""
    register = register_named(name)
    page = app.read_models.ask(register.query(app), asked, after=unpacked(after), limit=limit)
    rows = list(as_shown(app, register, asked, page.rows, _door(app, opening, register, asked, View.REGISTER)))
    return reply(request, table(register, rows, packed(page.following)), kept=not opening.wanted)


@routes.get("/registers/{name}/export", operation_id="exportRegister", summary="导出一本台账 a register as a file",
            response_class=Response, responses=FILE)  # fmt: skip
def export(
    *, request: Request, app: TheApp, opening: TheOpening, name: Name, asked: Asked, kind: TheFormat,
    columns: Columns = "",
) -> Response:  # fmt: skip
    """一本台账的全部内容。All of a register, in a file."""
    register = only(register_named(name), columns, field="columns")
    rows = every_row(app, register, asked, _door(app, opening, register, asked, View.EXPORT))
    return as_file(request, app, Content(register, rows), kind, speaking(request))


def _door(app: App, opening: Opening, register: Register, asked: RegisterFilter, view: View) -> Door:
    return partial(opening.of, app, view, register=register.name, narrowed=narrowed_by(asked))


def table(of: Table, rows: Any, following: str | None = None) -> dict[str, Any]:  # noqa: ANN401 - rows of any table
    """The documented shape of a table."""
    columns = [{"key": each.key, "title": each.words, "kind": each.kind} for each in of.columns]
    return {"name": of.name, "title": of.words, "columns": columns, "rows": rows, "following": following}
