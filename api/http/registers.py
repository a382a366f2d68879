"""``/v1/registers``: the registers of the office, as far as they are about leads that are shown to whoever asks."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api.http.answering import read, reply
from api.http.caller import Reader, TheApp
from api.http.opening import TheOpening
from api.http.queries import Division, Fresh, KnownOnly, Limit, Office, Place, SignedIn, area, packed, unpacked
from api.http.schemas.tables import RegistersAnswer, TableAnswer
from api.registers.columns import Table
from api.registers.tables import REGISTERS, register_named
from api.sight import lead_in_sight, sight
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


@routes.get("/registers/{name}", operation_id="getRegister", summary="一本台账 a register", responses=read(TableAnswer))
def get_register(
    *, request: Request, app: TheApp, caller: Reader, opening: TheOpening, name: Name,
    division: Division = "", office: Office = "",
    lead: Annotated[str, Query(max_length=64, description="只看这条线索 of this lead only")] = "",
    after: Place = "", limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """一本台账，一页一页。A register, page by page."""
    register = register_named(name)
    wanted = RegisterFilter(
        division=area(division), office=office, shown_to=sight(app, caller.actor),
        lead=lead_in_sight(app, caller.actor, lead) if lead else "",
    )  # fmt: skip
    page = app.read_models.ask(register.query(app), wanted, after=unpacked(after), limit=limit)
    about = {row.lead: row for row in page.rows if getattr(row, "lead", "")}
    opened = opening.of(app, "register", about, register.name)
    rows = [register.values(row, entitled=getattr(row, "lead", "") in opened) for row in page.rows]
    return reply(request, table(register, rows, packed(page.following)), kept=not opening.wanted)


def table(of: Table, rows: Any, following: str | None = None) -> dict[str, Any]:  # noqa: ANN401 - rows of any table
    """The documented shape of a table."""
    columns = [{"key": each.key, "title": each.words, "kind": each.kind} for each in of.columns]
    return {"name": of.name, "title": of.words, "columns": columns, "rows": rows, "following": following}
