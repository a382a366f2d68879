"""``/ledger/assign``: an officer for several leads at once; each is a command of its own, and each is told of."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from api.app import App
from api.console.forms.sheet import ours, still_acting
from api.console.refused import Told, told
from api.console.seat import Seat, TheSeat
from api.given import act_given, desk
from api.http.sending import command_id_of, handle
from api.people import people
from api.possible import told_what_is_possible
from api.sight import lead_in_sight
from domain.errors import ChufeiError, Refusal, Stale
from domain.lead.standing.commands import AssignHandler
from domain.words import Words
from workflows.forms.read import read_form

routes = APIRouter()

MOST: Final = 200
"""Leads at once: as many as a page of the ledger holds."""


AS_SEEN: Final = "@"
"""Between a lead that is ticked and who had it when the page was made; without it nobody looked."""
GIVEN_MEANWHILE: Final = Words(
    "打开此页后，承办人已另行指定为{who}，核对后再办", "since this page was opened {who} was given it; look again first"
)
TAKEN_MEANWHILE: Final = Words(
    "打开此页后，承办人已空缺，核对后再办", "since this page was opened nobody has it any more; look again first"
)


class Outcome(NamedTuple):
    """What became of a lead, and who has it now; ``refusal`` is None where it was assigned."""

    lead: str
    number: str
    handler: str
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


async def _assigned(seat: Seat, ticked: str, handler: str, key: str) -> Outcome:
    """One of them: done, or refused with every reason. One that is not for him is as one that is not there."""
    app = seat.app
    text, looked, seen = ticked.partition(AS_SEEN)
    number, now_with = text, ""
    try:
        lead = await run_in_threadpool(lead_in_sight, app, seat.actor, text)
        number, now_with = await run_in_threadpool(_as_it_is, app, lead)
        if looked and now_with not in {seen, handler}:
            raise await run_in_threadpool(_stale, app, now_with)
        command_id = command_id_of(app, seat.caller, f"{key}/{lead}")

        async def reading(now: Any) -> Any:  # noqa: ANN401 - a moment, a command
            return await run_in_threadpool(partial(_read, seat, lead, handler, command_id, now))

        await handle(app, seat.caller, command_id, reading)
    except ChufeiError as error:
        return Outcome(text, number, now_with, await run_in_threadpool(_told, seat, text, error))
    return Outcome(text, number, handler, None)


def _stale(app: App, handler: str) -> Stale:
    """Not overwritten unseen, as no form of a lead is; sent again as it was, it is no mistake."""
    return Stale(GIVEN_MEANWHILE.fill(who=people(app).get(handler, handler)) if handler else TAKEN_MEANWHILE)


def _as_it_is(app: App, lead: str) -> tuple[str, str]:
    """Its number, and who has it."""
    found = app.lead(lead)
    return found.number, found.handler


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
