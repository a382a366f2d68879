"""Reports of the public 群众举报, as the offices that take them up list them: nothing that anybody wrote, only days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Index, Select, case, func, select

from domain.instants import day_of
from domain.tip.base import TipEvent
from domain.tip.events import InformantAsked, TipAccepted, TipAddedTo, TipReceived
from domain.tip.reading import TipRead
from domain.tip.stage import OPEN, TipStage
from projections.base import Change, Projection, day, flag, key, text
from projections.registers import Page, page
from projections.sight import Reader, below
from projections.work_list import Load
from workflows.ports import Recorded

REPORTED: Final = Projection("tips", version=1)


TIPS: Final = REPORTED.table(
    key("tip"),
    text("number"),
    text("office"),
    text("organ"),
    text("division"),
    flag("named"),
    text("stage"),
    flag("asked"),
    flag("added"),
    text("lead"),
    day("received"),
    Index("tips_office", "office", "received"),
)
"""``asked``: a question waits for whoever reported; ``added``: something waits that no officer has read."""


def _id(at: Recorded) -> str:
    return at.stream.partition("/")[2]


@REPORTED.on(TipEvent)
def _moved(event: TipEvent, at: Recorded) -> Change:
    return TIPS.set(_id(at), stage=event.stage.value)


@REPORTED.on(TipReceived)
def _received(event: TipReceived, at: Recorded) -> Change:
    return TIPS.set(
        _id(at), number=event.number, office=event.office, organ=event.organ, division=event.division,
        named=event.named, received=str(day_of(event.occurred)),
    )  # fmt: skip


@REPORTED.on(InformantAsked)
def _asked(_: InformantAsked, at: Recorded) -> Change:
    return TIPS.set(_id(at), asked=True)


@REPORTED.on(TipAddedTo)
def _added(_: TipAddedTo, at: Recorded) -> Change:
    return TIPS.set(_id(at), asked=False, added=True)


@REPORTED.on(TipRead)
def _read(event: TipRead, _: Recorded) -> Change:
    return TIPS.set(event.tip, added=False)


@REPORTED.on(TipAccepted)
def _accepted(event: TipAccepted, at: Recorded) -> Change:
    return TIPS.set(_id(at), lead=event.lead)


@dataclass(frozen=True, slots=True)
class TipRow:
    """A report in the list."""

    tip: str
    number: str
    office: str
    organ: str
    division: str
    named: bool
    stage: TipStage
    asked: bool
    added: bool
    lead: str
    received: date


T: Final = TIPS.table


def tips(
    connection: Connection, reader: Reader, *, whole_area: bool, waiting: bool, after: tuple[Any, ...] | None = None,
    limit: int = 50,
) -> Page[TipRow]:  # fmt: skip
    """A page of reports for an office, the oldest first: its own, with ``whole_area`` all of its area.

    ``waiting``: those that nobody took up yet, or to which somebody added what no officer has read.
    """
    query = _for(reader, select(T), whole_area=whole_area, waiting=waiting)
    found = page(connection, query, (T.c.received, T.c.number), after, limit)
    return Page(tuple(map(_row, found.rows)), found.following)


def tips_load(connection: Connection, office: str, is_late: Callable[[date], bool]) -> Load:
    """How many reports wait for an office itself; overdue are those that nobody took up, of days that are late."""
    untaken = func.count(case((T.c.stage == TipStage.RECEIVED.value, 1)))
    query = select(T.c.received, func.count(), untaken).where(T.c.office == office, _waits()).group_by(T.c.received)
    days = connection.execute(query).all()
    late = (count for day, _, count in days if is_late(date.fromisoformat(day)))
    return Load(sum(waiting for _, waiting, _ in days), sum(late))


def _waits() -> ColumnElement[bool]:
    living = T.c.stage.in_([each.value for each in OPEN])
    return (T.c.stage == TipStage.RECEIVED.value) | (living & T.c.added)


def _for(reader: Reader, query: Select[Any], *, whole_area: bool, waiting: bool) -> Select[Any]:
    own = T.c.office == reader.office
    query = query.where(own | below(T.c.division, reader.division) if whole_area else own)
    return query.where(_waits()) if waiting else query


def _row(stored: Mapping[str, Any]) -> TipRow:
    read = {
        "stage": TipStage(stored["stage"]),
        "received": date.fromisoformat(stored["received"]),
    }
    return TipRow(**{**stored, **read})
