"""``/admin/rules``: values that the office sets of the rules which the law leaves to it; the law is not set."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.console.administration import Keeper, page
from api.console.forms.controls import Control, Making, labels_of
from api.console.forms.sheet import Sheet, act_in, errors_of, for_office, sheet_of, still_acting
from api.console.forms.typed import ITEMS
from api.console.refused import told
from api.console.seat import Seat
from api.given import desk
from api.http.problems import status_of
from api.http.sending import command_id_of, handle
from api.office_rules import Settable, given_for, said, settable
from domain.errors import Refusal
from domain.instants import day_of
from domain.procedure import Act
from domain.rulebook.commands import SetOfficeRule
from domain.words import Words
from workflows.forms.fields import describe
from workflows.refusals import unknown

routes = APIRouter(prefix="/admin/rules")

TheRule = Annotated[str, Path(max_length=60)]
WITHIN: Final = Words("可填 {least} 至 {most}", "{least} to {most}")
ASKED: Final = [each for each in describe(SetOfficeRule) if each.name in {"setting", "since", "paper"}]
"""What the form asks: which rule it is stands in its address, when it was decided is now."""


@routes.get("")
def rules_page(seat: Keeper, done: str = "") -> Response:
    """Every rule whose value can be set: what holds today, what will hold, what it came with."""
    today = day_of(seat.app.clock.now())
    return page(seat, "rules-set.html", "rules", rules=[*settable(seat.app, today)], said=said, done=done, now=today)


@routes.get("/{rule}")
def rule_page(seat: Keeper, rule: TheRule) -> Response:
    """One of them, all that was ever set of it, and the form to set it."""
    now = seat.app.clock.now()
    since = str(given_for(now)["since"])
    return _page(seat, _named(seat, rule), Sheet(SetOfficeRule, "", seat.app.ids.new("form"), 0, {"since": since}))


@routes.post("/{rule}")
async def set_rule(request: Request, seat: Keeper, rule: TheRule) -> Response:
    """Set it, or show the form again with all that was typed and every mistake."""
    app = seat.app
    async with request.form(max_fields=ITEMS) as form:
        sheet = sheet_of(SetOfficeRule, "", form)
    found = await run_in_threadpool(_named, seat, rule)

    async def reading(now: datetime) -> Act:
        given = given_for(now) | {"rule": rule}
        return act_in(sheet, sheet.typed, desk(app, sheet.key, app.lead_id, now), given)

    try:
        still_acting(sheet.office, seat.actor)
        await handle(app, seat.caller, command_id_of(app, seat.caller, sheet.key), reading)
    except Refusal as refusal:
        return await run_in_threadpool(_page, seat, found, sheet, refusal)
    return RedirectResponse(f"/admin/rules?done={rule}", 303)


def _named(seat: Seat, name: str) -> Settable:
    """Raises ``NotFound`` (``rulebook.unknown``)."""
    for each in settable(seat.app, day_of(seat.app.clock.now())):
        if each.rule.slug == name:
            return each
    raise unknown(noun="rulebook")


def _page(seat: Seat, found: Settable, sheet: Sheet, refusal: Refusal | None = None) -> Response:
    sheet, errors = for_office(sheet, seat.actor), errors_of(seat.say, refusal)
    making = Making(seat.say, sheet.typed, errors, frozenset())
    controls = [_bounded(seat, found, each) for each in making.controls(ASKED)]
    return page(
        seat, "rule-set.html", "rules", found=found, said=said, sheet=sheet, controls=controls, errors=errors,
        labels=labels_of(controls), refusal=None if refusal is None else told(refusal, seat.say),
        now=day_of(seat.app.clock.now()), status=200 if refusal is None else status_of(refusal),
    )  # fmt: skip


def _bounded(seat: Seat, found: Settable, control: Control) -> Control:
    """Beside the value, how far it may go, in the unit of its rule."""
    if control.key != "setting" or found.rule.bounds is None:
        return control
    least, most = found.rule.bounds
    return replace(control, help=seat.say(WITHIN.fill(least=least, most=seat.say(said(found.rule, most)))))
