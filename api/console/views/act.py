"""``/leads/{lead}/do/{move}`` and ``/register/{move}``: a form made of the move, and the move made of the form."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.citations import read
from api.console.forms.begun import begun
from api.console.forms.bounds import bounds
from api.console.forms.called import areas_called, coded, offices_called
from api.console.forms.controls import Making, labels_of
from api.console.forms.named import named
from api.console.forms.notes import BEGINNINGS_TOLD
from api.console.forms.officers import with_certificates
from api.console.forms.sheet import Sheet, act_in, errors_of, for_office, sheet_of, still_acting
from api.console.forms.typed import ITEMS, typed
from api.console.refused import told
from api.console.seat import Seat, TheSeat
from api.console.signing import Link, link_to, needless, offered, signed_here
from api.given import BEGINNINGS, COMMANDS, act_given, defaults, desk, office_given
from api.http.problems import status_of
from api.http.sending import NO_MOVE, command_id_of, handle, move_named
from api.moves_told import move_of
from api.possible import before_any, moves_of, situation_of, stream_of, told_what_is_possible
from api.sight import lead_in_sight
from domain.errors import NotFound, Refusal, Stale
from domain.lead.intake.commands import CarryOverLead
from domain.lead.signatures import SIGNATURES
from domain.procedure import Act, Denied, Situation, command_name
from domain.words import Words
from workflows.forms.fields import describe
from workflows.law import in_force
from workflows.moves import Move
from workflows.procedures.lead.asking import SIGNED_FIRST

routes = APIRouter()

TheLead = Annotated[str, Path(max_length=64)]
TheMove = Annotated[str, Path(max_length=64)]


BY_FORM: Final = BEGINNINGS - {CarryOverLead}
"""What an older ledger holds is imported with it: where a line of it stands is nothing that people type."""


class Beginning(NamedTuple):
    """A way in which a lead begins: its form, and when it is the one."""

    move: Move
    name: str
    what: Words


@routes.get("/leads/{lead}/do/{move}")
def act_page(request: Request, seat: TheSeat, lead: TheLead, move: TheMove) -> Response:
    """The form, empty or with what the address says."""
    found = lead_in_sight(seat.app, seat.actor, lead)
    sheet = Sheet(move_named(move), found, seat.app.ids.new("form"), 0, typed(request.query_params))
    return _page(seat, replace(sheet, version=_version(seat, sheet)), opened=True)


@routes.post("/leads/{lead}/do/{move}")
async def act(request: Request, seat: TheSeat, lead: TheLead, move: TheMove) -> Response:
    """Do it, or show the form again with all that was typed and every mistake."""
    found = await run_in_threadpool(lead_in_sight, seat.app, seat.actor, lead)
    return await _taken(request, seat, move_named(move), found)


@routes.get("/register")
def beginnings(seat: TheSeat) -> Response:
    """Ways in which a lead begins."""
    moves = [each for each in moves_of("", before_any(seat.app, seat.actor)) if each.command in BY_FORM]
    told = [Beginning(each, name, BEGINNINGS_TOLD[name]) for each in moves for name in [command_name(each.command)]]
    return seat.page("register.html", "register", beginnings=told)


@routes.get("/register/{move}")
def register_page(request: Request, seat: TheSeat, move: TheMove) -> Response:
    """The form of a new lead."""
    sheet = Sheet(beginning(move), "", seat.app.ids.new("form"), 0, typed(request.query_params))
    return _page(seat, sheet, opened=True)


@routes.post("/register/{move}")
async def register(request: Request, seat: TheSeat, move: TheMove) -> Response:
    """Register it, or show the form again."""
    return await _taken(request, seat, beginning(move), "")


def beginning(name: str) -> type:
    """The command of a way in which a lead begins. Raises ``NotFound`` (``command.unknown``)."""
    command = COMMANDS.get(name)
    if command not in BY_FORM:
        raise NotFound(NO_MOVE.fill(name=name), code="command.unknown")
    return command


async def _taken(request: Request, seat: Seat, command: type, lead: str) -> Response:
    async with request.form(max_fields=ITEMS) as form:
        sheet = sheet_of(command, lead, form)
    if sheet.more:
        return await run_in_threadpool(_page, seat, sheet)
    reading = partial(_reading, seat, sheet)
    expected = sheet.version or None
    try:
        still_acting(sheet.office, seat.actor)
        made, receipt = await handle(
            seat.app, seat.caller, command_id_of(seat.app, seat.caller, sheet.key), reading, expected
        )  # fmt: skip
    except Refusal as refusal:
        return await run_in_threadpool(_again, seat, sheet, refusal)
    return RedirectResponse(f"/leads/{made.lead}?done={receipt.first}#done", 303)


async def _reading(seat: Seat, sheet: Sheet, now: datetime) -> Act:
    return await run_in_threadpool(_read, seat, sheet, now)


def _read(seat: Seat, sheet: Sheet, now: datetime) -> Act:
    """The command in a form. Raises ``Faults``, ``NotFound``."""
    app, seeing = seat.app, partial(lead_in_sight, seat.app, seat.actor)
    at = desk(app, sheet.key, seeing, now)
    typed = coded(sheet.command, with_certificates(sheet.typed, app.roster), seat)
    if not sheet.lead:
        return act_in(sheet, typed, at, office_given(app, seat.actor, typed, now))
    return act_in(sheet, typed, at, act_given(app, sheet.command, sheet.lead, now))


def _again(seat: Seat, sheet: Sheet, refusal: Refusal) -> Response:
    if isinstance(refusal, Stale):
        return _page(seat, replace(sheet, version=_version(seat, sheet)), refusal, 409)
    if sheet.lead:
        refusal = told_what_is_possible(seat.app, sheet.lead, seat.actor, sheet.command, refusal)
    return _page(seat, sheet, refusal, status_of(refusal))


def _version(seat: Seat, sheet: Sheet) -> int:
    """The version by now of what the move is judged on."""
    stream = stream_of(sheet.command, sheet.lead, seat.app.lead(sheet.lead))
    return seat.app.store.tail(stream, open_personal=False).head.version


def _page(
    seat: Seat, sheet: Sheet, refusal: Refusal | None = None, status: int = 200, *, opened: bool = False
) -> Response:  # fmt: skip
    app, sheet = seat.app, for_office(sheet, seat.actor)
    situation = situation_of(app, sheet.lead, seat.actor) if sheet.lead else before_any(app, seat.actor)
    move = move_of(sheet.command, moves_of(sheet.lead, situation), situation)
    sheet = replace(sheet, typed=begun(move.row, seat.actor) | dict(sheet.typed)) if opened else sheet
    known = defaults(app, seat.actor, sheet.command)
    errors = errors_of(seat.say, refusal)
    within = bounds(seat.say, situation.today, app.office_rules.book())
    choices = offered(sheet.command, sheet.typed, situation, sheet.lead)
    who = named(seat, sheet.command, sheet.typed, situation.states[f"lead/{sheet.lead}"] if sheet.lead else None)
    making = Making(seat.say, sheet.typed, errors, frozenset(known), sheet.more, who, choices, within)
    left_out = needless(sheet.command, sheet.typed)
    controls = making.controls([each for each in describe(sheet.command) if each.name not in left_out])
    refusal_told = None if refusal is None else told(refusal, seat.say)
    link = _signature(seat, sheet, refusal or move.denied, situation)
    return seat.page(
        "act.html", "ledger" if sheet.lead else "register", move=move, name=command_name(sheet.command), sheet=sheet,
        lead=situation.states[f"lead/{sheet.lead}"], controls=controls, errors=errors, refusal=refusal_told,
        labels=labels_of(controls), link=link,
        signing=signed_here(seat, sheet.command, sheet.typed, situation, sheet.lead),
        stale=isinstance(refusal, Stale), basis=[read(each, situation.today)
                                                 for each in in_force(move.row.basis, situation.today)],
        people=seat.people(), offices=offices_called(seat).items(),
        divisions=areas_called(seat).items(), status=status,
    )  # fmt: skip


def _signature(seat: Seat, sheet: Sheet, why_not: Refusal | Denied | None, situation: Situation) -> Link | None:
    """How whoever lacks a signature comes by it; the paper of a merger is for the lead that he typed."""
    if why_not is None or not sheet.lead or why_not.code not in SIGNED_FIRST:
        return None
    target = str(sheet.typed.get(SIGNATURES[SIGNED_FIRST[why_not.code]].target, ""))
    return link_to(seat, why_not.code, situation.states[f"lead/{sheet.lead}"], situation, target)
