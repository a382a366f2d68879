"""What narrows the risk ledger by more than its own rows: where leads have been, since when they stand, how classed."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, case, false, or_, select, true

from domain.instants import BEIJING, microseconds
from domain.lead.stage import Stage
from domain.lead.vocabulary import Business, Pretext
from projections.acts import ROWS, Act
from projections.classes import BUSINESS, PRETEXT, C
from projections.risk_ledger import LEADS
from projections.stage_times import STEPS, standing

T: Final = LEADS.table
A: Final = ROWS.table
S: Final = STEPS.table


class Standing(NamedTuple):
    """For how many days a lead has stood at its stage, suspensions left out: at least, and less than (None: any)."""

    at: datetime
    least: int
    below: int | None


class Span(NamedTuple):
    """From one day to another, both included; None: no bound."""

    since: date | None = None
    until: date | None = None

    def holds(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether an instant (µs) lies in it."""
        first = true() if self.since is None else column >= _begin(self.since)
        return and_(first, true() if self.until is None else column < _begin(self.until + timedelta(days=1)))


def _begin(day: date) -> int:
    return microseconds(datetime.combine(day, time(), BEIJING))


def closed_in(span: Span) -> ColumnElement[bool]:
    """The leads that were closed in it, be it that they were taken up again since."""
    return T.c.lead.in_(select(A.c.lead).where(A.c.act == Act.CLOSED.value, span.holds(A.c.at)))


def been_at(stages: Iterable[Stage]) -> ColumnElement[bool]:
    """The leads that ever stood at one of the stages; one that was transferred has been with the police."""
    stages = tuple(stages)
    return or_(T.c.lead.in_(select(S.c.lead).where(S.c.stage.in_(stages))), handed_over(stages))


def handed_over(stages: Iterable[Stage]) -> ColumnElement[bool]:
    """The leads that were transferred, where one of the stages is with the police; none where none is."""
    return T.c.transferred if Stage.CRIMINAL in stages else false()


def stands(wanted: Standing, among: ColumnElement[bool]) -> ColumnElement[bool]:
    """The leads that have stood at their stage for so long; looked for ``among`` some, for it takes its time."""
    now = standing(wanted.at, select(T.c.lead).where(among))
    bound = true() if wanted.below is None else now.c.spent < _time(wanted.below)
    return T.c.lead.in_(select(now.c.lead).where(now.c.spent >= _time(wanted.least), bound))


def _time(days: int) -> int:
    return timedelta(days=days) // timedelta(microseconds=1)


def band(column: ColumnElement[Any], days: Iterable[int]) -> ColumnElement[int]:
    """Between which of some numbers of days a time (µs) lies: 0 below the first."""
    bounds = tuple(days)
    return case(*((column < _time(day), at) for at, day in enumerate(bounds)), else_=len(bounds))


def classed_as(pretext: Pretext | None, business: Business | None) -> ColumnElement[bool]:
    """The leads of a class, as somebody said or as their words tell it (``projections.classes``)."""
    given = [column == value for column, value in ((PRETEXT, pretext), (BUSINESS, business)) if value]
    return T.c.lead.in_(select(T.c.lead).select_from(T.outerjoin(C, T.c.lead == C.c.lead)).where(*given))
