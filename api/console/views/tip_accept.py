"""``/tips/{tip}/accept``: a report becomes a lead, or joins one; who reported stays where it is."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from api.console.forms.called import areas_called, coded
from api.console.forms.controls import Making, labels_of
from api.console.forms.sheet import Sheet, errors_of, for_office, sheet_of, still_acting
from api.console.forms.typed import ITEMS
from api.console.refused import told
from api.console.seat import CHANNEL, Seat, TheSeat
from api.console.views.tips import ROOM, TheTip, tip_shown
from api.given import desk, office_given
from api.http.problems import status_of
from api.http.sending import command_id_of, handle
from api.sight import lead_in_sight
from api.tip_desk import Opened, accepting, no_longer, tip_opened
from domain.errors import Refusal
from domain.lead.intake.commands import RegisterLead
from domain.procedure import Act
from domain.values.firm_name import TRADES
from workflows.forms.fields import describe
from workflows.forms.read import read_form

routes = APIRouter()

ASKED: Final = frozenset(
    {"unit", "person", "division", "building", "address", "industry", "scheme", "amount_fen", "participants", "summary"}
)
"""What is filled in of the lead here; the rest is corrected on the lead itself."""
FIRMS: Final = (*TRADES, "公司", "店", "厂", "社", "中心", "部", "院", "会", "集团")
"""How names end that are no person's."""


@routes.get("/tips/{tip}/accept")
def accept_page(seat: TheSeat, tip: TheTip) -> Response:
    """The form, beside what was reported; of a report that waits no longer its page, which says so at once."""
    found = tip_opened(seat.app, seat.actor, tip, CHANNEL)
    refusal = no_longer(seat.app, seat.actor, found.tip)
    if refusal is not None:
        return tip_shown(seat, tip, refusal)
    return _page(seat, found, Sheet(RegisterLead, "", seat.app.ids.new("form"), 0, begun(found, areas_called(seat))))


@routes.post("/tips/{tip}/accept")
async def accepted(request: Request, seat: TheSeat, tip: TheTip) -> Response:
    """Register the lead and link the report to it, at once; or link it to the lead that was named."""
    async with request.form(max_fields=ITEMS) as form:
        sheet = sheet_of(RegisterLead, "", form)
    found = await run_in_threadpool(tip_opened, seat.app, seat.actor, tip, CHANNEL)

    async def reading(now: datetime) -> Act:
        return accepting(tip, await run_in_threadpool(_lead, seat, sheet, now), now)

    try:
        still_acting(sheet.office, seat.actor)
        await handle(seat.app, seat.caller, command_id_of(seat.app, seat.caller, sheet.key), reading)
    except Refusal as refusal:
        return await run_in_threadpool(_again, seat, found, sheet, refusal)
    return RedirectResponse(f"/tips/{tip}", 303)


def begun(found: Opened, areas: Mapping[str, str]) -> dict[str, Any]:
    """Whom and where, as it was reported; the summary is the office's to write: words tell who speaks."""
    report = found.report
    whom = "unit.name" if report.accused.endswith(FIRMS) else "person.name"
    area = next((text for text, code in areas.items() if code == found.tip.division), found.tip.division)
    return {whom: report.accused, "division": area, "building": report.building, "address": report.place}


def _lead(seat: Seat, sheet: Sheet, now: datetime) -> RegisterLead | str:
    """The lead that was named, else a new one. Raises ``Refusal``."""
    app, named = seat.app, str(sheet.typed.get("existing", "")).strip()
    if named:
        return lead_in_sight(app, seat.actor, named)
    typed = {key: value for key, value in sheet.typed.items() if key.partition(".")[0] in ASKED}
    values = coded(RegisterLead, typed, seat)
    at = desk(app, sheet.key, partial(lead_in_sight, app, seat.actor), now)
    return read_form(RegisterLead, {**values, "source": "tip"}, at, office_given(app, seat.actor, values, now))


def _again(seat: Seat, found: Opened, sheet: Sheet, refusal: Refusal) -> Response:
    """Mistakes in a form that counts no longer anyway give way to the reason why it does not."""
    return _page(seat, found, sheet, no_longer(seat.app, seat.actor, found.tip) or refusal)


def _page(seat: Seat, found: Opened, sheet: Sheet, error: Refusal | None = None) -> Response:
    errors = errors_of(seat.say, error)
    fields = [each for each in describe(RegisterLead) if each.name in ASKED]
    controls = Making(seat.say, sheet.typed, errors, frozenset({"division"})).controls(fields)
    return seat.page(
        "tip-accept.html", ROOM, id=found.tip.id, found=found, sheet=for_office(sheet, seat.actor), controls=controls,
        labels=labels_of(controls), errors=errors, divisions=areas_called(seat).items(),
        refusal=told(error, seat.say) if error else None, status=status_of(error) if error else 200,
    )  # fmt: skip
