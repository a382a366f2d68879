"""``/admin/offices`` and ``/admin/people``: which offices there were on a day, and who was there."""

from collections import Counter
from datetime import date
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Path, Query
from fastapi.responses import RedirectResponse, Response

from api import directory_seen as seen
from api import people
from api.console.administration import CHANGED, Done, Keeper, On, Way, asked_day, days, page, tabs, way
from api.console.heads import addressed
from api.console.seat import Seat, TheSeat
from domain.directory.kinds import KINDS
from domain.directory.powers import bodies_of
from domain.directory.state import Account, Directory, Office
from domain.errors import NotFound
from domain.words import Words

routes = APIRouter(prefix="/admin")

PAGE: Final = 50
"""People of one page."""

NO_OFFICE: Final = Words("名册里没有代码“{code}”的单位", "no office in the directory has the code {code}")
NEW: Final = ("open-office", "open-account")
"""What begins something, from the list of it."""
ON_OFFICES: Final = {
    "open-account": "office", "grant": "office", "deputise": "office", "end-deputy": "office",
    "change-office": "office", "close-office": "office",
}  # fmt: skip
"""Change → the field that names the office from whose page one comes."""
ON_UNITS: Final = {"join-body": "unit", "leave-body": "unit"}
ON_BODIES: Final = {
    "join-body": "body", "leave-body": "body", "change-office": "office", "close-office": "office"
}  # fmt: skip


class Line(NamedTuple):
    """Somebody in a list."""

    id: str
    name: str
    office: str
    posts: str
    certificate: date | None


@routes.get("")
def administration(seat: TheSeat) -> Response:
    """The first part that is for whoever sits there."""
    return RedirectResponse(next((each.address for each in tabs(seat)), "/admin/offices"), 303)


@routes.get("/offices")
def offices(seat: Keeper, on: On = "", done: Done = "") -> Response:
    """The tree of a day."""
    day, state = asked_day(seat, on), seat.app.roster.directory()
    counted = Counter(each.home(day) for each in _there(seat, state, day))
    rows = [(office, office.on(day), depth, counted[office.code], seen.members(state, office.code, day))
            for office, depth in seen.tree(state, day)]  # fmt: skip
    return page(seat, "offices.html", "offices", done=CHANGED.get(done), day=day, on=on, rows=rows,
                areas=people.names(seat.app), ways=[way(each) for each in NEW[:1]])  # fmt: skip


@routes.get("/offices/{code}")
def office(seat: Keeper, code: Annotated[str, Path(max_length=60)], on: On = "", done: Done = "") -> Response:
    """One office: what it is and was called, who is there, which bodies it is in."""
    day, state = asked_day(seat, on), seat.app.roster.directory()
    if code not in state.offices:
        raise NotFound(NO_OFFICE.fill(code=code), code="office.unknown")
    found = state.offices[code]
    here = [each for each in _there(seat, state, day) if each.home(day) == code or each.held(day, code)]
    below = [each for each, _ in seen.tree(state, day) if (facts := each.on(day)) and facts.parent == code]
    return page(
        seat, "office.html", "offices", done=CHANGED.get(done), day=day, on=on, office=found,
        facts=found.on(day) or found.facts[-1], there=found.on(day) is not None, held=days(seat, found.days),
        lines=[_line(seat, state, each, day, code) for each in here],
        history=sorted(found.facts, key=lambda each: each.at), members=seen.members(state, code, day), below=below,
        bodies=bodies_of(state, code, day), areas=people.names(seat.app), ways=_ways_of(found), body=_is_body(found),
    )  # fmt: skip


@routes.get("/people")
def persons(
    seat: Keeper, on: On = "", text: Annotated[str, Query(max_length=60)] = "",
    office: Annotated[str, Query(max_length=60)] = "", after: Annotated[str, Query(max_length=64)] = "",
) -> Response:  # fmt: skip
    """Who was there on a day, of the area of whoever asks, by their ids; ``after`` the one a page ended with."""
    day, state, sought = asked_day(seat, on), seat.app.roster.directory(), text.strip().casefold()
    found = sorted((each for each in _there(seat, state, day) if not office or each.home(day) == office
                    if sought in each.name.casefold() or sought in each.id), key=lambda each: each.id)  # fmt: skip
    rest = [each for each in found if each.id > after]
    asked = [(name, each) for name, each in (("text", text), ("office", office), ("on", on)) if each]
    here = addressed("/admin/people", asked)
    following = addressed("/admin/people", [*asked, ("after", rest[PAGE - 1].id)]) if len(rest) > PAGE else ""
    choices = [(each.code, seen.office_name(state, each.code, day)) for each, _ in seen.tree(state, day)]
    return page(seat, "people.html", "people", day=day, on=on, text=text, office=office, choices=choices,
                lines=[_line(seat, state, each, day) for each in rest[:PAGE]], count=len(found), after=after,
                first=here, following=following, ways=[way(NEW[1])])  # fmt: skip


def _there(seat: Seat, state: Directory, day: date) -> list[Account]:
    return [each for each in state.accounts.values()
            if each.there(day) and seen.in_sight(state, seat.actor, each, day)]  # fmt: skip


def _line(seat: Seat, state: Directory, each: Account, day: date, office: str = "") -> Line:
    """Posts in one office, or in all with the name of each that is not his own."""
    say, own = seat.say, office or each.home(day)
    posts = (say.name(held.post) if held.office == own
             else say.aside(say.name(held.post), seen.office_name(state, held.office, day))
             for held in each.held(day, office))  # fmt: skip
    last = [held.days.until for held in each.certificates if held.days.covers(day) and held.days.until]
    return Line(each.id, each.name, each.home(day), say.listed(posts), max(last, default=None))


def _is_body(office: Office) -> bool:
    return KINDS[office.kind].body


def _ways_of(office: Office) -> list[Way]:
    fields = ON_BODIES if _is_body(office) else ON_OFFICES | ON_UNITS
    return [way(name, {field: office.code}) for name, field in fields.items()]
