"""How long leads stand at their stages: every stay told by its beginning, its end, and how long it was suspended.

A suspension may outlast a stage (the police file while the office waits), so no counter tells it: the steps are kept,
one row each, and the stays are what lies between them. Time never runs back: what was entered late with an earlier date
begins where the step before it did. A lead from an older ledger begins at the stage stated there, on the day stated;
its stays before that are not known here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Index,
    Select,
    Subquery,
    case,
    distinct,
    func,
    literal,
    select,
)

from domain.instants import BEIJING, instant_of, microseconds
from domain.lead.base import LeadEvent
from domain.lead.inquiry.events import InquiryOpened
from domain.lead.stage import Stage
from domain.lead.standing.events import DateCorrected, LeadResumed, LeadSuspended
from projections.base import Change, Projection, count, key, number, place, text
from projections.building_register import STREET
from projections.classes import PRETEXT, PRETEXT_DERIVED, C
from projections.registers import ALL, L, RegisterFilter, narrowed
from projections.risk_ledger import lead_of
from projections.stored import instant
from workflows.ports import Recorded

TIMES: Final = Projection("stage_times", version=2)

STEPS: Final = TIMES.table(
    key("lead"), place("position"), text("move"), number("at"), text("stage"), count("moved"), count("turn"),
    Index("stage_times_told", "lead", "stage", "at", "turn"),
)  # fmt: skip
"""``moved``: 1 where a stage began; ``turn``: 1 where a suspension began, -1 where it ended. Instants in µs.

What is told of all leads at once (where they have been, since when they stand) is read from the index alone.
"""

DATES: Final = TIMES.table(key("lead"), key("move"), place("was"), number("at"), suffix="dates")
"""Corrected dates: what a move dated ``was`` is dated now."""

GROUPS: Final = TIMES.table(key("lead"), text("art19"), suffix="groups")
"""The group of R737 19 under which the inquiry was opened, the last time."""

TURNS: Final[dict[type[LeadEvent], int]] = {LeadSuspended: 1, LeadResumed: -1}


@TIMES.on(LeadEvent)
def _step(event: LeadEvent, at: Recorded) -> Iterator[Change]:
    moved, turn = int(event.stage is not event.came_from), TURNS.get(type(event), 0)
    if moved or turn:
        yield STEPS.insert(
            lead_of(at), at.position, move=event.move, at=microseconds(event.reached_at), stage=event.stage,
            moved=moved, turn=turn,
        )  # fmt: skip


@TIMES.on(DateCorrected)
def _redated(event: DateCorrected, at: Recorded) -> Change:
    right = datetime.combine(event.happened_on, time(), BEIJING)
    return DATES.set(lead_of(at), event.act, microseconds(event.was), at=microseconds(right))


@TIMES.on(InquiryOpened)
def _group(event: InquiryOpened, at: Recorded) -> Change:
    return GROUPS.set(lead_of(at), art19=event.group)


class By(StrEnum):
    """What statistics are told by."""

    STREET = "street"
    PRETEXT = "pretext"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Stay:
    """A lead at a stage; ``left`` is None while it is there. ``suspended`` in µs, until now where it goes on."""

    lead: str
    stage: Stage
    entered: datetime
    left: datetime | None
    suspended: int

    def spent(self, now: datetime) -> int:
        """How long it lasted or lasts, in µs, without suspensions."""
        return microseconds(self.left or now) - microseconds(self.entered) - self.suspended


@dataclass(frozen=True, slots=True)
class StageTime:
    """What is known of a stage, of one ``group`` of leads (empty: all). Times in µs, without suspensions.

    ``reached`` leads ever came there, ``here`` leads stand there now; ``spent`` is the time of all ``stays`` together,
    ``oldest`` that of the lead that has been there longest; ``derived``: of how many that came there nobody said the
    class.
    """

    group: str
    stage: Stage
    reached: int
    here: int
    stays: int
    spent: int
    oldest: int
    derived: int

    @property
    def mean(self) -> int:
        """The time of a stay."""
        return self.spent // self.stays


S: Final = STEPS.table
G: Final = GROUPS.table
D: Final = DATES.table

GROUPED: Final[Mapping[By, ColumnElement[Any]]] = {
    By.STREET: func.substr(L.c.division, 1, STREET),
    By.PRETEXT: PRETEXT,
    By.GROUP: func.coalesce(G.c.art19, ""),
}


def stays(connection: Connection, lead: str, now: datetime) -> tuple[Stay, ...]:
    """Where a lead stood, in order."""
    query = select(_stays(microseconds(now), S.c.lead == lead)).order_by("stay")
    return tuple(
        Stay(row.lead, Stage(row.stage), instant_of(row.entered), instant(row.left), int(row.suspended))
        for row in connection.execute(query)
    )


def stage_times(
    connection: Connection, now: datetime, *, by: By | None = None, wanted: RegisterFilter = ALL
) -> tuple[StageTime, ...]:
    """Every stage that a lead ever reached, in the order of the procedure; group by group where ``by`` is said."""
    moment = microseconds(now)
    query = narrowed(_totals(moment, by, of_leads=wanted != ALL), wanted)
    found = map(dict, connection.execute(query).mappings())
    rows = [StageTime(**{**row, "stage": Stage(row["stage"]), **_whole(row)}) for row in found]
    order = list(Stage)
    return tuple(sorted(rows, key=lambda row: (row.group, order.index(row.stage))))


def standing(now: datetime, leads: Select[Any]) -> CTE:
    """Each of these leads with the time (µs) that it has spent at its present stage, without suspensions.

    Nearly all were never suspended and have no corrected date: they stand since the last of their steps, which takes a
    tenth of the time to find.
    """
    moment, these = microseconds(now), leads.cte("these")
    among = S.c.lead.in_(select(these.c.lead))
    turned = select(S.c.lead).where(S.c.turn != 0).union(select(D.c.lead)).cte("turned")
    plain = select(S.c.lead, (moment - func.max(S.c.at)).label("spent")).group_by(S.c.lead)
    plain = plain.where(among, S.c.lead.not_in(select(turned.c.lead)))
    each = _stays(moment, among & S.c.lead.in_(select(turned.c.lead)))
    spent = (moment - each.c.entered - each.c.suspended).label("spent")
    return plain.union_all(select(each.c.lead, spent).where(each.c.left.is_(None))).cte("standing")


def _totals(now: int, by: By | None, *, of_leads: bool) -> Select[Any]:
    """Leads are looked up only where they are asked about: of a million, that takes seconds."""
    each = _stays(now)
    told: FromClause = each
    if of_leads or by in {By.STREET, By.PRETEXT}:
        told = told.outerjoin(L, each.c.lead == L.c.lead)
    if by is By.PRETEXT:
        told = told.outerjoin(C, each.c.lead == C.c.lead)
    if by is By.GROUP:
        told = told.outerjoin(G, each.c.lead == G.c.lead)
    net = func.coalesce(each.c.left, now) - each.c.entered - each.c.suspended
    group = (GROUPED[by] if by else literal("")).label("group")
    derived = func.count(distinct(case((PRETEXT_DERIVED, each.c.lead)))) if by is By.PRETEXT else literal(0)
    return (
        select(
            group,
            each.c.stage,
            func.count(distinct(each.c.lead)).label("reached"),
            func.count(case((each.c.left.is_(None), 1))).label("here"),
            func.count().label("stays"),
            func.sum(net).label("spent"),
            func.max(case((each.c.left.is_(None), net), else_=0)).label("oldest"),
            derived.label("derived"),
        )
        .select_from(told)
        .group_by(*(["group"] if by else []), each.c.stage)  # by its name: PostgreSQL takes equal expressions for two
    )


def _whole(row: Mapping[str, Any]) -> dict[str, int]:
    """Sums of PostgreSQL are decimals."""
    return {name: int(row[name]) for name in ("spent", "oldest")}


def _stays(now: int, of: ColumnElement[bool] | None = None) -> Subquery:
    """The steps between two moves as one stay each, ``of`` some leads or of all; the last one goes on."""
    spans = _spans(of)
    end = func.coalesce(spans.c.ended, now)
    over = func.count(spans.c.ended) == func.count()
    return (
        select(
            spans.c.lead,
            spans.c.stay,
            func.min(spans.c.stage).label("stage"),
            func.min(spans.c.begun).label("entered"),
            case((over, func.max(spans.c.ended))).label("left"),
            func.sum(case((spans.c.held > 0, end - spans.c.begun), else_=0)).label("suspended"),
        )
        .group_by(spans.c.lead, spans.c.stay)
        .subquery("stays")
    )


def _spans(of: ColumnElement[bool] | None) -> Subquery:
    """From each step to the next: which stay it belongs to, whether it was suspended."""
    at = func.coalesce(D.c.at, S.c.at)
    so_far: dict[str, Any] = {"partition_by": S.c.lead, "order_by": S.c.position}
    following = func.lead(S.c.position).over(**so_far)
    query = select(
        S.c.lead,
        S.c.stage,
        func.max(at).over(**so_far).label("begun"),
        case((following.is_not(None), func.max(at).over(**so_far, rows=(None, 1)))).label("ended"),
        func.sum(S.c.turn).over(**so_far).label("held"),
        func.sum(S.c.moved).over(**so_far).label("stay"),
    ).select_from(S.outerjoin(D, (D.c.lead == S.c.lead) & (D.c.move == S.c.move) & (D.c.was == S.c.at)))
    return (query if of is None else query.where(of)).subquery("spans")
