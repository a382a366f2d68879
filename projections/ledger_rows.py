"""Asks the risk ledger for a page of leads in some order."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from itertools import product
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, func, or_, select, true

from domain.catalogue import MASKED
from domain.lead.stage import Stage
from domain.lead.vocabulary import Business, Feature, Pretext, Source, TransferMark
from domain.values.divisions import significant
from domain.values.risk_grade import RiskGrade
from domain.values.text import compact
from projections.ledger_order import AS_REGISTERED, KEYS, Cursor, Order, merged, parts
from projections.ledger_past import Span, Standing, been_at, classed_as, closed_in, stands
from projections.ledger_search import searched
from projections.risk_ledger import LEADS, RANKS, STREET
from projections.sight import Reader, below, in_hand, open_to, shown_to
from projections.stored import instant, items_of, read, stored_day

T: Final = LEADS.table
NOBODY: Final = "-"
"""The handler of leads that have none; no account is called so."""

ANY_TIME: Final = Span()

_ORGAN: Final = case((T.c.referred_organ != "", T.c.referred_organ), else_=T.c.organ)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A lead as the ledger has it. Amounts in 分; ``deadline`` is the date set by the act the lead stands at."""

    lead: str
    number: str
    source: Source | None
    registered_at: datetime | None
    office: str
    organ: str
    subject: str
    natural_person: bool
    identity: str
    representative: str
    registered_place: str
    division: str
    address: str
    building: str
    industry: str
    scheme: str
    pretext: Pretext | None
    features: tuple[Feature, ...]
    amount_fen: int | None
    participants: int | None
    areas: tuple[str, ...]
    grade: RiskGrade | None
    grade_reasons: tuple[str, ...]
    stage: Stage
    stage_since: datetime | None
    responsible_office: str
    responsible_organ: str
    handler: str
    deadline: date | None
    escalated_at: datetime | None
    transfer: TransferMark | None
    transferred: bool
    remark: str
    suspended: bool
    carried: bool
    merged_into: str
    updated_at: datetime | None
    updated_position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """Which leads to show; what is empty does not narrow.

    ``division`` takes in everything below it; ``handler`` may be ``NOBODY``; ``text`` is looked for in names (also by
    their pinyin initials), code, number, building and address, as far as ``reader`` may read them, of leads not his
    office's work only where he has ``explained`` why; ``due_by`` keeps leads whose deadline is that day or earlier;
    ``registered`` and ``closed`` those of a time; ``street`` those of one street, or those of whose place no more is
    known; ``been`` those that ever stood at one of these stages; ``standing`` those that stand at their stage so long;
    ``shown_to`` those that whoever asks is shown at all.
    """

    stages: tuple[Stage, ...] = ()
    division: str = ""
    office: str = ""
    handler: str = ""
    grades: tuple[RiskGrade, ...] = ()
    source: Source | None = None
    transferred: bool | None = None
    due_by: date | None = None
    registered: Span = ANY_TIME
    closed: Span = ANY_TIME
    street: str = ""
    been: tuple[Stage, ...] = ()
    standing: Standing | None = None
    pretext: Pretext | None = None
    business: Business | None = None
    text: str = ""
    reader: Reader | None = None
    explained: bool = False
    shown_to: Reader | None = None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Some rows, and where the next page begins (None after the last)."""

    rows: tuple[LedgerRow, ...]
    following: Cursor | None


HIDDEN: Final = ("representative", "address", "remark")
OF_PERSONS: Final = ("subject", "identity")
"""What the log seals: free text and names of persons; of a natural person also what tells who it is."""


def veiled(row: LedgerRow) -> LedgerRow:
    """The row for somebody who is not entitled to personal data: names of persons and what was written about them."""
    hidden = (*HIDDEN, *(OF_PERSONS if row.natural_person else ()))
    masks: dict[str, Any] = {name: MASKED for name in hidden if getattr(row, name)}
    return replace(row, **masks, grade_reasons=tuple(MASKED for _ in row.grade_reasons[:1]))


EVERYTHING: Final = LedgerFilter()


def ledger(
    connection: Connection,
    wanted: LedgerFilter = EVERYTHING,
    *,
    order: Order = AS_REGISTERED,
    after: Cursor | None = None,
    limit: int = 50,
) -> LedgerPage:
    """A page of the ledger behind a row; nothing is counted, and nothing is read but the page."""
    found: list[dict[str, Any]] = []
    for part in parts(_ROWS.where(*_conditions(wanted)), order, after):
        if len(found) <= limit:
            page = merged(part, _choices(wanted), order, limit + 1 - len(found))
            found += map(dict, connection.execute(page).mappings())
    ends = [Cursor(*(row.pop(key) for key in KEYS)) for row in found]
    return LedgerPage(tuple(map(_row, found[:limit])), ends[limit - 1] if len(found) > limit else None)


def counted(connection: Connection, wanted: LedgerFilter, most: int) -> int:
    """How many leads it would list, counted no further than one beyond ``most``: a page does not wait for a census."""
    some = select(T.c.lead).where(matching(wanted)).limit(most + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


_ROWS: Final[Select[Any]] = select(
    *(_ORGAN.label(f.name) if f.name == "responsible_organ" else T.c[f.name] for f in fields(LedgerRow))
).where(T.c.registered_at.is_not(None))

_READ: Final[dict[str, Any]] = {
    "source": lambda stored: Source(stored) if stored else None,
    "registered_at": instant,
    "pretext": lambda stored: Pretext(stored) if stored else None,
    "features": lambda stored: tuple(Feature(item) for item in items_of(stored)),
    "areas": items_of,
    "grade": lambda stored: RiskGrade(stored) if stored else None,
    "grade_reasons": items_of,
    "stage": Stage,
    "stage_since": instant,
    "deadline": stored_day,
    "escalated_at": instant,
    "transfer": lambda stored: TransferMark(stored) if stored else None,
    "updated_at": instant,
}
"""Columns that come out as something else than they are stored as."""


def _row(stored: Any) -> LedgerRow:  # noqa: ANN401 - a row of the database
    return LedgerRow(**read(stored, _READ))


def _conditions(wanted: LedgerFilter) -> list[ColumnElement[bool]]:
    simple: tuple[tuple[Any, Any], ...] = (
        (wanted.division, within(wanted.division)),
        (wanted.office, T.c.responsible_office == wanted.office),
        (wanted.handler, T.c.handler == ("" if wanted.handler == NOBODY else wanted.handler)),
        (wanted.source, T.c.source == wanted.source),
        (wanted.transferred is not None, T.c.transferred == wanted.transferred),
        (wanted.due_by, due(wanted.due_by)),
        (wanted.street, T.c.street == wanted.street),
        (wanted.registered != ANY_TIME, wanted.registered.holds(T.c.registered_at)),
        (wanted.text, _found(wanted)),
    )
    if wanted.shown_to is not None:
        simple = (*simple, (True, shown_to(wanted.shown_to, T)))
    return [*(condition for given, condition in simple if given), *_of_the_past(wanted)]


def _of_the_past(wanted: LedgerFilter) -> Iterator[ColumnElement[bool]]:
    """What other tables are asked about, and seldom."""
    if wanted.closed != ANY_TIME:
        yield closed_in(wanted.closed)
    if wanted.been:
        yield been_at(wanted.been)
    if wanted.standing is not None:
        yield stands(wanted.standing, matching(replace(wanted, standing=None)))
    if wanted.pretext or wanted.business:
        yield classed_as(wanted.pretext, wanted.business)


def matching(wanted: LedgerFilter) -> ColumnElement[bool]:
    """What holds for every row that the ledger would show: for those who count what it lists."""
    return and_(T.c.registered_at.is_not(None), or_(*_choices(wanted)), *_conditions(wanted))


def due(day: date | None) -> ColumnElement[bool]:
    """The leads that were due by a day, or at all."""
    return and_(T.c.deadline >= "", T.c.deadline <= day.isoformat() if day else true())


def _choices(wanted: LedgerFilter) -> list[ColumnElement[bool]]:
    """One of these holds for every wanted lead."""
    stages = [T.c.stage == stage for stage in wanted.stages] or [true()]
    grades = [T.c.grade_rank == RANKS[grade] for grade in wanted.grades] or [true()]
    return [and_(*each) for each in product(stages, grades)]


def within(division: str) -> ColumnElement[bool]:
    """The leads of an area: of a street or less by the street, whose leads one index holds in every order of stages."""
    code = significant(division)
    if len(code) < STREET:
        return below(T.c.division, division)
    street = T.c.street == code[:STREET]
    return street if len(code) == STREET else street & below(T.c.division, division)


def _found(wanted: LedgerFilter) -> ColumnElement[bool]:
    """Whoever could find by a text what is veiled before him would know what stands behind the veil.

    Codes are looked through for what has a digit: two letters of pinyin would find the MA in every second code.
    """
    text, reader = wanted.text, wanted.reader
    bare = searched(text)
    if not bare:
        return false()

    def holds(*names: str) -> ColumnElement[bool]:
        return or_(*(T.c[name].contains(bare, autoescape=True) for name in names))

    found = holds("search_subject", "search_building")
    if any(map(str.isdigit, bare)):
        number = T.c.number.contains(compact(text), autoescape=True)
        found = or_(found, number, ~T.c.natural_person & holds("identity"))
    if reader is None:
        return found
    opened = open_to(reader, T) if wanted.explained else open_to(reader, T) & in_hand(reader, T)
    return or_(found, opened & holds("search_people", "search_address"))
