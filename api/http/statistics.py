"""``/v1/statistics``: how long leads stand at their stages, and the returns of a month, of what is shown to me."""

from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api import people
from api.http.answering import read, reply
from api.http.caller import Reader, TheApp
from api.http.queries import Division, Fresh, KnownOnly, area
from api.http.registers import table
from api.http.schemas.tables import TableAnswer
from api.registers.statistics import (
    MONTHS,
    RETURN,
    STAGES,
    STAGES_DERIVED,
    STAYS,
    case_lines,
    stage_lines,
    stay_lines,
    street_lines,
)
from api.returns import is_asked, months_of, reporting
from api.sight import lead_in_sight, sight
from projections.registers import RegisterFilter
from projections.stage_times import By, stage_times, stays
from projections.statistics import Bucket, Class, Place, classed, district_return, form, new_cases

routes = APIRouter(tags=["ledgers"], dependencies=[KnownOnly, Fresh])

MONTH: Final = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
Month = Annotated[
    str, Query(pattern=MONTH, description="月份，默认本月 which month; this one by default", examples=["2026-03"])
]
Until = Annotated[str, Query(pattern=MONTH, description="到这个月为止，含该月 until this month", examples=["2026-03"])]


@routes.get("/statistics/stages", operation_id="getStageTimes", summary="阶段统计 how long at which stage",
            responses=read(TableAnswer))  # fmt: skip
def stages(
    *, request: Request, app: TheApp, caller: Reader,
    by: Annotated[By | None, Query(description="按街道、名目或第十九条分类 by street, pretext or group")] = None,
    division: Division = "",
) -> Response:  # fmt: skip
    """各阶段件数和停留时间（不含中止）。Leads at each stage and how long they stayed, without suspensions."""
    wanted = RegisterFilter(division=area(division), shown_to=sight(app, caller.actor))
    times = app.read_models.ask(stage_times, app.clock.now(), by=by, wanted=wanted)
    shown = STAGES_DERIVED if by is By.PRETEXT else STAGES
    return reply(request, table(shown, stage_lines(times, by, people.names(app))))


@routes.get("/statistics/stays", operation_id="getStays", summary="一条线索的阶段经历 the stays of a lead",
            responses=read(TableAnswer))  # fmt: skip
def stays_of(
    *, request: Request, app: TheApp, caller: Reader,
    lead: Annotated[str, Query(max_length=64, description="线索 the lead", examples=["370104-2026-0001"])],
) -> Response:  # fmt: skip
    """一条线索在各阶段停留多久。How long a lead stayed at each stage."""
    found, now = lead_in_sight(app, caller.actor, lead), app.clock.now()
    return reply(request, table(STAYS, stay_lines(app.read_models.ask(stays, found, now), now)))


@routes.get("/statistics/months", operation_id="getMonthlyReturn", summary="新发案件统计表 new cases of a month",
            responses=read(TableAnswer))  # fmt: skip
def months(
    *, request: Request, app: TheApp, caller: Reader, month: Month = "", until: Until = "",
    by: Annotated[Class, Query(description="按何分类 by which classes")] = Class.BUSINESS,
    amount: Annotated[Bucket | None, Query(description="只要这一金额档 of this amount only")] = None,
    place: Annotated[Place, Query(description="division 所指 what division means")] = Place.FOUND,
    division: Division = "",
) -> Response:  # fmt: skip
    """涉嫌非法集资新发案件分类情况统计表。New suspected cases of a month, by class."""
    begin, end = months_of(app, month, until, "month", "until")
    code = area(division)
    wanted = RegisterFilter(division=code if place is Place.FOUND else "", shown_to=sight(app, caller.actor))
    cases = app.read_models.ask(new_cases, begin, end, wanted)
    found = [case for case in cases if is_asked(app, case, amount, place, code)]
    lines = case_lines(form(found) if by is Class.BUSINESS else classed(found, by), by, people.names(app))
    return reply(request, table(MONTHS, lines))


@routes.get("/statistics/streets", operation_id="getStreetReturn", summary="街道工作情况月报 what each street did",
            responses=read(TableAnswer))  # fmt: skip
def streets(
    *, request: Request, app: TheApp, caller: Reader, month: Month = "", until: Until = "", division: Division = ""
) -> Response:  # fmt: skip
    """各街道当月工作情况；没有工作的街道也列出。What each street did in a month, those that did nothing among them."""
    begin, end = months_of(app, month, until, "month", "until")
    wanted = RegisterFilter(division=area(division), shown_to=sight(app, caller.actor))
    found = app.read_models.ask(district_return, begin, end, wanted)
    owed = reporting(app, caller.actor, wanted.division, begin, [line.street for line in found])
    return reply(request, table(RETURN, street_lines(found, owed, people.names(app))))
