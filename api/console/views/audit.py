"""``/audit``: what was done and who read what, in the area that somebody oversees; on the page and as files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Annotated, Any, Final, Literal, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from api import access_told, doings, people
from api.citations import Read
from api.console.seat import Seat, TheSeat
from api.console.views.exports import exported
from api.http.files import Content, TheFormat
from api.http.queries import Day
from api.paging import rows_of
from api.registers.audit import DONE, READ
from api.sight import insider, lead_in_sight
from api.watching import watched
from domain import access
from domain.instants import BEIJING, day_of
from domain.words import Words
from projections.access_register import AccessFilter, AccessRow, accesses
from projections.doings import Doing, DoingFilter
from projections.doings import doings as doings_of
from projections.sight import Reader

routes = APIRouter(prefix="/audit")

PAGE: Final = 50
AT_ONCE: Final = 500
"""Rows in memory while a file is written."""
LONGEST: Final = 40
"""Characters of an office rule in a list to choose from."""

After = Annotated[int, Query(ge=0, lt=2**63)]


class Asked(NamedTuple):
    """What is looked for, as it stands in the address; ``whose``: the leads that are overseen."""

    by: str
    lead: str
    since: date | None
    until: date | None
    move: str
    rule: str
    found: str
    whose: tuple[Reader, bool]

    def address(self, path: str, **more: object) -> str:
        """Where the same is asked for."""
        given = {"by": self.by, "lead": self.lead, "since": self.since, "until": self.until, "move": self.move,
                 "rule": self.rule, **more}  # fmt: skip
        said = urlencode({name: str(each) for name, each in given.items() if each})
        return f"{path}?{said}" if said else path


def _asked(
    *, seat: TheSeat, by: Annotated[str, Query(max_length=64)] = "", lead: Annotated[str, Query(max_length=64)] = "",
    since: Annotated[Day | Literal[""], Query()] = "", until: Annotated[Day | Literal[""], Query()] = "",
    move: Annotated[str, Query(max_length=20)] = "", rule: Annotated[str, Query(max_length=64)] = "",
) -> Asked:  # fmt: skip
    """What is asked for. Raises ``NotPermitted`` (``permission.oversight``), ``NotFound`` (``lead.unknown``)."""
    app = seat.app
    insider(app, seat.actor)
    found = lead_in_sight(app, seat.actor, lead.strip()) if lead.strip() else ""
    whose = watched(app, seat.actor, app.lead(found) if found else None)
    return Asked(by.strip(), lead.strip(), since or None, until or None, move, rule, found, whose)


TheAsked = Annotated[Asked, Depends(_asked)]


@routes.get("")
def done(seat: TheSeat, asked: TheAsked, after: After = 0) -> Response:
    """What was done, the last first."""
    page = seat.app.ask(doings_of, _done_wanted(seat, asked), after=after or None, limit=PAGE)
    rules = doings.rules(day_of(seat.app.clock.now()))
    return seat.page(
        "audit.html", "audit", **_frame(seat, asked, "/audit", after, page.following),
        rows=list(doings.told(seat.app, seat.actor, page.rows)), moves=doings.kinds(), calls=_calls(),
        organs=people.organs(seat.app), called=partial(_called, seat),
        rules=[(str(each.citation), _called(seat, each)) for each in rules],
    )  # fmt: skip


@routes.get("/export")
def done_file(seat: TheSeat, asked: TheAsked, kind: TheFormat) -> Response:
    """All of it as a file."""
    app, wanted = seat.app, _done_wanted(seat, asked)
    rows = rows_of(lambda after: app.ask(doings_of, wanted, after=after and after[0], limit=AT_ONCE))
    return exported(seat, Content(DONE, _done_lines(seat, rows)), kind)


@routes.get("/reads")
def reads(seat: TheSeat, asked: TheAsked, after: After = 0) -> Response:
    """Who was shown personal data, the last first."""
    page = seat.app.ask(accesses, _read_wanted(seat, asked), after=(-after,) if after else None, limit=PAGE)
    following = (-page.following[0],) if page.following else None
    lines = list(_read_lines(seat, page.rows))
    return seat.page(
        "audit-reads.html", "audit", **_frame(seat, asked, "/audit/reads", after, following), lines=lines
    )  # fmt: skip


@routes.get("/reads/export")
def reads_file(seat: TheSeat, asked: TheAsked, kind: TheFormat) -> Response:
    """All of it as a file."""
    app, wanted = seat.app, _read_wanted(seat, asked)
    rows = rows_of(lambda after: app.ask(accesses, wanted, after=after, limit=AT_ONCE))
    return exported(seat, Content(READ, _read_lines(seat, rows)), kind)


def _frame(
    seat: Seat, asked: Asked, path: str, after: int, following: tuple[int, ...] | None
) -> dict[str, Any]:  # fmt: skip
    """What both lists show: what was asked for, where the pages lie, who may be named."""
    return {
        "asked": asked, "path": path, "after": after, "first": asked.address(path),
        "following": asked.address(path, after=following[0]) if following else "",
        "verifies": access.audits(seat.actor), "persons": sorted(people.people(seat.app).values()),
    }  # fmt: skip


def _done_wanted(seat: Seat, asked: Asked) -> DoingFilter:
    reader, answering = asked.whose
    since, until = _period(asked)
    named = [find(text) for find, text in ((doings.of_kind, asked.move), (doings.under, asked.rule)) if text]
    return DoingFilter(
        reader, answering=answering, lead=asked.found, by=_person(seat, asked.by), since=since, until=until,
        moves=frozenset.intersection(*named) if named else None,
    )  # fmt: skip


def _read_wanted(seat: Seat, asked: Asked) -> AccessFilter:
    since, until = _period(asked)
    return AccessFilter(*asked.whose, lead=asked.found, by=_person(seat, asked.by), since=since, until=until)


def _person(seat: Seat, text: str) -> str:
    """The id of somebody who is named; of somebody unknown the name, which nobody has for an id."""
    return people.ids(seat.app).get(text, text)


def _period(asked: Asked) -> tuple[datetime | None, datetime | None]:
    """From the first moment of a day until the first after another, at UTC+8."""
    begin = None if asked.since is None else _begins(asked.since)
    end = None if asked.until is None else _begins(asked.until) + timedelta(days=1)
    return begin, end


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, BEIJING)


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
