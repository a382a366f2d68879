"""What an office reports: new suspected cases by class, and what each street did in a period.

The form 涉嫌非法集资新发案件分类情况统计表 has a row for every 业务类别, also where nothing is to tell.

A lead becomes a case with the first act that rests on suspicion (``projections.acts.CASE``, office rule): the inquiry,
a transfer, the filing of the police. It is counted once, in the period of that act; what was merged is counted in the
lead that took it in.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, distinct, exists, func, select

from domain.instants import microseconds
from domain.lead.inquiry.commands import Group
from domain.lead.stage import Stage
from domain.lead.vocabulary import Business, Pretext, Trade
from domain.values.divisions import significant
from projections.acts import CASE, ROWS, Act
from projections.building_register import street_of
from projections.classes import BUSINESS, BUSINESS_DERIVED, PRETEXT, PRETEXT_DERIVED, C
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
    """By what new cases are classed; the first is what the form asks for."""

    BUSINESS = "business"
    PRETEXT = "pretext"
    GROUP = "group"
    STREET = "street"
    AMOUNT = "amount"


class Place(StrEnum):
    """Which place of a case is meant: where it was found, where the subject is registered, where money was taken."""

    FOUND = "found"
    REGISTERED = "registered"
    INVOLVED = "involved"


@dataclass(frozen=True, slots=True)
class Case:
    """A lead that became a suspected case; ``filed``, ``tried``, ``closed`` are how far it came since.

    ``derived``: the classes that nobody said. ``registered_place`` and ``areas`` are codes or texts.
    """

    lead: str
    business: str
    pretext: str
    derived: frozenset[Class]
    group: str
    street: str
    amount_fen: int | None
    participants: int | None
    registered_place: str
    areas: tuple[str, ...]
    crosses: bool
    filed: bool
    tried: bool
    closed: bool

    @property
    def amount(self) -> Bucket:
        """Its bucket."""
        return bucket_of(self.amount_fen)

    @property
    def trade(self) -> str:
        """The 大类 of its business."""
        return Business(self.business).trade.value

    def texts(self, place: Place) -> tuple[str, ...]:
        """What is known of a place of it."""
        return self.areas if place is Place.INVOLVED else (self.registered_place,)


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A line of the return: cases of a class (empty: all together), amounts in 分, people, how far they came.

    ``derived``: of how many nobody said the class.
    """

    name: str
    cases: int = 0
    amount_fen: int = 0
    participants: int = 0
    crossing: int = 0
    filed: int = 0
    tried: int = 0
    closed: int = 0
    derived: int = 0

    def with_case(self, case: Case, by: Class) -> "CaseLine":
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
            self.derived + (by in case.derived),
        )


def new_cases(connection: Connection, begin: datetime, end: datetime, wanted: RegisterFilter = ALL) -> tuple[Case, ...]:
    """The leads that became cases from ``begin`` until before ``end``."""
    first, last = microseconds(begin), microseconds(end)
    within = select(A.c.lead).where(A.c.act.in_(CASE), A.c.at >= first, A.c.at < last)
    before = _has(E.c.act.in_(CASE), E.c.at < first)
    query = (
        select(
            L.c.lead, BUSINESS.label("business"), PRETEXT.label("pretext"), BUSINESS_DERIVED.label("business_derived"),
            PRETEXT_DERIVED.label("pretext_derived"), func.coalesce(G.c.art19, "").label("group"), L.c.division,
            L.c.areas, L.c.registered_place, L.c.amount_fen, L.c.participants, L.c.stage,
            _has(E.c.act == Act.FILED.value).label("filed"), _has(E.c.act == Act.TRIED.value).label("tried"),
        )
        .select_from(L.outerjoin(G, L.c.lead == G.c.lead).outerjoin(C, L.c.lead == C.c.lead))
        .where(L.c.lead.in_(within), ~before, L.c.stage != Stage.MERGED.value)
        .order_by(L.c.lead)
    )  # fmt: skip
    return tuple(_case(dict(row)) for row in connection.execute(narrowed(query, wanted)).mappings())


def _has(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(E.c.lead == L.c.lead, *conditions)


def _case(stored: Mapping[str, Any]) -> Case:
    areas = items_of(stored["areas"])
    return Case(
        lead=stored["lead"],
        business=stored["business"],
        pretext=stored["pretext"],
        derived=frozenset(by for by in (Class.BUSINESS, Class.PRETEXT) if stored[f"{by.value}_derived"]),
        group=stored["group"],
        street=street_of(stored["division"]),
        amount_fen=stored["amount_fen"],
        participants=stored["participants"],
        registered_place=stored["registered_place"],
        areas=areas,
        crosses=crosses_province(areas, stored["division"]),
        filed=bool(stored["filed"]),
        tried=bool(stored["tried"]),
        closed=stored["stage"] in {Stage.CLOSED, Stage.ARCHIVED},
    )


def classed(cases: Iterable[Case], by: Class) -> tuple[CaseLine, ...]:
    """The return: a line a class, in the order of its list, what is in none after them, then the line of all."""
    lines: dict[str, CaseLine] = {}
    total = CaseLine("")
    for case in cases:
        name = str(getattr(case, by.value))
        lines[name] = lines.get(name, CaseLine(name)).with_case(case, by)
        total = total.with_case(case, by)
    order = [each.value for each in LISTS.get(by, ())]
    place = {name: order.index(name) if name in order else len(order) for name in lines}
    return (*(lines[name] for name in sorted(lines, key=lambda name: (not name, place[name], name))), total)


LISTS: Final[Mapping[Class, type[StrEnum]]] = {
    Class.BUSINESS: Business, Class.PRETEXT: Pretext, Class.GROUP: Group, Class.AMOUNT: Bucket,
}  # fmt: skip
"""In which order the lines of a return stand; streets by their codes."""


def form(cases: Iterable[Case]) -> tuple[CaseLine, ...]:
    """The form: every 大类 with its sum, its 小类 below it, then the line of all; also where nothing is to tell."""
    lines = {name: CaseLine(name) for trade in Trade for name in (trade.value, *_businesses(trade))}
    total = CaseLine("")
    for case in cases:
        for name in (case.trade, case.business):
            lines[name] = lines[name].with_case(case, Class.BUSINESS)
        total = total.with_case(case, Class.BUSINESS)
    return (*lines.values(), total)


def _businesses(trade: Trade) -> Iterator[str]:
    return (each.value for each in Business if each.trade is trade)


def lies_in(texts: Iterable[str], code: str, names: Collection[str]) -> bool:
    """Whether a place is in a division by its code, or by a text with one of the division's ``names``."""
    within = significant(code)
    return any(text.startswith(within) or any(name in text for name in names) for text in texts if text)


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
