"""What a supervisor sees of the leads before him: counted under the very conditions by which the ledger lists them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, distinct, func, literal, or_, select

from domain.lead.stage import Stage
from projections.acts import ROWS, Act
from projections.classes import BUSINESS, PRETEXT, C
from projections.ledger_past import Span, band, handed_over
from projections.ledger_rows import LedgerFilter, due, matching
from projections.risk_ledger import LEADS
from projections.stage_times import STEPS, standing

T: Final = LEADS.table
A: Final = ROWS.table
S: Final = STEPS.table


class By(StrEnum):
    """By what leads are told apart."""

    STAGE = "stage"
    STREET = "street"
    PRETEXT = "pretext"
    BUSINESS = "business"


KEYS: Final[Mapping[By, ColumnElement[str]]] = {
    By.STAGE: T.c.stage, By.STREET: T.c.street, By.PRETEXT: PRETEXT, By.BUSINESS: BUSINESS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How many leads are alike in all by which leads are told apart, and in whether they are overdue."""

    alike: tuple[tuple[Mapping[By, str], bool, int], ...]

    def by(self, by: By, *, overdue: bool = False) -> Mapping[str, int]:
        """How many leads there are of each; with ``overdue`` how many of those."""
        counts: Counter[str] = Counter()
        for keys, late, leads in self.alike:
            if late or not overdue:
                counts[keys[by]] += leads
        return counts


def tally(connection: Connection, wanted: LedgerFilter, due_by: date) -> Tally:
    """The leads counted in one pass; overdue are those that were due by that day."""
    keys = [column.label(f"by_{by}") for by, column in KEYS.items()]
    late = case((due(due_by), 1), else_=0).label("late")
    query = (
        select(*keys, late, func.count().label("leads"))
        .select_from(T.outerjoin(C, T.c.lead == C.c.lead))
        .where(matching(wanted))
        .group_by(*(each.name for each in keys), "late")  # by name: PostgreSQL takes equal expressions for two
    )
    found = connection.execute(query)
    return Tally(tuple((dict(zip(KEYS, keys, strict=True)), bool(late), leads) for *keys, late, leads in found))


def reached(connection: Connection, wanted: LedgerFilter, steps: Sequence[Iterable[Stage]]) -> tuple[int, ...]:
    """How many leads ever came to each step, counted in one pass: those that ``been_at`` finds."""
    kept = [tuple(stages) for stages in steps]
    ever = [func.max(case((S.c.stage.in_(stages), 1), else_=0)).label(f"step{at}") for at, stages in enumerate(kept)]
    lives = select(S.c.lead, *ever).group_by(S.c.lead).subquery("lives")
    been = [
        func.count(case((or_(lives.c[each.name] == 1, handed_over(stages)), 1)))
        for each, stages in zip(ever, kept, strict=True)
    ]
    query = select(*been).select_from(T.outerjoin(lives, lives.c.lead == T.c.lead)).where(matching(wanted))
    return tuple(connection.execute(query).one())


def registered(connection: Connection, wanted: LedgerFilter, spans: Iterable[Span]) -> tuple[int, ...]:
    """How many leads were registered in each time."""
    each = [span.holds(T.c.registered_at) for span in spans]
    counts = [func.count(case((held, 1))) for held in each]
    return tuple(connection.execute(select(*counts).select_from(T).where(or_(*each), matching(wanted))).one())


def closed(connection: Connection, wanted: LedgerFilter, spans: Iterable[Span]) -> tuple[int, ...]:
    """How many leads were closed in each time; one that was closed twice counts in both."""
    each = [span.holds(A.c.at) for span in spans]
    counts = [func.count(distinct(case((held, A.c.lead)))) for held in each]
    done = A.join(T, T.c.lead == A.c.lead)
    query = select(*counts).select_from(done).where(A.c.act == Act.CLOSED.value, or_(*each), matching(wanted))
    return tuple(connection.execute(query).one())


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


class Stood(NamedTuple):
    """How long leads have stood at their stage.

    ``ages``: (stage, between which of some bounds in days) → leads; ``longest``: those that have stood there longest.
    """

    ages: Mapping[tuple[Stage, int], int]
    longest: tuple[Stuck, ...]


def stood(connection: Connection, wanted: LedgerFilter, now: datetime, bounds: Sequence[int], limit: int) -> Stood:
    """Both in one pass: to find out since when leads stand is what takes its time."""
    each = standing(now, select(T.c.lead).where(matching(wanted)))
    leads = T.join(each, T.c.lead == each.c.lead)
    at = band(each.c.spent, bounds).label("at")
    by_age = select(T.c.stage, at, func.count().label("leads"), literal("").label("lead"), literal(0).label("spent"))
    by_age = by_age.select_from(leads).group_by(T.c.stage, "at")
    named = select(T.c.stage, literal(-1).label("at"), literal(0).label("leads"), T.c.lead, each.c.spent)
    named = named.select_from(leads).order_by(each.c.spent.desc(), T.c.lead).limit(limit)
    longest = named.subquery("longest")
    rows = connection.execute(by_age.union_all(select(longest))).all()
    spent = {row.lead: int(row.spent) for row in rows if row.lead}
    return Stood({(Stage(row.stage), row.at): row.leads for row in rows if not row.lead}, _stuck(connection, spent))


def _stuck(connection: Connection, spent: Mapping[str, int]) -> tuple[Stuck, ...]:
    shown = (T.c.lead, T.c.number, T.c.subject, T.c.natural_person, T.c.stage, T.c.suspended)
    found = connection.execute(select(*shown).where(T.c.lead.in_(spent))).mappings()
    told = (Stuck(**{**row, "stage": Stage(row["stage"]), "spent": spent[row["lead"]]}) for row in found)
    return tuple(sorted(told, key=lambda each: (-each.spent, each.lead)))
