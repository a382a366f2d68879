"""What an office reports: new suspected cases by class, and what each street did in a period.

A lead becomes a case with the first act that rests on suspicion (``projections.acts.CASE``, office rule): the inquiry,
a transfer, the filing of the police. It is counted once, in the period of that act; what was merged is counted in the
lead that took it in.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, distinct, exists, func, select

from domain.instants import microseconds
from domain.lead.stage import Stage
from projections.acts import CASE, ROWS, Act
from projections.building_register import street_of
from projections.provinces import crosses_province
from projections.registers import ALL, L, RegisterFilter, narrowed
from projections.stage_times import G
from projections.stored import items_of

A: Final = ROWS.table
E: Final = ROWS.table.alias("other")

YI: Final = 10**10
"""1亿元 in 分."""


class Bucket(StrEnum):
    """Amounts as the return sorts them."""

    BELOW_1 = "below-1"
    FROM_1 = "1-10"
    FROM_10 = "10-50"
    FROM_50 = "above-50"
    UNKNOWN = "unknown"


BOUNDS: Final = ((50 * YI, Bucket.FROM_50), (10 * YI, Bucket.FROM_10), (YI, Bucket.FROM_1), (0, Bucket.BELOW_1))


def bucket_of(amount_fen: int | None) -> Bucket:
    """Where an amount belongs; each bucket begins with its lower bound."""
    if amount_fen is None:
        return Bucket.UNKNOWN
    return next(bucket for bound, bucket in BOUNDS if amount_fen >= bound)


class Class(StrEnum):
    """By what new cases are classed."""

    PRETEXT = "pretext"
    GROUP = "group"
    STREET = "street"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Case:
    """A lead that became a suspected case; ``filed``, ``tried``, ``closed`` are how far it came since."""

    lead: str
    pretext: str
    group: str
    street: str
    amount_fen: int | None
    participants: int | None
    crosses: bool
    filed: bool
    tried: bool
    closed: bool

    @property
    def amount(self) -> Bucket:
        """Its bucket."""
        return bucket_of(self.amount_fen)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line of the return: cases of a class (empty: all together), amounts in 分, people, how far they came."""

    name: str
    cases: int = 0
    amount_fen: int = 0
    participants: int = 0
    crossing: int = 0
    filed: int = 0
    tried: int = 0
    closed: int = 0

    def with_case(self, case: Case) -> "CaseLine":
        """The line with one case more."""
        return CaseLine(
            self.name,
            self.cases + 1,
            self.amount_fen + (case.amount_fen or 0),
            self.participants + (case.participants or 0),
            self.crossing + case.crosses,
            self.filed + case.filed,
            self.tried + case.tried,
            self.closed + case.closed,
        )


def new_cases(connection: Connection, begin: datetime, end: datetime, wanted: RegisterFilter = ALL) -> tuple[Case, ...]:
    """The leads that became cases from ``begin`` until before ``end``."""
    first, last = microseconds(begin), microseconds(end)
    within = select(A.c.lead).where(A.c.act.in_(CASE), A.c.at >= first, A.c.at < last)
    before = _has(E.c.act.in_(CASE), E.c.at < first)
    query = (
        select(
            L.c.lead, L.c.pretext, func.coalesce(G.c.art19, "").label("group"), L.c.division, L.c.areas,
            L.c.amount_fen, L.c.participants, L.c.stage,
            _has(E.c.act == Act.FILED.value).label("filed"), _has(E.c.act == Act.TRIED.value).label("tried"),
        )
        .select_from(L.outerjoin(G, L.c.lead == G.c.lead))
        .where(L.c.lead.in_(within), ~before, L.c.stage != Stage.MERGED.value)
        .order_by(L.c.lead)
    )  # fmt: skip
    return tuple(_case(dict(row)) for row in connection.execute(narrowed(query, wanted)).mappings())


def _has(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(E.c.lead == L.c.lead, *conditions)


def _case(stored: Mapping[str, Any]) -> Case:
    return Case(
        lead=stored["lead"],
        pretext=stored["pretext"],
        group=stored["group"],
        street=street_of(stored["division"]),
        amount_fen=stored["amount_fen"],
        participants=stored["participants"],
        crosses=crosses_province(items_of(stored["areas"]), stored["division"]),
        filed=bool(stored["filed"]),
        tried=bool(stored["tried"]),
        closed=stored["stage"] in {Stage.CLOSED, Stage.ARCHIVED},
    )


def classed(cases: Iterable[Case], by: Class) -> tuple[CaseLine, ...]:
    """The return: a line a class, in the order of their names, what is in none after them, then the line of all."""
    lines: dict[str, CaseLine] = {}
    total = CaseLine("")
    for case in cases:
        name = str(getattr(case, by.value))
        lines[name] = lines.get(name, CaseLine(name)).with_case(case)
        total = total.with_case(case)
    return (*(lines[name] for name in sorted(lines, key=lambda name: (not name, name))), total)


@dataclass(frozen=True, slots=True)
class StreetLine:
    """What was done in a street (empty: in all of them) in a period: leads by act; visits are counted one by one."""

    street: str
    acts: Mapping[Act, int]
    amount_fen: int
    participants: int


def district_return(
    connection: Connection, begin: datetime, end: datetime, wanted: RegisterFilter = ALL
) -> tuple[StreetLine, ...]:
    """What each street did from ``begin`` until before ``end``; amounts and people are those of leads registered."""
    in_period = (A.c.at >= microseconds(begin), A.c.at < microseconds(end))
    query = (
        select(L.c.division, A.c.act, func.count(distinct(A.c.lead)).label("leads"), func.count().label("times"))
        .select_from(A.join(L, A.c.lead == L.c.lead))
        .where(*in_period)
        .group_by(L.c.division, A.c.act)
    )
    registered = (
        select(L.c.division, func.sum(L.c.amount_fen).label("amount"), func.sum(L.c.participants).label("people"))
        .select_from(A.join(L, A.c.lead == L.c.lead))
        .where(*in_period, A.c.act == Act.REGISTERED.value)
        .group_by(L.c.division)
    )
    acts: defaultdict[str, Counter[Act]] = defaultdict(Counter)
    money, people = Counter[str](), Counter[str]()
    for row in connection.execute(narrowed(query, wanted)):
        for street in (street_of(row.division), ""):
            acts[street][Act(row.act)] += row.times if row.act == Act.VISIT else row.leads
    for row in connection.execute(narrowed(registered, wanted)):
        for street in (street_of(row.division), ""):
            money[street] += int(row.amount or 0)
            people[street] += int(row.people or 0)
    streets = (*sorted(street for street in acts if street), "")
    return tuple(StreetLine(street, acts[street], money[street], people[street]) for street in streets)
