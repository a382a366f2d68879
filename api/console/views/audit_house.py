"""``/audit/house``: what was done to offices, people, posts, office rules and secrets, for auditors of the area."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from fastapi import APIRouter
from fastapi.responses import Response

from api import people
from api.console.audit_asked import Asked, Sought, TheAsked
from api.console.seat import Seat, TheSeat
from api.console.views.audit import After, found_or_told, frame
from api.house_doings import Doing, doings
from domain import access
from domain.instants import day_of
from projections.registers import Page
from workflows.law.set_here import rules_here
from workflows.refusals import no_auditor

routes = APIRouter(prefix="/audit")

PATH: Final = "/audit/house"
PAGE: Final = 50


@routes.get("/house")
def house(seat: TheSeat, asked: TheAsked, after: After = 0) -> Response:
    """What was done, the last first; ``after``: how many were shown before. Raises ``NotPermitted``."""
    if not access.audits(seat.actor):
        raise no_auditor(seat.actor.roles, day_of(seat.app.clock.now()))
    asked = Asked(by=asked.by, since=asked.since, until=asked.until)
    page, told = found_or_told(seat, asked, partial(_page_of, seat, after))
    called = {**people.names(seat.app), **people.organs(seat.app)}
    return seat.page(
        "audit-house.html", "audit", **frame(seat, asked, PATH, after, page.following),
        **told, rows=page.rows, called=partial(_called, seat, called), rules=_rules(seat),
    )  # fmt: skip


def _page_of(seat: Seat, after: int, sought: Sought) -> Page[Doing]:
    found = [each for each in doings(seat.app, seat.actor, seat.say) if _wanted(each, sought)]
    following = (after + PAGE,) if len(found) > after + PAGE else None
    return Page(tuple(found[after : after + PAGE]), following)


def _wanted(doing: Doing, sought: Sought) -> bool:
    within = (sought.since is None or doing.at >= sought.since) and (sought.until is None or doing.at < sought.until)
    return within and sought.by in {"", doing.by}


def _called(seat: Seat, called: Mapping[str, str], value: Any) -> str:  # noqa: ANN401 - whatever a change holds
    """A person, an office or an area by its name, all else as people read it."""
    return called.get(value, value) if isinstance(value, str) else seat.say.any(value)


def _rules(seat: Seat) -> dict[str, str]:
    """Office rule → what it says."""
    book = rules_here(seat.app.office_rules.book(), day_of(seat.app.clock.now()))
    return {slug: seat.say(rule.words) for slug, rule in book.office_rules.items()}
