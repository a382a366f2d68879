"""``/v1/statistics``: how long leads stand at their stages, and the returns of a month, of what I am shown."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from api import people
from api.http.answering import read, reply
from api.http.caller import Caller, Reader, TheApp
from api.http.files import FILE, Content, TheFormat, as_file, speaking
from api.http.queries import Division, Fresh, KnownOnly, area
from api.http.registers import table
from api.http.schemas.tables import TableAnswer
from api.registers.columns import Table
from api.registers.statistics import (
    MONTHS,
    RETURN,
    STAGES,
    STAGES_DERIVED,
    STAYS,
    Line,
    above,
    case_lines,
    dotted,
    stage_lines,
    stay_lines,
    street_lines,
)
from api.returns import is_asked, months_of, reporting
from api.sight import lead_in_sight, sight
from domain.instants import day_of
from projections.registers import RegisterFilter
from projections.stage_times import By, stage_times, stays
from projections.statistics import Bucket, Class, Place, classed, district_return, form, new_cases

routes = APIRouter(tags=["ledgers"], dependencies=[KnownOnly, Fresh])

MONTH: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
Month = Annotated[
    str, Query(pattern=MONTH, description="月份，默认本月 which month; this one by default", examples=["2026-03"])
]
Until = Annotated[str, Query(pattern=MONTH, description="到这个月为止，含该月 until this month", examples=["2026-03"])]


class Made(NamedTuple):
    """A table of numbers: its lines, and of a return who reports on which days."""

    table: Table
    lines: list[Line]
    head: Mapping[str, object] = {}


def stages(
    app: TheApp, caller: Reader,
    by: Annotated[By | None, Query(description="按街道、名目或第十九条分类 by street, pretext or group")] = None,
    division: Division = "",
) -> Made:  # fmt: skip
    """各阶段件数和停留时间（不含中止）。Leads at each stage and how long they stayed, without suspensions."""
    wanted = RegisterFilter(division=area(division), shown_to=sight(app, caller.actor))
    times = app.read_models.ask(stage_times, app.clock.now(), by=by, wanted=wanted)
    return Made(STAGES_DERIVED if by is By.PRETEXT else STAGES, stage_lines(times, by, people.names(app)))


def _stays(
    app: TheApp, caller: Reader,
    lead: Annotated[str, Query(max_length=64, description="线索 the lead", examples=["370104-2026-0001"])],
) -> Made:  # fmt: skip
    """一条线索在各阶段停留多久。How long a lead stayed at each stage."""
    found, now = lead_in_sight(app, caller.actor, lead), app.clock.now()
    return Made(STAYS, stay_lines(app.read_models.ask(stays, found, now), now))


def months(
    *, app: TheApp, caller: Reader, month: Month = "", until: Until = "",
    by: Annotated[Class, Query(description="按何分类 by which classes")] = Class.BUSINESS,
    amount: Annotated[Bucket | None, Query(description="只要这一金额档 of this amount only")] = None,
    place: Annotated[Place, Query(description="division 所指 what division means")] = Place.FOUND,
    division: Division = "",
) -> Made:  # fmt: skip
    """涉嫌非法集资新发案件分类情况统计表。New suspected cases of a month, by class."""
    begin, end = months_of(app, month, until, "month", "until")
    code = area(division)
    wanted = RegisterFilter(division=code if place is Place.FOUND else "", shown_to=sight(app, caller.actor))
    cases = app.read_models.ask(new_cases, begin, end, wanted)
    found = [case for case in cases if is_asked(app, case, amount, place, code)]
    lines = case_lines(form(found) if by is Class.BUSINESS else classed(found, by), by, people.names(app))
    return Made(MONTHS, lines, _head(caller, begin, end))


def streets(app: TheApp, caller: Reader, month: Month = "", until: Until = "", division: Division = "") -> Made:
    """各街道当月工作情况；没有工作的街道也列出。What each street did in a month, those that did nothing among them."""
    begin, end = months_of(app, month, until, "month", "until")
    wanted = RegisterFilter(division=area(division), shown_to=sight(app, caller.actor))
    found = app.read_models.ask(district_return, begin, end, wanted)
    owed = reporting(app, caller.actor, wanted.division, begin, [line.street for line in found])
    return Made(RETURN, street_lines(found, owed, people.names(app)), _head(caller, begin, end))


def _head(caller: Caller, begin: datetime, end: datetime) -> Mapping[str, object]:
    return {"organ": caller.actor.organ, "from": day_of(begin), "before": day_of(end)}


class Told(NamedTuple):
    """How one of the tables is asked for: its path, what its operations are called, in short, what makes it."""

    path: str
    name: str
    summary: str
    make: Callable[..., Made]


TABLES: Final = (
    Told("stages", "StageTimes", "阶段统计 how long at which stage", stages),
    Told("stays", "Stays", "一条线索的阶段经历 the stays of a lead", _stays),
    Told("months", "MonthlyReturn", "新发案件统计表 new cases of a month", months),
    Told("streets", "StreetReturn", "街道工作情况月报 what each street did", streets),
)


def _route(told: Told) -> None:
    """Both ways to ask for a table: as JSON, as a file."""

    def shown(request: Request, made: Annotated[Made, Depends(told.make)]) -> Response:
        return reply(request, table(made.table, made.lines))

    def export(request: Request, app: TheApp, made: Annotated[Made, Depends(told.make)], kind: TheFormat) -> Response:
        say, (of, lines, head) = speaking(request), made
        over = [say(each) for each in above(of, lines, head)] if head else ()
        strong = frozenset(at for at, line in enumerate(lines) if line.get("sum"))
        return as_file(request, app, Content(of, dotted(lines), over, strong), kind, say)

    path, told_of = f"/statistics/{told.path}", told.make.__doc__
    routes.get(path, operation_id=f"get{told.name}", summary=told.summary, description=told_of,
               responses=read(TableAnswer))(shown)  # fmt: skip
    routes.get(f"{path}/export", operation_id=f"export{told.name}", summary=f"{told.summary}：文件 as a file",
               description=told_of, response_class=Response, responses=FILE)(export)  # fmt: skip


for each in TABLES:
    _route(each)
