"""``/audit``: what was done and who read what, in the area that somebody oversees; on the page and as files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import access_told, doings, people
from api.citations import Read
from api.console.addressed import field_words
from api.console.audit_asked import Asked, Sought, TheAsked, sought_of
from api.console.forms.sheet import errors_of
from api.console.refused import told
from api.console.seat import Seat, TheSeat
from api.console.views.exports import exported
from api.http.files import Content, TheFormat
from api.http.problems import status_of
from api.paging import rows_of
from api.registers.audit import DONE, READ
from domain import access
from domain.errors import Faults
from domain.instants import day_of
from domain.words import Words
from projections.access_register import AccessFilter, AccessRow, accesses
from projections.doings import Doing, DoingFilter
from projections.doings import doings as doings_of
from projections.registers import Page

R = TypeVar("R")

routes = APIRouter(prefix="/audit")

PAGE: Final = 50
AT_ONCE: Final = 500
"""Rows in memory while a file is written."""
LONGEST: Final = 40
"""Characters of an office rule in a list to choose from."""

After = Annotated[int, Query(ge=0, lt=2**63)]


@routes.get("")
def done(seat: TheSeat, asked: TheAsked, after: After = 0) -> Response:
    """What was done, the last first; where something is asked for that there is not, the form with the mistakes."""
    page, mistaken = found_or_told(seat, asked, lambda sought: seat.app.ask(
        doings_of, _done_wanted(sought), after=after or None, limit=PAGE))  # fmt: skip
    rules = doings.rules(day_of(seat.app.clock.now()))
    return seat.page(
        "audit.html", "audit", **frame(seat, asked, "/audit", after, page.following), **mistaken,
        rows=list(doings.told(seat.app, seat.actor, page.rows)), moves=doings.kinds(), calls=_calls(),
        organs=people.organs(seat.app), called=partial(_called, seat),
        rules=[(str(each.citation), _called(seat, each)) for each in rules],
    )  # fmt: skip


@routes.get("/export")
def done_file(seat: TheSeat, asked: TheAsked, kind: TheFormat) -> Response:
    """All of it as a file."""
    app, wanted = seat.app, _done_wanted(sought_of(seat, asked))
    rows = rows_of(lambda after: app.ask(doings_of, wanted, after=after and after[0], limit=AT_ONCE))
    return exported(seat, Content(DONE, _done_lines(seat, rows)), kind)


@routes.get("/reads")
def reads(seat: TheSeat, asked: TheAsked, after: After = 0) -> Response:
    """Who was shown personal data, the last first; where something is asked for that there is not, as ``done``."""
    page, mistaken = found_or_told(seat, asked, lambda sought: seat.app.ask(
        accesses, _read_wanted(sought), after=(-after,) if after else None, limit=PAGE), reports=True)  # fmt: skip
    following = (-page.following[0],) if page.following else None
    return seat.page(
        "audit-reads.html", "audit", **frame(seat, asked, "/audit/reads", after, following),
        **mistaken, lines=list(_read_lines(seat, page.rows)),
    )  # fmt: skip


@routes.get("/reads/export")
def reads_file(seat: TheSeat, asked: TheAsked, kind: TheFormat) -> Response:
    """All of it as a file."""
    app, wanted = seat.app, _read_wanted(sought_of(seat, asked, reports=True))
    rows = rows_of(lambda after: app.ask(accesses, wanted, after=after, limit=AT_ONCE))
    return exported(seat, Content(READ, _read_lines(seat, rows)), kind)


def found_or_told(
    seat: Seat, asked: Asked, look: Callable[[Sought], Page[R]], *, reports: bool = False
) -> tuple[Page[R], dict[str, Any]]:
    """What there is, nothing where what is asked for holds mistakes; and the mistakes, each for its field."""
    page: Page[R] = Page((), None)
    wrong: Faults | None = None
    try:
        page = look(sought_of(seat, asked, reports=reports))
    except Faults as mistakes:
        wrong = mistakes
    return page, {
        "errors": errors_of(seat.say, wrong), "labels": {each: seat.say(field_words(each)) for each in Asked._fields},
        "refusal": told(wrong, seat.say) if wrong else None, "status": status_of(wrong) if wrong else 200,
    }  # fmt: skip


def frame(
    seat: Seat, asked: Asked, path: str, after: int, following: tuple[int, ...] | None
) -> dict[str, Any]:  # fmt: skip
    """What every list shows: what was asked for, where the pages lie, who may be named."""
    return {
        "asked": asked, "path": path, "after": after, "first": asked.address(path),
        "following": asked.address(path, after=following[0]) if following else "",
        "verifies": access.audits(seat.actor), "persons": sorted(people.people(seat.app).values()),
    }  # fmt: skip


def _done_wanted(sought: Sought) -> DoingFilter:
    reader, answering = sought.whose
    return DoingFilter(reader, answering=answering, lead=sought.lead, by=sought.by, since=sought.since,
                       until=sought.until, moves=sought.moves)  # fmt: skip


def _read_wanted(sought: Sought) -> AccessFilter:
    reader, answering = sought.whose
    return AccessFilter(reader, answering, lead=sought.lead, tip=sought.tip, by=sought.by, since=sought.since,
                        until=sought.until)  # fmt: skip


def _calls() -> Mapping[str, Words]:
    return {row.id: row.label for row in doings.ROWS}


def _called(seat: Seat, rule: Read) -> str:
    """An article by its name; an office rule by how it begins."""
    if not rule.citation.is_office_rule or rule.text is None:
        return seat.say(rule.name)
    says = seat.say(rule.text)
    says = f"{says[:LONGEST]}…" if len(says) > LONGEST else says
    return seat.say.colon(seat.say("办公规则", "office rule"), says)


def _done_lines(seat: Seat, rows: Iterable[Doing]) -> Iterator[dict[str, Any]]:
    say, organs, calls = seat.say, people.organs(seat.app), _calls()
    for doing, entry, basis in doings.told(seat.app, seat.actor, rows):
        yield {
            "position": doing.position, "recorded_at": entry.recorded_at, "occurred": entry.occurred,
            "actor": entry.actor, "office": organs.get(doing.office, doing.office), "number": doing.number,
            "move": calls.get(doing.move, ""), "sentence": entry.sentence,
            "basis": say.apart(_called(seat, each) for each in basis),
        }  # fmt: skip


def _read_lines(seat: Seat, rows: Iterable[AccessRow]) -> Iterator[dict[str, Any]]:
    say, named, organs = seat.say, people.names(seat.app), people.organs(seat.app)
    for row in rows:
        yield {
            "at": row.at, "actor": named.get(row.actor, row.actor), "office": organs.get(row.office, row.office),
            "leads": access_told.leads(say, row), "view": access_told.view(say, row, named),
            "why": access_told.why(say, row), "way": access_told.way(row),
            "number": row.number if row.leads == 1 else "",
        }  # fmt: skip
