"""``/v1/ledger`` and ``/v1/search``: the risk ledger, as far as it is shown to whoever asks: by page, as a file."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from api.app import App
from api.http.answering import read, reply
from api.http.caller import TheApp
from api.http.files import FILE, Columns, Content, TheFormat, as_file
from api.http.language import said
from api.http.opening import Opening, TheOpening
from api.http.queries import Day, Division, Fresh, KnownOnly, Limit, Office, Place, area
from api.http.schemas.tables import LedgerAnswer
from api.kept_filters import noted
from api.ledger_columns import MORE, RISK_LEDGER
from api.ledger_places import place_of, place_text
from api.ledger_rows import Wanted, every_row
from api.registers.columns import only
from api.settings import Lang
from api.sight import reader, sight
from domain.access import View
from domain.lead.stage import Stage
from domain.lead.vocabulary import Source
from domain.values.risk_grade import RiskGrade
from projections.ledger_order import Order, Sort
from projections.ledger_rows import LedgerFilter, LedgerRow, ledger, veiled
from projections.risk_ledger import LEDGER
from projections.sight import Reader as Seeing

routes = APIRouter(tags=["ledgers"], dependencies=[KnownOnly, Fresh])

PAGE: Final = 50
LONGEST: Final = 200

Stages = Annotated[list[Stage], Query(description="当前阶段，可多次 stage, several times")]
Grades = Annotated[list[RiskGrade], Query(description="风险等级，可多次 grade of risk, several times")]
Text = Annotated[
    str,
    Query(max_length=LONGEST, description="名称、拼音首字母、代码、编号、地址 in name, pinyin initials, code, number"),
]


class Asked(NamedTuple):
    """Which leads in which order; ``narrowed``: by what, as it stands on record with a read."""

    filter: LedgerFilter
    order: Order
    narrowed: tuple[str, ...]


def _asked(
    *, request: Request, stage: Stages = [], grade: Grades = [],  # noqa: B006 - FastAPI copies what is left out
    source: Annotated[Source | None, Query(description="来源渠道 channel it came by")] = None,
    division: Division = "", office: Office = "",
    handler: Annotated[
        str,
        Query(max_length=64, description="责任人账号，- 为尚无承办人 id of the handler; - of none", examples=["qj-01"]),
    ] = "",
    transferred: Annotated[bool | None, Query(description="是否移送 transferred to the police")] = None,
    due_by: Annotated[Day | None, Query(description="期限不晚于 due by", examples=["2026-03-02"])] = None,
    text: Text = "",
    sort: Annotated[Sort | None, Query(description="排序；默认登记时间，给了期限则按期限 order")] = None,
    desc: Annotated[bool, Query(description="倒序 the other way round")] = False,
) -> Asked:  # fmt: skip
    wanted = LedgerFilter(
        stages=tuple(dict.fromkeys(stage)), grades=tuple(dict.fromkeys(grade)), source=source, division=area(division),
        office=office, handler=handler, transferred=transferred, due_by=due_by, text=text,
    )  # fmt: skip
    given = request.query_params
    narrowed = noted({name.replace("_", "-"): given.getlist(name) for name in given})
    return Asked(wanted, Order(sort or (Sort.DEADLINE if due_by else Sort.REGISTERED), desc), narrowed)


TheAsked = Annotated[Asked, Depends(_asked)]


@routes.get("/ledger", operation_id="getLedger", summary="风险线索台账 the risk ledger", responses=read(LedgerAnswer))
def get_ledger(
    *, request: Request, app: TheApp, opening: TheOpening, asked: TheAsked, after: Place = "", limit: Limit = PAGE
) -> Response:
    """按条件列出线索，一页一页。The leads, narrowed, page by page."""
    return _page(request, app, opening, asked, after=after, limit=limit)


@routes.get("/ledger/export", operation_id="exportLedger", summary="导出风险线索台账 the risk ledger as a file",
            response_class=Response, responses=FILE)  # fmt: skip
def export(
    *, request: Request, app: TheApp, opening: TheOpening, asked: TheAsked, kind: TheFormat, columns: Columns = ""
) -> Response:
    """按条件导出全部线索；同纸质台账。Every lead, narrowed, in a file; in Chinese, as the paper ledger is."""
    shown = only(RISK_LEDGER, columns, MORE, "columns")
    wanted = Wanted(seen_by(app, opening, asked.filter), asked.order, shown, bool(columns), asked.narrowed)
    door = partial(opening.of, app, View.EXPORT, register=LEDGER.name, narrowed=asked.narrowed)
    return as_file(request, app, Content(shown, every_row(app, wanted, door)), kind, partial(said, lang=Lang.ZH))


@routes.get("/search", operation_id="search", summary="查找 search", responses=read(LedgerAnswer))
def search(
    *, request: Request, app: TheApp, opening: TheOpening,
    q: Annotated[str, Query(min_length=1, max_length=LONGEST, description="要找的文字 what to look for")],
    after: Place = "", limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """按名称、代码、编号查找，最近登记的在前；公开个人信息方可按人名查。Leads by name, code, number, newest first."""
    asked = Asked(LedgerFilter(text=q), Order(Sort.REGISTERED, descending=True), ("text",))
    return _page(request, app, opening, asked, after=after, limit=limit)


def _page(request: Request, app: App, opening: Opening, asked: Asked, *, after: str, limit: int) -> Response:
    wanted, order, narrowed = asked
    begin = place_of(after, order, "after") if after else None
    page = app.read_models.ask(ledger, seen_by(app, opening, wanted), order=order, after=begin, limit=limit)
    personal = {row.lead: row for row in page.rows if veiled(row) != row}
    opened = opening.of(app, View.LEDGER, personal, LEDGER.name, narrowed)
    rows = [_row(row if row.lead in opened else veiled(row)) for row in page.rows]
    following = place_text(order, page.following) if page.following else None
    return reply(request, {"rows": rows, "following": following}, kept=not opening.wanted)


def seen_by(app: App, opening: Opening, wanted: LedgerFilter) -> LedgerFilter:
    """Whoever may not see a name cannot find by it either: names are looked through where they are opened alone."""
    return replace(wanted, reader=_reading(opening), explained=bool(opening.reason), shown_to=sight(app, opening.actor))


def _reading(opening: Opening) -> Seeing | None:
    asking = reader(opening.actor, opening.reason) if opening.wanted else None
    return None if asking is None else Seeing(asking.office, asking.division)


def _row(row: LedgerRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in LedgerRow.__dataclass_fields__}
