"""What the pages of the administration share: for whom each is, and the line of tabs above them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Final, NamedTuple

from fastapi import Depends, Query
from fastapi.responses import HTMLResponse

from api import people
from api.administering import DIRECTORY, MACHINE, SIGHT, Care, check
from api.console.heads import addressed
from api.console.seat import Room, Seat, TheSeat
from api.directory_changes import FORMS, LABELS
from domain.instants import day_of
from domain.law import Validity
from domain.values.day import parse_day
from domain.words import Words

TABS: Final = (
    Room("offices", "/admin/offices", Words("单位", "Offices"), DIRECTORY.is_of),
    Room("people", "/admin/people", Words("人员", "People"), DIRECTORY.is_of),
    Room("staff", "/admin/staff", Words("名册文件", "Staff file"), DIRECTORY.is_of),
    Room("rules", "/admin/rules", Words("办公规则", "Office rules"), DIRECTORY.is_of),
    Room("feeds", "/admin/feeds", Words("推送订阅", "Subscriptions"), SIGHT.is_of),
    Room("health", "/admin/health", Words("运行状况", "Health"), SIGHT.is_of),
    Room("quarantine", "/admin/quarantine", Words("搁置事件", "Quarantine"), SIGHT.is_of),
)
"""The parts of the administration."""


def caring(care: Care) -> Callable[[Seat], Seat]:
    """A dependency: whoever sits there, if he looks after this. Raises ``NotPermitted``."""

    def asked(seat: TheSeat) -> Seat:
        check(seat.actor, care)
        return seat

    return asked


Keeper = Annotated[Seat, Depends(caring(DIRECTORY))]
Operator = Annotated[Seat, Depends(caring(MACHINE))]
Watcher = Annotated[Seat, Depends(caring(SIGHT))]
On = Annotated[str, Query(max_length=40)]
"""A day in an address; empty, as a form sends it that was not filled in, is today."""
Done = Annotated[str, Query(max_length=40)]
"""In an address: what was done a moment ago, for the page that one comes back to."""


CHANGED: Final = {name: LABELS[command] for name, command in FORMS.items()}
"""What may have been done, in words."""


class Way(NamedTuple):
    """A change that can be begun from a page: what it is called, where its form is."""

    words: Words
    address: str


def tabs(seat: Seat) -> list[Room]:
    """Those that are for whoever sits there."""
    return [each for each in TABS if each.is_for(seat.actor)]


def page(seat: Seat, template: str, tab: str, *, status: int = 200, **shown: object) -> HTMLResponse:
    """A page of the administration; ``tab`` is the one that is lit."""
    organs = people.organs(seat.app)
    called = {**organs, **people.people(seat.app)}
    mine = {"tabs": tabs(seat), "tab": tab, "organs": organs, "called": called}
    return seat.page(template, "admin", status=status, **(mine | shown))


def asked_day(seat: Seat, on: str) -> date:
    """The day that a page is about. Raises ``InvalidInput``."""
    return parse_day(on, field="on") if on else day_of(seat.app.clock.now())


def days(seat: Seat, held: Validity) -> str:
    """``2022年3月1日起``; what has no first day was so before the directory was kept."""
    say = seat.say
    began = say("建册前", "before the directory") if held.since == date.min else say.day(held.since)
    if held.until is None:
        return say("{began}起", "since {began}", began=began)
    return say("{began}至{ended}", "{began} to {ended}", began=began, ended=say.day(held.until))


def way(change: str, filled: Mapping[str, str] | None = None) -> Way:
    """To the form of a change, with what is known already."""
    return Way(LABELS[FORMS[change]], addressed(f"/admin/change/{change}", (filled or {}).items()))
