"""What a supervisor sees of the leads before him: counted under the very conditions by which the ledger lists them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, case, func, select

from domain.lead.stage import Stage
from projections.classes import BUSINESS, PRETEXT, C
from projections.ledger_past import Span, band, been_at, closed_in
from projections.ledger_rows import LedgerFilter, matching
from projections.risk_ledger import LEADS
from projections.stage_times import standing

T: Final = LEADS.table


class By(StrEnum):
    """By what leads are told apart."""

    STAGE = "stage"
    STREET = "street"
    PRETEXT = "pretext"
    BUSINESS = "business"


KEYS: Final[Mapping[By, ColumnElement[str]]] = {
    By.STAGE: T.c.stage, By.STREET: T.c.street, By.PRETEXT: PRETEXT, By.BUSINESS: BUSINESS,
}  # fmt: skip


def tally(connection: Connection, wanted: LedgerFilter, by: By) -> Mapping[str, int]:
    """How many leads there are of each."""
    key = KEYS[by].label("key")
    leads = T.outerjoin(C, T.c.lead == C.c.lead) if by in {By.PRETEXT, By.BUSINESS} else T
    query = select(key, func.count().label("leads")).select_from(leads).where(matching(wanted)).group_by("key")
    return {row.key: row.leads for row in connection.execute(query)}


def reached(connection: Connection, wanted: LedgerFilter, steps: Sequence[Iterable[Stage]]) -> tuple[int, ...]:
    """How many leads ever came to each step."""
    return _counted(connection, wanted, map(been_at, steps))


def registered(connection: Connection, wanted: LedgerFilter, spans: Iterable[Span]) -> tuple[int, ...]:
    """How many leads were registered in each time."""
    return _counted(connection, wanted, (span.holds(T.c.registered_at) for span in spans))


def closed(connection: Connection, wanted: LedgerFilter, spans: Iterable[Span]) -> tuple[int, ...]:
    """How many leads were closed in each time; one that was closed twice counts in both."""
    return _counted(connection, wanted, map(closed_in, spans))


def _counted(
    connection: Connection, wanted: LedgerFilter, conditions: Iterable[ColumnElement[bool]]
) -> tuple[int, ...]:
    counts = [func.count(case((condition, 1))) for condition in conditions]
    return tuple(connection.execute(select(*counts).select_from(T).where(matching(wanted))).one())


def ages(
    connection: Connection, wanted: LedgerFilter, now: datetime, bounds: Sequence[int]
) -> Mapping[tuple[Stage, int], int]:
    """How many leads stand how long at their stage: (stage, between which of ``bounds`` in days) → leads."""
    each = standing(now, select(T.c.lead).where(matching(wanted)))
    age = band(each.c.spent, bounds).label("age")
    query = (
        select(T.c.stage, age, func.count())
        .select_from(T.join(each, T.c.lead == each.c.lead))
        .group_by(T.c.stage, "age")
    )
    return {(Stage(stage), at): count for stage, at, count in connection.execute(query)}


@dataclass(frozen=True, slots=True)
class Stuck:
    """A lead, and how long (µs) it has stood at its stage, without suspensions."""

    lead: str
    number: str
    subject: str
    natural_person: bool
    stage: Stage
    suspended: bool
    spent: int


def longest(connection: Connection, wanted: LedgerFilter, now: datetime, limit: int) -> tuple[Stuck, ...]:
    """The leads that have stood at their stage longest."""
    each = standing(now, select(T.c.lead).where(matching(wanted)))
    shown = (T.c.lead, T.c.number, T.c.subject, T.c.natural_person, T.c.stage, T.c.suspended, each.c.spent)
    query = (
        select(*shown)
        .select_from(T.join(each, T.c.lead == each.c.lead))
        .order_by(each.c.spent.desc(), T.c.lead)
        .limit(limit)
    )
    return tuple(_stuck(dict(row)) for row in connection.execute(query).mappings())


def _stuck(stored: Mapping[str, Any]) -> Stuck:
    return Stuck(**{**stored, "stage": Stage(stored["stage"]), "spent": int(stored["spent"])})
