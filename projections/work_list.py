"""The work list 待办: the leads of somebody's area that wait for a move, the oldest duty first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from domain.instants import microseconds
from domain.lead.stage import Stage
from domain.words import Words
from projections.ledger_deadline import CALLED, DEADLINES_BY_STAGE, TRANSFER
from projections.registers import L, Page, page
from projections.sight import below
from projections.stored import instant, read, stored_day

NEVER: Final = "9999-12-31"
"""In the order of duties, what has no deadline comes last, the earliest registered first."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A lead that waits. ``deadline``: set by the act it stands at, or by its transfer; None where none was.

    ``deliver_by``: the moment by which the papers of an approved transfer are to be with the police (R310 5 ¶2).
    """

    lead: str
    number: str
    subject: str
    natural_person: bool
    office: str
    organ: str
    division: str
    stage: Stage
    suspended: bool
    handler: str
    deadline: date | None
    transfer_by: date | None
    deliver_by: datetime | None
    registered_at: datetime | None

    @property
    def waits_for(self) -> Words | None:
        """What the deadline is the last day of."""
        in_transfer = self.deadline is not None and self.deadline == self.transfer_by
        return CALLED.get(TRANSFER if in_transfer else DEADLINES_BY_STAGE.get(self.stage, ""))


class Place(NamedTuple):
    """Where a lead stands in the list: its deadline, when it was registered (µs), its id."""

    due: str
    registered_at: int
    lead: str


_DUE: Final = func.coalesce(L.c.deadline, NEVER)
_ROWS: Final = select(
    L.c.lead, L.c.number, L.c.subject, L.c.natural_person, L.c.office, L.c.organ, L.c.division, L.c.stage,
    L.c.suspended, L.c.handler, L.c.deadline, L.c.transfer_by, L.c.deliver_by, L.c.registered_at,
).where(L.c.registered_at.is_not(None))  # fmt: skip


class Load(NamedTuple):
    """How many leads wait, and of how many the deadline has passed."""

    waiting: int
    overdue: int


def load(
    connection: Connection, stages: Sequence[Stage], *, division: str, office: str, handler: str, today: date,
    alone: bool = False,
) -> Load:  # fmt: skip
    """How much of it waits for one handler (``_his``); ``alone``: of what is in his own hands.

    A suspended lead waits for nobody, unless the police have to do with it.
    """
    late = case((L.c.deadline < today.isoformat(), 1))
    moving = or_(L.c.suspended.is_(False), L.c.transfer != "", L.c.stage == Stage.CRIMINAL)
    query = select(func.count(), func.count(late)).where(L.c.registered_at.is_not(None), moving)
    query = query.where(L.c.handler == handler if alone else _his(handler, office))
    return Load(*connection.execute(query.where(*_within(stages, division, office))).one())


def duties(
    connection: Connection,
    stages: Sequence[Stage],
    *,
    division: str,
    office: str,
    handler: str = "",
    after: Place | None = None,
    limit: int = 50,
) -> Page[tuple[Duty, Place]]:
    """A page of the leads at these stages that lie in the area or are the office's own, by deadline.

    With ``handler`` of those alone that wait for him (``_his``).
    """
    query = _ROWS.where(*_within(stages, division, office))
    if handler:
        query = query.where(_his(handler, office))
    found = page(connection, query, (_DUE, L.c.registered_at, L.c.lead), after, limit)
    rows = (_duty(row) for row in found.rows)
    return Page(tuple((duty, _place(duty)) for duty in rows), found.following)


def _his(handler: str, office: str) -> ColumnElement[bool]:
    """In his hands; or in nobody's, where it is his office's: that is everybody's there.

    Asked so that the index of handlers finds them, however many leads others have in hand.
    """
    return and_(L.c.handler.in_((handler, "")), or_(L.c.handler != "", L.c.office == office))


def _within(stages: Sequence[Stage], division: str, office: str) -> tuple[ColumnElement[bool], ...]:
    return L.c.stage.in_(stages), or_(below(L.c.division, division), L.c.office == office)


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "stage": Stage,
    "deadline": stored_day,
    "transfer_by": stored_day,
    "deliver_by": instant,
    "registered_at": instant,
}


def _duty(stored: Mapping[str, Any]) -> Duty:
    return Duty(**read(stored, _READ))


def _place(duty: Duty) -> Place:
    assert duty.registered_at is not None  # noqa: S101 - asked for
    due = duty.deadline.isoformat() if duty.deadline else NEVER
    return Place(due, microseconds(duty.registered_at), duty.lead)
