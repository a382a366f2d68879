"""Who sits before a page, for which of his offices he acts, and how his pages are framed."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated, Final, NamedTuple

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from api import people
from api.administering import SIGHT
from api.app import App
from api.console.page import render, saying
from api.console.saying import Saying
from api.directory_seen import acting
from api.duties import load_of
from api.http.caller import Caller, Person, TheApp, in_office
from api.opening import Reading, opened
from api.tip_desk import load_of_tips
from domain import access
from domain.access import View, parse_reason
from domain.actor import CASE_WORK, Actor, Role
from domain.errors import NotPermitted
from domain.instants import day_of
from domain.lead.guards import Located
from domain.lead.sight import OUTSIDERS
from domain.tip.guards import takes_reports
from domain.words import Words
from projections.work_list import Load

OFFICE_COOKIE: Final = "chufei-office"
CHANNEL: Final = "console"


def sees_leads(actor: Actor) -> bool:
    """Whether leads are shown to him at all."""
    return actor.level not in OUTSIDERS


def works_on_cases(actor: Actor) -> bool:
    """Whether leads are his work."""
    return sees_leads(actor) and bool(CASE_WORK & set(actor.roles))


def has_work(actor: Actor) -> bool:
    """Whether leads wait for something that he does: he works on them, or keeps their files."""
    return sees_leads(actor) and bool({*CASE_WORK, Role.ARCHIVIST} & set(actor.roles))


def audits(actor: Actor) -> bool:
    """Whether he may see who did and read what."""
    return access.audits(actor) or access.oversees(actor)


def anybody(_: Actor) -> bool:
    """What is for all who sign in."""
    return True


def follows(actor: Actor) -> bool:
    """Whether systems are called in his name, and the machine is not his to look after."""
    return Role.FEED_CLIENT in actor.roles and not administers(actor)


def administers(actor: Actor) -> bool:
    """Whether he looks after people, offices, or the machine."""
    return SIGHT.is_of(actor)


class Room(NamedTuple):
    """An entry of the navigation, or a part of one, and for whom it is there."""

    key: str
    address: str
    words: Words
    is_for: Callable[[Actor], bool]


ROOMS: Final = (
    Room("work", "/work", Words("我的待办", "My work"), has_work),
    Room("register", "/register", Words("登记线索", "Register"), works_on_cases),
    Room("tips", "/tips", Words("群众举报", "Reports"), takes_reports),
    Room("import", "/import", Words("导入台账", "Import"), works_on_cases),
    Room("ledger", "/ledger", Words("线索台账", "Leads"), sees_leads),
    Room("board", "/board", Words("看板", "Board"), works_on_cases),
    Room("registers", "/registers", Words("台账报表", "Registers"), sees_leads),
    Room("audit", "/audit", Words("审计", "Audit"), audits),
    Room("law", "/law", Words("法规", "Law"), anybody),
    Room("feeds", "/admin/feeds", Words("推送订阅", "Subscriptions"), follows),
    Room("admin", "/admin", Words("管理", "Administration"), administers),
)
"""What the navigation holds, in its order."""
COUNTED: Final[Mapping[str, tuple[Callable[[Actor], bool], Callable[[App, Actor], Load]]]] = {
    "work": (has_work, load_of), "tips": (takes_reports, load_of_tips),
}  # fmt: skip
"""Room → whom it is told how much waits there, and how much that is: one query each, once a page."""


def begins_at(actor: Actor) -> str:
    """Where somebody begins: who works on no case, but keeps the house, with the house; else in the first room."""
    house = administers(actor) and not works_on_cases(actor)
    return "/admin" if house else next(each.address for each in ROOMS if each.is_for(actor))


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at a browser. ``request`` is the one that is answered."""

    app: App
    request: Request
    caller: Caller

    @property
    def actor(self) -> Actor:
        """With the powers of today, in the office he chose."""
        return self.caller.actor

    @property
    def say(self) -> Saying:
        """How he is spoken to."""
        return saying(self.request)

    def people(self, wanted: Callable[[Actor], bool] = anybody) -> list[tuple[str, str]]:
        """Whoever may be named, those of his own office first: id, name with office."""
        own, found = self.actor.office, filter(wanted, self.app.roster)
        ordered = sorted(found, key=lambda each: (each.office != own, each.office, each.id))
        return list({each.id: self.say.aside(each.name, each.organ) for each in ordered}.items())

    def handlers(self) -> list[tuple[str, str]]:
        """Whoever may be given a lead: people whose post is case work, those of his own office first."""
        return self.people(lambda each: bool(CASE_WORK & set(each.roles)))

    def open(self, view: View, leads: Mapping[str, Located], reason: str = "", register: str = "") -> frozenset[str]:
        """The leads whose personal data is shown to him, on record by now.

        Raises ``InvalidInput`` for what is no reason: too long, or holding a number of somebody.
        """
        reading = Reading(self.actor, view, CHANNEL, parse_reason(reason, "reason"), register)
        return opened(self.app, reading, leads)

    def page(self, template: str, room: str, *, status: int = 200, **shown: object) -> HTMLResponse:
        """A page of his, inside the frame; ``room`` is the entry of the navigation that is lit."""
        state, now = self.app.roster.directory(), self.app.clock.now()
        today = day_of(now)
        to_sign = self.request.app.state.to_sign
        frame = {
            "actor": self.actor, "room": room, "rooms": [each for each in ROOMS if each.is_for(self.actor)],
            "counts": {key: of(self.app, self.actor) for key, (is_for, of) in COUNTED.items() if is_for(self.actor)},
            "unsigned": {"work": to_sign.of(self.app, self.actor)} if works_on_cases(self.actor) else {},
            "today": today, "shown_at": now, "capacities": acting(state, self.actor.id, today),
            "names": people.names(self.app),
        }  # fmt: skip
        return render(self.request, template, frame | shown, status=status)


def seat(request: Request, app: TheApp, asking: Person) -> Seat:
    """Whoever sits there. Raises ``NotSignedIn``, ``NotPermitted`` (``sign-in.change-first``)."""
    asking = replace(asking, channel=CHANNEL)
    with suppress(NotPermitted):  # where a post has ended he is of his own office again
        asking = in_office(app, asking, request.cookies.get(OFFICE_COOKIE, ""))
    return Seat(app, request, asking)


TheSeat = Annotated[Seat, Depends(seat)]
