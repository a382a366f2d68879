"""``/v1/law`` and ``/v1/procedures``: the rules as data, on any day. Whoever may read may read all of them."""

from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.app import App
from api.citations import name_of
from api.http.answering import read, reply
from api.http.caller import TheApp
from api.http.queries import KnownOnly, On, SignedIn
from api.http.schemas.tables import InstrumentsAnswer, LawEntriesAnswer, ProcedureAnswer, ProceduresAnswer
from domain.errors import NotFound
from domain.instants import day_of
from domain.law import OFFICE, Article, Citation, OfficeRule, cite
from domain.procedure import KEEP, Procedure, Row, command_name
from domain.words import Words
from workflows.desks import DESKS
from workflows.drawing import draw
from workflows.law.rules import resolve, rules_on

routes = APIRouter(tags=["law"], dependencies=[SignedIn, KnownOnly])

PROCEDURES: Final[dict[str, Procedure]] = {desk.procedure.name: desk.procedure for desk in DESKS.values()}
NO_INSTRUMENT: Final = Words("法规库在这一天没有“{name}”", "the register has no {name} on that day")
NO_PROCEDURE: Final = Words("没有“{name}”这个流程", "there is no procedure {name}")

Instrument = Annotated[
    str, Path(max_length=40, description="法规代号，office 为办公规则 key, or office", examples=["R737", "office"])
]
Number = Annotated[str, Path(max_length=60, description="条款或规则 article or rule", examples=["18", "24(3)", "9 ¶1"])]


@routes.get("/law", operation_id="getInstruments", summary="法规 instruments", responses=read(InstrumentsAnswer))
def instruments(request: Request, app: TheApp, on: On = None) -> Response:
    """某日有效的法规。The instruments in force on a day."""
    rules = rules_on(_day(app, on))
    found = [
        {"key": each.key, "title": each.title, "issuer": each.issuer, "since": each.validity.since,
         "until": each.validity.until} for each in rules.instruments.values()
    ]  # fmt: skip
    return reply(request, {"day": rules.day, "instruments": found})


@routes.get("/law/{instrument}", operation_id="getInstrument", summary="一部法规的条文 the entries of an instrument",
            responses=read(LawEntriesAnswer))  # fmt: skip
def instrument(request: Request, app: TheApp, instrument: Instrument, on: On = None) -> Response:
    """一部法规，或全部办公规则，在某日的条文。The entries of an instrument, or all office rules, on a day."""
    rules = rules_on(_day(app, on))
    if instrument not in {OFFICE, *rules.instruments}:
        raise NotFound(NO_INSTRUMENT.fill(name=instrument), code="law.unknown")
    entries: list[Article | OfficeRule] = [each for each in rules.articles.values() if each.instrument == instrument]
    if instrument == OFFICE:
        entries = list(rules.office_rules.values())
    return reply(request, {"day": rules.day, "entries": [_entry(each) for each in entries]})


@routes.get("/law/{instrument}/{article}", operation_id="getArticle", summary="一条 an article or office rule",
            responses=read(LawEntriesAnswer))  # fmt: skip
def article(
    *, request: Request, app: TheApp, instrument: Instrument, article: Number, on: On = None
) -> Response:  # fmt: skip
    """一条条文或办公规则在某日的内容。An article, or an office rule, on a day."""
    day = _day(app, on)
    (citation,) = cite(f"{instrument} {article}")
    return reply(request, {"day": day, "entries": [_entry(resolve(citation, day))]})


@routes.get("/procedures", operation_id="getProcedures", summary="流程 procedures", responses=read(ProceduresAnswer))
def procedures(request: Request) -> Response:
    """有哪些流程。Which procedures there are."""
    found = [{"name": each.name, "title": each.words} for each in PROCEDURES.values()]
    return reply(request, {"procedures": found})


@routes.get("/procedures/{name}", operation_id="getProcedure", summary="一个流程 a procedure",
            responses=read(ProcedureAnswer))  # fmt: skip
def procedure(
    request: Request, name: Annotated[str, Path(max_length=40, description="流程名 name", examples=["lead"])]
) -> Response:
    """流程表：每一行从哪到哪、由谁、凭什么。The table: each row from where to where, by whom, by which articles."""
    if name not in PROCEDURES:
        raise NotFound(NO_PROCEDURE.fill(name=name), code="procedure.unknown")
    found = PROCEDURES[name]
    return reply(request, {
        "name": found.name, "title": found.words, "rows": [_row(each) for each in found.rows], "drawing": draw(found),
        "stages": [{"name": stage.value, "title": found.labels[stage]} for stage in found.stages],
    })  # fmt: skip


def _day(app: App, on: date | None) -> date:
    return on or day_of(app.clock.now())


def _entry(each: Article | OfficeRule) -> dict[str, Any]:
    """The documented shape of an entry."""
    citation = each.citation if isinstance(each, Article) else Citation(OFFICE, each.slug)
    return {
        "citation": str(citation), "name": name_of(citation), "office_rule": citation.is_office_rule,
        "text": each.words, "since": each.validity.since, "until": each.validity.until,
        "read": each.read if isinstance(each, Article) else True,
    }  # fmt: skip


def _row(row: Row) -> dict[str, Any]:
    """The documented shape of a row."""
    return {
        "move": row.id, "command": command_name(row.command), "label": row.label, "source": row.source,
        "target": None if row.target is KEEP else row.target, "levels": row.levels, "grade": row.grade,
        "documents": row.documents, "basis": [str(each) for each in row.basis],
        "guards": [{"code": each.code, "words": each.words} for each in row.guards],
    }  # fmt: skip
