"""``/registers``: the registers of the office, page by page and as files; ``/ledger/export``: the ledger as a file."""

from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api import people
from api.console import ledger_asked
from api.console.areas import areas
from api.console.cells import cell
from api.console.ledger_asked import TheAsked as LedgerAsked
from api.console.register_asked import Asked, TheAsked
from api.console.seat import CHANNEL, Seat, TheSeat
from api.console.views.exports import exported
from api.console.views.registers_kept import kept_by
from api.http.files import Content, TheFormat
from api.http.ledgers import seen_by
from api.http.opening import Opening
from api.http.queries import area, packed, unpacked
from api.ledger_columns import MORE, RISK_LEDGER
from api.ledger_rows import Wanted
from api.ledger_rows import every_row as every_lead
from api.registers.columns import Register, Veil, only
from api.registers.rows import Door, as_shown, every_row, narrowed_by
from api.registers.tables import REGISTERS
from api.sight import lead_in_sight, sight
from domain.access import View
from projections.registers import RegisterFilter
from projections.risk_ledger import LEDGER
from projections.subject_file import SubjectRow

routes = APIRouter()

PAGE: Final = 50
FREE: Final = frozenset({"text", "handler"})


@routes.get("/registers")
def which(seat: TheSeat) -> Response:
    """Which registers there are."""
    sight(seat.app, seat.actor)
    return seat.page("registers.html", "registers", registers=REGISTERS.values())


@routes.get("/registers/{name}")  # noqa: FAST003 - ``TheAsked`` takes it
def register_page(*, seat: TheSeat, asked: TheAsked, after: Annotated[str, Query(max_length=600)] = "") -> Response:
    """A page of a register, with the columns that were chosen and what narrows it."""
    register, wanted, app = asked.table, _wanted(seat, asked), seat.app
    page = app.ask(register.query(app), wanted, after=unpacked(after), limit=PAGE)
    door = _door(seat, register, asked, wanted, View.REGISTER)
    shown, named = as_shown(app, register, wanted, page.rows, door), people.names(app)
    lines = [(_lead_of(row), [(each, cell(each, cells[each.key], seat.say, named)) for each in register.columns])
             for row, cells in zip(page.rows, shown, strict=True)]  # fmt: skip
    return seat.page(
        "register-table.html", "registers", register=register, asked=asked, lines=lines, path=asked.path, after=after,
        first=asked.address(), following=asked.address(after=packed(page.following) or "") if page.following else "",
        registers=REGISTERS.values(), divisions=areas(seat), offices=_offices(seat), heads=list(asked.heads()),
        linked=_linked(register), veils=any(each.veil is not Veil.NEVER for each in register.columns),
        kept=list(kept_by(seat, asked.register)), here=asked.address(names=False), keeping=f"{asked.path}/kept",
    )  # fmt: skip


@routes.get("/registers/{name}/export")  # noqa: FAST003 - ``TheAsked`` takes it
def register_file(seat: TheSeat, asked: TheAsked, kind: TheFormat) -> Response:
    """All of a register as a file, with the columns that were chosen."""
    register, wanted = asked.table, _wanted(seat, asked)
    rows = every_row(seat.app, register, wanted, _door(seat, register, asked, wanted, View.EXPORT))
    return exported(seat, Content(register, rows), kind)


@routes.get("/ledger/export")
def ledger_file(seat: TheSeat, asked: LedgerAsked, kind: TheFormat) -> Response:
    """Every lead that the page would show, with the columns that were chosen, else those of the paper ledger."""
    app, opening, narrowed = seat.app, Opening(seat.actor, CHANNEL, asked.names, ""), _by(asked)
    table = only(RISK_LEDGER, "，".join(asked.column), MORE, "column")
    wanted = Wanted(seen_by(app, opening, asked.filter(app)), asked.order, table, bool(asked.column), narrowed)
    door = partial(opening.of, app, View.EXPORT, register=LEDGER.name, narrowed=narrowed)
    return exported(seat, Content(table, every_lead(app, wanted, door)), kind)


def _by(asked: ledger_asked.Asked) -> tuple[str, ...]:
    """By what, as it stands on record with a read: of what was typed freely only that it narrowed."""
    said: dict[str, list[str]] = {}
    for name, text in asked.pairs(size="", names=False, sort=None, desc=False, column=()):
        said.setdefault(name, []).append(text)
    return tuple(name if name in FREE else f"{name}={'/'.join(texts)}" for name, texts in said.items())


def _offices(seat: Seat) -> list[tuple[str, str]]:
    return sorted({(each.office, each.organ) for each in seat.app.roster})


def _wanted(seat: Seat, asked: Asked) -> RegisterFilter:
    lead = lead_in_sight(seat.app, seat.actor, asked.lead) if asked.lead else ""
    shown_to = sight(seat.app, seat.actor)
    return RegisterFilter(
        division=area(asked.division), office=asked.office, lead=lead, shown_to=shown_to, sort=asked.sort,
        descending=asked.desc,
    )  # fmt: skip


def _door(seat: Seat, register: Register, asked: Asked, wanted: RegisterFilter, view: View) -> Door:
    opening = Opening(seat.actor, CHANNEL, asked.names, "")
    return partial(opening.of, seat.app, view, register=register.name, narrowed=narrowed_by(wanted))


def _lead_of(row: object) -> str:
    """The lead that a row is about; none where it is a sum or a file of several."""
    return "" if isinstance(row, SubjectRow) else getattr(row, "lead", "")


def _linked(register: Register) -> frozenset[str]:
    """The columns that lead to the lead: its number, which some registers call otherwise, and its subject."""
    keys = {each.key for each in register.columns}
    return frozenset({"subject", "lead_number" if "lead_number" in keys else "number"})
