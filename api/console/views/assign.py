"""``/ledger/assign``: an officer for several leads at once; each is a command of its own, and each is told of."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.console.forms.sheet import ours, still_acting
from api.console.refused import Told, told
from api.console.seat import Seat, TheSeat
from api.given import act_given, desk
from api.http.sending import command_id_of, handle
from api.possible import told_what_is_possible
from api.sight import lead_in_sight
from domain.errors import ChufeiError, Refusal
from domain.lead.standing.commands import AssignHandler
from workflows.forms.read import read_form

routes = APIRouter()

MOST: Final = 200
"""Leads at once: as many as a page of the ledger holds."""


class Outcome(NamedTuple):
    """What became of a lead; ``refusal`` is None where it was assigned."""

    lead: str
    number: str
    refusal: Told | None


@routes.post("/ledger/assign")
async def assign(request: Request, seat: TheSeat) -> Response:
    """Give each of the ticked leads to the officer; sent again, nothing is done twice."""
    async with request.form(max_fields=MOST + 10) as form:
        ticked = [each for each in dict.fromkeys(form.getlist("lead")) if isinstance(each, str)][:MOST]
        handler, key, office = (ours(form, name)[:64] for name in ("handler", "_key", "_office"))
    still_acting(office, seat.actor)
    key = key or seat.app.ids.new("form")
    found = [await _assigned(seat, lead, handler, key) for lead in ticked]
    return await run_in_threadpool(_page, seat, found, handler, key)


async def _assigned(seat: Seat, text: str, handler: str, key: str) -> Outcome:
    """One of them: done, or refused with every reason. One that is not for him is as one that is not there."""
    app, number = seat.app, text
    try:
        lead = await run_in_threadpool(lead_in_sight, app, seat.actor, text)
        number = (await run_in_threadpool(app.lead, lead)).number
        command_id = command_id_of(app, seat.caller, f"{key}/{lead}")

        async def reading(now: Any) -> Any:  # noqa: ANN401 - a moment, a command
            return await run_in_threadpool(partial(_read, seat, lead, handler, command_id, now))

        await handle(app, seat.caller, command_id, reading)
    except ChufeiError as error:
        return Outcome(text, number, await run_in_threadpool(_told, seat, text, error))
    return Outcome(text, number, None)


def _read(seat: Seat, lead: str, handler: str, command_id: str, now: datetime) -> AssignHandler:
    at = desk(seat.app, command_id, partial(lead_in_sight, seat.app, seat.actor), now)
    typed = {"handler": handler} if handler else {}
    return read_form(AssignHandler, typed, at, act_given(seat.app, AssignHandler, lead, now))


def _told(seat: Seat, text: str, error: ChufeiError) -> Told:
    """Why not, with what is possible instead where the lead is there for him."""
    if isinstance(error, Refusal):
        try:
            lead = lead_in_sight(seat.app, seat.actor, text)
        except Refusal:
            return told(error, seat.say)
        error = told_what_is_possible(seat.app, lead, seat.actor, AssignHandler, error)
    return told(error, seat.say)


def _page(seat: Seat, found: Iterable[Outcome], handler: str, key: str) -> Response:
    outcomes = list(found)
    done = sum(each.refusal is None for each in outcomes)
    return seat.page("assigned.html", "ledger", outcomes=outcomes, done=done, handler=handler, key=key)
