"""What was done: a row for every event of a lead or its transfers, found by who did it, when and by which move.

The story itself stands in the log; this tells where.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Index, select

from domain.instants import microseconds
from domain.lead.base import LeadEvent
from domain.lead.disposal.events import TransferMoved
from domain.transfer.base import TransferEvent
from projections.base import Change, Projection, number, place, text
from projections.registers import L, Page
from projections.risk_ledger import lead_of
from projections.sight import Reader, overseen
from workflows.ports import Recorded

DOINGS: Final = Projection("doings", version=1)

ROWS: Final = DOINGS.table(
    place("position"),
    text("lead"),
    text("stream"),
    number("version"),
    number("recorded_at"),
    text("actor"),
    text("office"),
    text("move"),
    Index("doings_lead", "lead", "position"),
    Index("doings_actor", "actor", "position"),
    Index("doings_move", "move", "position"),
)
D: Final = ROWS.table


@DOINGS.on(LeadEvent)
def _of_lead(event: LeadEvent, at: Recorded) -> Iterator[Change]:
    if not isinstance(event, TransferMoved):  # that points at the event of the transfer itself
        yield _row(event, at, lead_of(at))


@DOINGS.on(TransferEvent)
def _of_transfer(event: TransferEvent, at: Recorded) -> Change:
    return _row(event, at, lead_of(at))


def _row(event: LeadEvent | TransferEvent, at: Recorded, lead: str) -> Change:
    return ROWS.insert(
        at.position, lead=lead, stream=at.stream, version=at.version, recorded_at=microseconds(at.recorded_at),
        actor=at.meta.actor, office=at.meta.office, move=event.move,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class DoingFilter:
    """Which of them, before whom (``projections.sight.overseen``); what is empty does not narrow.

    ``moves``: by one of these; None: by any.
    """

    reader: Reader
    answering: bool = False
    lead: str = ""
    by: str = ""
    moves: frozenset[str] | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing that was done, and where it stands in the log."""

    position: int
    lead: str
    number: str
    stream: str
    version: int
    actor: str
    office: str
    move: str


def doings(
    connection: Connection, wanted: DoingFilter, *, after: int | None = None, limit: int = 50
) -> Page[Doing]:  # fmt: skip
    """A page, the last first; ``after`` is the position with which the page before ended."""
    columns = (D.c[name] for name in ("position", "lead", "stream", "version", "actor", "office", "move"))
    query = select(*columns, L.c.number).join(L, L.c.lead == D.c.lead).where(*_conditions(wanted))
    if after is not None:
        query = query.where(D.c.position < after)
    found = connection.execute(query.order_by(D.c.position.desc()).limit(limit + 1)).mappings()
    rows = tuple(Doing(**each) for each in found)
    return Page(rows[:limit], (rows[limit - 1].position,) if len(rows) > limit else None)


def _conditions(wanted: DoingFilter) -> Iterator[ColumnElement[bool]]:
    yield overseen(wanted.reader, L, answering=wanted.answering)
    if wanted.lead:
        yield D.c.lead == wanted.lead
    if wanted.by:
        yield D.c.actor == wanted.by
    if wanted.moves is not None:
        yield D.c.move.in_(sorted(wanted.moves))
    if wanted.since is not None:
        yield D.c.recorded_at >= microseconds(wanted.since)
    if wanted.until is not None:
        yield D.c.recorded_at < microseconds(wanted.until)
