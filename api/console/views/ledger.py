"""``/ledger``: the risk ledger, narrowed, sorted and paged by the server; the columns that somebody wants to see."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import people
from api.console.areas import areas
from api.console.cells import cell
from api.console.heads import Head
from api.console.ledger_asked import Asked, TheAsked
from api.console.ledger_told import narrowed_by
from api.console.seat import Seat, TheSeat, works_on_cases
from api.console.terms import Term, term
from api.console.views.kept import kept_by
from api.ledger_columns import MORE, RISK_LEDGER, values
from api.ledger_places import place_of, place_text
from api.registers.columns import Column, only
from api.sight import reader, sight
from domain.access import View
from domain.instants import day_of
from domain.lead.stage import Stage
from domain.lead.vocabulary import Source
from domain.values.risk_grade import RiskGrade
from projections.ledger_order import Order, Sort
from projections.ledger_rows import NOBODY, LedgerFilter, LedgerRow, counted, ledger, veiled
from projections.risk_ledger import LEDGER
from projections.sight import Reader

routes = APIRouter()

SIZES: Final = (25, 50, 100)
COUNTED: Final = 1_000
"""Leads; of more it is said that there are more."""
COLUMNS: Final = (*RISK_LEDGER.columns, *MORE)
SORTED: Final[Mapping[str, Sort]] = {
    "number": Sort.NUMBER, "registered_at": Sort.REGISTERED, "subject": Sort.SUBJECT, "amount_fen": Sort.AMOUNT,
    "participants": Sort.PARTICIPANTS, "grade": Sort.GRADE, "deadline": Sort.DEADLINE, "stage_since": Sort.SINCE,
}  # fmt: skip
"""Column → what the ledger is sorted by when its head is clicked."""


class Line(NamedTuple):
    """A row of the page: its lead and a text for each column."""

    row: LedgerRow
    cells: Sequence[tuple[Column, str]]
    term: Term


@routes.get("/ledger")
def the_ledger(*, seat: TheSeat, asked: TheAsked, after: Annotated[str, Query(max_length=600)] = "") -> Response:
    """A page of the leads that are shown to whoever sits there."""
    begin = place_of(after, asked.order, "after") if after else None
    wanted = _wanted(seat, asked)
    page = seat.app.ask(ledger, wanted, order=asked.order, after=begin, limit=asked.size)
    lines = _lines(seat, asked, page.rows)
    total = None if after else seat.app.ask(counted, wanted, COUNTED) if page.following else len(lines)
    following = asked.address(after=place_text(asked.order, page.following)) if page.following else ""
    return seat.page(
        "ledger.html", "ledger", asked=asked, heads=_heads(asked, asked.order), lines=lines, following=following,
        after=after, total=total, most=COUNTED, columns=COLUMNS, sizes=SIZES,
        stages=[each for each in Stage if each is not Stage.UNREGISTERED],
        grades=list(RiskGrade), sources=list(Source), handlers=seat.handlers(), nobody=NOBODY, areas=areas(seat),
        more=list(narrowed_by(seat, asked)), kept=list(kept_by(seat)), keeping="/ledger/kept",
        assigns=works_on_cases(seat.actor), key=seat.app.ids.new("form"),
    )  # fmt: skip


def _wanted(seat: Seat, asked: Asked) -> LedgerFilter:
    asking = reader(seat.actor) if asked.names else None
    return replace(
        asked.filter(seat.app), shown_to=sight(seat.app, seat.actor),
        reader=None if asking is None else Reader(asking.office, asking.division),
    )  # fmt: skip


def _heads(asked: Asked, order: Order) -> list[Head]:
    return [_head(each, asked, order) for each in _columns(asked)]


def _head(column: Column, asked: Asked, order: Order) -> Head:
    by = SORTED.get(column.key)
    lit = by is order.by
    address = asked.address(sort=by, desc=lit and not order.descending) if by else ""
    return Head.of(column, address, by_it=lit, descending=order.descending)


def _columns(asked: Asked) -> Sequence[Column]:
    """Those that were chosen, else those that are seen anyway. Raises ``InvalidInput`` for what is no column."""
    if asked.column:
        return only(RISK_LEDGER, "，".join(asked.column), MORE, "column").columns
    return [each for each in RISK_LEDGER.columns if each.seen]


def _lines(seat: Seat, asked: Asked, rows: Sequence[LedgerRow]) -> list[Line]:
    """Names of natural persons stay masked unless they are asked for; then it is on record."""
    hidden = {row.lead: row for row in rows if veiled(row) != row}
    opened = seat.open(View.LEDGER, hidden, register=LEDGER.name) if asked.names else frozenset[str]()
    today, named = day_of(seat.app.clock.now()), people.names(seat.app)
    lines = []
    for row in rows:
        shown = row if row.lead in opened else veiled(row)
        found = values(shown, seat.app.divisions, today)
        cells = [(each, cell(each, found[each.key], seat.say, named)) for each in _columns(asked)]
        lines.append(Line(shown, cells, term(row.deadline, today)))
    return lines
