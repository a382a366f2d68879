"""``/admin/change/{change}``: a form made of a change of the directory, and the change made of the form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.citations import read
from api.console.administration import Keeper, page
from api.console.forms.called import areas_called, coded
from api.console.forms.controls import Making, labels_of
from api.console.forms.sheet import Sheet, act_in, errors_of, for_office, sheet_of, still_acting
from api.console.forms.typed import ITEMS, typed
from api.console.refused import told
from api.console.seat import Seat
from api.directory_changes import FORMS, LABELS, given_for
from api.directory_seen import in_sight, office_name, tree
from api.given import desk
from api.http.problems import status_of
from api.http.sending import command_id_of, handle
from domain.directory.commands import DirectoryCommand, OpenAccount
from domain.directory.kinds import posts_of
from domain.directory.state import Directory
from domain.errors import NotFound, Refusal
from domain.instants import day_of
from domain.procedure import Act
from domain.words import Words
from workflows.desks import DESKS
from workflows.forms.fields import describe
from workflows.law import in_force

routes = APIRouter(prefix="/admin/change")

TheChange = Annotated[str, Path(max_length=40)]
NO_CHANGE: Final = Words("没有“{name}”这种变更", "there is no change {name}")
NAMING: Final = ("ref", "account", "body", "office")
"""Fields by which one finds one's way back, the first that names what is there."""
PEOPLE: Final = frozenset({"ref", "account"})
"""Those of them that name somebody."""


@routes.get("/{change}")
def change_page(request: Request, seat: Keeper, change: TheChange) -> Response:
    """The form, with its days filled in as they mostly are, and with what the address says."""
    command = change_named(change)
    sheet = Sheet(command, "", seat.app.ids.new("form"), 0, _days(seat, command) | typed(request.query_params))
    return _page(seat, change, sheet)


@routes.post("/{change}")
async def change(request: Request, seat: Keeper, change: TheChange) -> Response:
    """Do it, or show the form again with all that was typed and every mistake."""
    command, app = change_named(change), seat.app
    async with request.form(max_fields=ITEMS) as form:
        sheet = sheet_of(command, "", form)
    command_id = command_id_of(app, seat.caller, sheet.key)

    async def reading(now: datetime) -> Act:
        at, given = desk(app, sheet.key, app.lead_id, now), given_for(command, now)
        return act_in(sheet, coded(command, sheet.typed, seat), at, given)

    try:
        still_acting(sheet.office, seat.actor)
        await handle(app, seat.caller, command_id, reading)
    except Refusal as refusal:
        return await run_in_threadpool(_page, seat, change, sheet, refusal)
    state = await run_in_threadpool(app.roster.directory)
    return RedirectResponse(f"{back(state, sheet)}?done={change}", 303)


def change_named(name: str) -> type[DirectoryCommand]:
    """The command of a change. Raises ``NotFound`` (``command.unknown``)."""
    if name not in FORMS:
        raise NotFound(NO_CHANGE.fill(name=name), code="command.unknown")
    return FORMS[name]


def back(state: Directory, sheet: Sheet) -> str:
    """Where one sees what was changed; the list of such, as long as nothing of that name is there."""
    for name in NAMING:
        value = str(sheet.typed.get(name, ""))
        if value in (state.accounts if name in PEOPLE else state.offices):
            return f"/admin/{'people' if name in PEOPLE else 'offices'}/{value}"
    return "/admin/people" if sheet.command is OpenAccount else "/admin/offices"


def _days(seat: Seat, command: type) -> dict[str, Any]:
    """The days that count where nobody says another, as they stand in the form."""
    given = given_for(command, seat.app.clock.now())
    fields = {each.name for each in describe(command)}
    return {name: str(given[name]) for name in ("since", "until") if name in given and name in fields}


def _offered(state: Directory, typed: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Of the posts those of the office that the form names; a form that names none offers all."""
    office = state.offices.get(str(typed.get("office", "")))
    return {} if office is None else {"post": posts_of(office.kind)}


def _page(seat: Seat, change: str, sheet: Sheet, refusal: Refusal | None = None) -> Response:
    app, state, sheet = seat.app, seat.app.roster.directory(), for_office(sheet, seat.actor)
    now, today = app.clock.now(), day_of(app.clock.now())
    errors = errors_of(seat.say, refusal)
    making = Making(seat.say, sheet.typed, errors, frozenset(given_for(sheet.command, now)),
                    offered=_offered(state, sheet.typed))  # fmt: skip
    controls = making.controls(describe(sheet.command))
    row = next(each for each in DESKS[sheet.command].procedure.rows if each.command is sheet.command)
    there = [each for each in state.accounts.values() if in_sight(state, seat.actor, each, today)]
    places = [(each, office_name(state, each.code, today)) for each, _ in tree(state, today)]
    way_back = back(state, sheet)
    return page(
        seat, "directory-change.html", "people" if way_back.startswith("/admin/people") else "offices",
        label=LABELS[sheet.command], change=change, sheet=sheet, controls=controls, labels=labels_of(controls),
        errors=errors, refusal=None if refusal is None else told(refusal, seat.say), back=way_back,
        basis=[read(each, today) for each in in_force(row.basis, today)],
        persons=[(each.id, seat.say.aside(each.name, office_name(state, each.home(today), today))) for each in there],
        offices=[(each.code, name) for each, name in places],
        divisions=areas_called(seat).items(),
        ends="until" in _days(seat, sheet.command) and "since" not in _days(seat, sheet.command),
        status=200 if refusal is None else status_of(refusal),
    )  # fmt: skip
