"""Asks the risk ledger: one lead, or a page of leads in the order they were registered."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, case, or_, select, tuple_

from domain.catalogue import MASKED
from domain.lead.stage import Stage
from domain.lead.vocabulary import Feature, Pretext, Source, TransferMark
from domain.values.divisions import significant
from domain.values.risk_grade import RiskGrade
from projections.risk_ledger import LEADS
from projections.sight import Reader, open_to, shown_to
from projections.stored import instant, items_of, stored_day

T: Final = LEADS.table

DEADLINE_COLUMNS: Final[dict[Stage, str]] = {
    Stage.ASSISTING: "reply_by",
    Stage.VERIFYING: "verify_by",
    Stage.MONITORING: "review_on",
    Stage.INTERVIEW: "interview_on",
    Stage.RECTIFYING: "rectify_by",
    Stage.FOLLOW_UP: "observe_until",
}
"""Which date counts at which stage; at the others none was set by an act."""

DEADLINE: Final[ColumnElement[str | None]] = case(
    {stage.value: T.c[column] for stage, column in DEADLINE_COLUMNS.items()}, value=T.c.stage
)
RESPONSIBLE: Final = case((T.c.referred_organ != "", T.c.referred_organ), else_=T.c.organ)
RESPONSIBLE_OFFICE: Final = case((T.c.referred_to != "", T.c.referred_to), else_=T.c.office)


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

    ``division`` takes in everything below it; ``text`` is looked for in subject, code, number, building and address, as
    far as ``reader`` may read them; ``due_by`` keeps leads whose deadline is that day or earlier; ``shown_to`` those
    that whoever asks is shown at all.
    """

    stages: tuple[Stage, ...] = ()
    division: str = ""
    office: str = ""
    handler: str = ""
    grades: tuple[RiskGrade, ...] = ()
    source: Source | None = None
    transferred: bool | None = None
    due_by: date | None = None
    text: str = ""
    reader: Reader | None = None
    shown_to: Reader | None = None


class Cursor(NamedTuple):
    """The last row of a page: registered (µs) and lead."""

    registered_at: int
    lead: str


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


def lead(connection: Connection, lead: str) -> LedgerRow | None:
    """The row of a lead by its id."""
    return _one(connection, T.c.lead == lead)


def lead_by_number(connection: Connection, number: str) -> LedgerRow | None:
    """The row of a lead by its 线索编号."""
    return _one(connection, T.c.number == number)


def ledger(
    connection: Connection, wanted: LedgerFilter = EVERYTHING, *, after: Cursor | None = None, limit: int = 50
) -> LedgerPage:
    """A page of the ledger, the earliest registered first; pages neither repeat nor skip while leads are added."""
    query = _ROWS.where(*_conditions(wanted)).order_by(T.c.registered_at, T.c.lead).limit(limit + 1)
    if after is not None:
        query = query.where(tuple_(T.c.registered_at, T.c.lead) > tuple_(*after))
    found = connection.execute(query).mappings().all()
    rows = tuple(_row(row) for row in found[:limit])
    more = len(found) > limit
    return LedgerPage(rows, Cursor(found[limit - 1]["registered_at"], rows[-1].lead) if more else None)


_COMPUTED: Final = {
    "deadline": DEADLINE,
    "responsible_office": RESPONSIBLE_OFFICE,
    "responsible_organ": RESPONSIBLE,
}
_ROWS: Final[Select[Any]] = select(
    *(_COMPUTED[f.name].label(f.name) if f.name in _COMPUTED else T.c[f.name] for f in fields(LedgerRow))
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
    "deadline": stored_day,
    "escalated_at": instant,
    "transfer": lambda stored: TransferMark(stored) if stored else None,
    "updated_at": instant,
}
"""Columns that come out as something else than they are stored as."""


def _one(connection: Connection, condition: ColumnElement[bool]) -> LedgerRow | None:
    row = connection.execute(_ROWS.where(condition)).mappings().first()
    return None if row is None else _row(row)


def _row(stored: Any) -> LedgerRow:  # noqa: ANN401 - a row of the database
    return LedgerRow(**{name: _READ[name](value) if name in _READ else value for name, value in stored.items()})


def _conditions(wanted: LedgerFilter) -> list[ColumnElement[bool]]:
    simple: tuple[tuple[Any, Any], ...] = (
        (wanted.stages, T.c.stage.in_(wanted.stages)),
        (wanted.division, T.c.division.startswith(significant(wanted.division), autoescape=True)),
        (wanted.office, wanted.office == RESPONSIBLE_OFFICE),
        (wanted.handler, T.c.handler == wanted.handler),
        (wanted.grades, T.c.grade.in_(wanted.grades)),
        (wanted.source, T.c.source == wanted.source),
        (wanted.transferred is not None, T.c.transferred == wanted.transferred),
        (wanted.due_by, (wanted.due_by.isoformat() if wanted.due_by else "") >= DEADLINE),
        (wanted.text, _found(wanted.text, wanted.reader)),
    )
    if wanted.shown_to is not None:
        simple = (*simple, (True, shown_to(wanted.shown_to, T)))
    return [condition for given, condition in simple if given]


def _found(text: str, reader: Reader | None) -> ColumnElement[bool]:
    """Whoever could find by a text what is veiled before him would know what stands behind the veil."""

    def within(*names: str) -> ColumnElement[bool]:
        return or_(*(T.c[name].contains(text, autoescape=True) for name in names))

    found = or_(within("number", "building"), ~T.c.natural_person & within(*OF_PERSONS))
    if reader is None:
        return found
    return or_(found, open_to(reader, T) & within(*OF_PERSONS, "address"))
