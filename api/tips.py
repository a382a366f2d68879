"""Reports of the public, seen from outside: sent, looked at and added to by whoever holds the receipt code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final, NamedTuple

from api.app import App
from api.given import moment
from api.tip_code import tip_of
from domain.actor import Actor, Level
from domain.directory.kinds import OfficeKind
from domain.errors import CommandReused, NotFound
from domain.instants import BEIJING, day_of
from domain.lead.intake.commands import NotAcceptedReason
from domain.tip.base import CITIZEN
from domain.tip.commands import AddToTip, SendTip
from domain.tip.events import InformantAsked, TipAddedTo, TipReceived, TipRefused
from domain.tip.pictures import Picture
from domain.tip.stage import OPEN, TipStage
from domain.words import Words

CHANNEL: Final = "web"
PUBLIC: Final = Actor(id=CITIZEN, name="", office="", organ="", level=Level.COMMUNITY, division="")
"""Whoever it is: nothing about him stands beside what he sends."""
TAKING: Final = (OfficeKind.DISTRICT_AUTHORITY, OfficeKind.STREET_OFFICE)
"""Kinds of office that take reports up, in the order of the list."""
NO_SUCH_CODE: Final = Words(
    "没有这个回执码，请对照回执逐字核对", "there is no such code: compare it with the receipt, letter by letter"
)


class Place(NamedTuple):
    """An office that takes reports up, for a place that somebody chooses."""

    office: str
    organ: str
    division: str
    kind: OfficeKind


class Line(NamedTuple):
    """What one of the two sides wrote, and on which day."""

    ours: bool
    day: date
    text: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What whoever holds the code is told: never anything of the case."""

    stage: TipStage
    organ: str
    received: date
    lines: tuple[Line, ...]
    pictures: int
    reason: NotAcceptedReason | None = None
    explanation: str = ""

    @property
    def open(self) -> bool:
        """Whether something can still be added."""
        return self.stage in OPEN


def places(app: App) -> list[Place]:
    """Where a report can go today: authorities first, then streets by their code."""
    today = day_of(app.clock.now())
    found = [(office, office.on(today)) for office in app.roster.directory().offices.values()]
    there = [Place(office.code, facts.name, facts.division, office.kind)
             for office, facts in found if facts is not None and office.kind in TAKING]  # fmt: skip
    return sorted(there, key=lambda each: (TAKING.index(each.kind), each.office))


def send(app: App, code: str, place: Place, told: Mapping[str, str], pictures: tuple[Picture, ...] = ()) -> bool:
    """Put a report on record under its code; False where the same form had come before with something else in it.

    Sent twice it is one report. Raises ``Refusal``, ``Fault``.
    """
    tip, command_id = tip_of(app, code), app.derive("sending by receipt code", code)
    occurred = moment(app, command_id) if app.store.find(command_id) else _today(app)
    command = SendTip(
        tip=tip, occurred=occurred, office=place.office, organ=place.organ, division=place.division,
        pictures=pictures, **told,
    )  # fmt: skip
    try:
        app.do(command, PUBLIC, command_id=command_id, channel=CHANNEL)
    except CommandReused:
        return False
    app.blobs.named(pictures)
    return True


def standing(app: App, code: str) -> Standing:
    """How the report of a code stands. Raises ``NotFound`` (``tip.unknown``) for a code that is none."""
    recorded = app.store.tail(f"tip/{tip_of(app, code)}", open_personal=True).events
    if not recorded:
        raise NotFound(NO_SUCH_CODE, code="tip.unknown")
    events: list[Any] = [each.event for each in recorded]
    first: TipReceived = events[0]
    refused = next((each for each in events if isinstance(each, TipRefused)), None)
    return Standing(
        events[-1].stage, first.organ, day_of(first.occurred), tuple(filter(None, map(line, events))),
        len(first.pictures),
        refused.reason if refused else None, refused.explanation if refused else "",
    )  # fmt: skip


def line(event: object) -> Line | None:
    """What an event of a report says to the other side, if anything."""
    match event:
        case InformantAsked():
            return Line(ours=True, day=day_of(event.occurred), text=event.question)
        case TipAddedTo():
            return Line(ours=False, day=day_of(event.occurred), text=event.answer, pictures=event.pictures)
        case _:
            return None


def add(app: App, code: str, key: str, answer: str, pictures: tuple[Picture, ...] = ()) -> None:
    """Answer or add something. ``key`` is the form's: sent twice it is one answer. Raises ``Refusal``, ``Fault``."""
    command_id = app.derive("adding by receipt code", code, key)
    occurred = moment(app, command_id) if app.store.find(command_id) else _today(app)
    command = AddToTip(tip=tip_of(app, code), occurred=occurred, answer=answer, pictures=pictures)
    app.do(command, PUBLIC, command_id=command_id, channel=CHANNEL)
    app.blobs.named(pictures)


def _today(app: App) -> datetime:
    """The beginning of today: the hour would tell who was where."""
    return datetime.combine(day_of(app.clock.now()), time.min, BEIJING).astimezone(UTC)
