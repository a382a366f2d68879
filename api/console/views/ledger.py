"""``/ledger``: the risk ledger, narrowed, sorted and paged by the server; the columns that somebody wants to see."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import people
from api.console.seat import Seat, TheSeat
from api.console.terms import term
from api.http.queries import Day, area
from api.ledger_columns import MORE, RISK_LEDGER, values
from api.ledger_places import place_of, place_text
from api.registers.columns import Column, told
from api.sight import reader, sight
from domain.access import View
from domain.instants import day_of
from domain.lead.stage import Stage
from domain.lead.vocabulary import Source
from domain.values.risk_grade import RiskGrade
from projections.ledger_order import Order, Sort
from projections.ledger_rows import LedgerFilter, LedgerRow, ledger, veiled
from projections.risk_ledger import LEDGER
from projections.sight import Reader

routes = APIRouter()

PAGE: Final = 25
SIZES: Final = (25, 50, 100)
COLUMNS: Final = (*RISK_LEDGER.columns, *MORE)
SEEN: Final = tuple(each.key for each in RISK_LEDGER.columns if each.seen)
SORTED: Final[Mapping[str, Sort]] = {
    "number": Sort.NUMBER, "registered_at": Sort.REGISTERED, "subject": Sort.SUBJECT, "amount_fen": Sort.AMOUNT,
    "participants": Sort.PARTICIPANTS, "grade": Sort.GRADE, "deadline": Sort.DEADLINE, "stage_since": Sort.SINCE,
}  # fmt: skip
"""Column → what the ledger is sorted by when its head is clicked."""


class Asked(NamedTuple):
    """What was asked for, as it stands in the address."""

    text: str
    stage: tuple[Stage, ...]
    grade: tuple[RiskGrade, ...]
    source: Source | None
    division: str
    handler: str
    due_by: Any
    sort: Sort | None
    desc: bool
    column: tuple[str, ...]
    size: int
    names: bool

    def address(self, **other: object) -> str:
        """The address of the same with something else in it; pages begin anew unless ``after`` is given."""
        given = self._asdict() | other
        pairs = [(name, str(each)) for name, value in given.items()
                 for each in (value if isinstance(value, tuple) else (value,)) if _said(name, each)]  # fmt: skip
        return f"/ledger?{urlencode(pairs)}" if pairs else "/ledger"


def _said(name: str, value: object) -> bool:
    return value not in {None, "", False} and (name, value) != ("size", PAGE)


class Head(NamedTuple):
    """The head of a column: its words, where a click leads, whether the ledger is sorted by it and how."""

    column: Column
    address: str
    order: str


class Line(NamedTuple):
    """A row of the page: its lead and a text for each column."""

    row: LedgerRow
    cells: Sequence[tuple[Column, str]]
    term: Any


@routes.get("/ledger")
def the_ledger(
    *, seat: TheSeat,
    text: Annotated[str, Query(max_length=200)] = "",
    stage: Annotated[list[Stage], Query()] = [],  # noqa: B006 - FastAPI copies what is left out
    grade: Annotated[list[RiskGrade], Query()] = [],  # noqa: B006
    source: Annotated[Source | str, Query(max_length=60)] = "", division: Annotated[str, Query(max_length=12)] = "",
    handler: Annotated[str, Query(max_length=64)] = "", due_by: Annotated[Day | str, Query()] = "",
    sort: Annotated[Sort | None, Query()] = None, desc: Annotated[bool, Query()] = False,
    column: Annotated[list[str], Query()] = [],  # noqa: B006
    size: Annotated[int, Query(ge=1, le=200)] = PAGE, names: Annotated[bool, Query()] = False,
    after: Annotated[str, Query(max_length=600)] = "",
) -> Response:  # fmt: skip
    """A page of the leads that are shown to whoever sits there."""
    asked = Asked(
        text.strip(), tuple(stage), tuple(grade), source if isinstance(source, Source) else None, division.strip(),
        handler, due_by or None, sort, desc, tuple(column), size, names,
    )  # fmt: skip
    order = Order(sort or (Sort.DEADLINE if asked.due_by else Sort.REGISTERED), desc if sort else not asked.due_by)
    begin = place_of(after, order, "after") if after else None
    page = seat.app.ask(ledger, _wanted(seat, asked), order=order, after=begin, limit=size)
    lines = _lines(seat, asked, page.rows)
    following = asked.address(after=place_text(order, page.following)) if page.following else ""
    return seat.page(
        "ledger.html", "ledger", asked=asked, heads=_heads(asked, order), lines=lines, following=following,
        after=after, columns=COLUMNS, sizes=SIZES, stages=[each for each in Stage if each is not Stage.UNREGISTERED],
        grades=list(RiskGrade), sources=list(Source), officers=_officers(seat),
    )  # fmt: skip


def _wanted(seat: Seat, asked: Asked) -> LedgerFilter:
    asking = reader(seat.actor) if asked.names else None
    return LedgerFilter(
        stages=asked.stage, grades=asked.grade, source=asked.source, division=area(asked.division),
        handler=asked.handler, due_by=asked.due_by, text=asked.text, shown_to=sight(seat.app, seat.actor),
        reader=None if asking is None else Reader(asking.office, asking.division),
    )  # fmt: skip


def _heads(asked: Asked, order: Order) -> list[Head]:
    return [_head(each, asked, order) for each in _columns(asked)]


def _head(column: Column, asked: Asked, order: Order) -> Head:
    by = SORTED.get(column.key)
    if by is None:
        return Head(column, "", "none")
    lit = order.by is by
    address = asked.address(sort=by, desc=lit and not order.descending)
    return Head(column, address, ("descending" if order.descending else "ascending") if lit else "none")


def _columns(asked: Asked) -> list[Column]:
    wanted = asked.column or SEEN
    return [each for each in COLUMNS if each.key in wanted]


def _lines(seat: Seat, asked: Asked, rows: Sequence[LedgerRow]) -> list[Line]:
    """Names of natural persons stay masked unless they are asked for; then it is on record."""
    hidden = {row.lead: row for row in rows if veiled(row) != row}
    opened = seat.open(View.LEDGER, hidden, register=LEDGER.name) if asked.names else frozenset[str]()
    today, named = day_of(seat.app.clock.now()), people.names(seat.app)
    lines = []
    for row in rows:
        shown = row if row.lead in opened else veiled(row)
        found = values(shown, seat.app.divisions, today)
        cells = [(each, told(each.kind, found[each.key], seat.say, named)) for each in _columns(asked)]
        lines.append(Line(shown, cells, term(row.deadline, today)))
    return lines


def _officers(seat: Seat) -> list[tuple[str, str]]:
    """Who may be asked for as the handler: people of the office."""
    return [(each.id, each.name) for each in seat.app.roster if each.office == seat.actor.office]
