"""``/leads/{lead}/compare``: what became of a lead between two moments, fact by fact, and what happened meanwhile."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.app import as_of
from api.console.seat import Seat, TheSeat
from api.console.views.lead import due_on, facts_of
from api.intake_facts import told_of
from api.intake_told import told_rows
from api.lead_beside import standings
from api.points import up_to
from api.sight import lead_in_sight
from api.telling import names
from domain.access import View
from projections.timeline import timeline, with_tracks
from workflows.ports import Recorded

routes = APIRouter()

Point = Annotated[str, Query(max_length=40)]


class Change(NamedTuple):
    """A fact, what was known of it, and what is; empty where nothing was."""

    name: str
    before: str
    after: str


@routes.get("/leads/{lead}/compare")
def compare(
    *, seat: TheSeat, lead: Annotated[str, Path(max_length=64)], before: Point = "1", after: Point = ""
) -> Response:
    """Two points, each a version or a moment; the earlier stands first, whichever was named first."""
    app, found = seat.app, lead_in_sight(seat.app, seat.actor, lead)
    opened = found in seat.open(View.DIFF, {found: app.lead(found)})
    history = app.history(found, open_personal=opened)
    named = ((before, "before"), (after or str(len(history)), "after"))
    ends = sorted((up_to(history, point, field) for point, field in named), key=len)
    known = [with_tracks(app.store, history, version=len(each), open_personal=opened) for each in ends]
    old, new = (_known(seat, found, *each) for each in zip(ends, known, strict=True))
    changes = [Change(name, old.get(name, ""), new.get(name, "")) for name in dict.fromkeys((*old, *new))
               if old.get(name, "") != new.get(name, "")]  # fmt: skip
    until = timeline(app.store, found, version=len(ends[1]), names=names(app, seat.actor), open_personal=opened)
    between = [each for each in until if each.position > ends[0][-1].position]
    return seat.page(
        "compare.html", "ledger", lead=as_of(found, history), id=found, changes=changes, story=between,
        before=before, after=after, points=[(len(each), each[-1].recorded_at) for each in ends], versions=len(history),
    )  # fmt: skip


def _known(
    seat: Seat, lead: str, events: tuple[Recorded, ...], everything: tuple[Recorded, ...]
) -> dict[str, str]:  # fmt: skip
    state = as_of(lead, events)
    stage = (seat.say("当前阶段", "stage"), seat.say.name(state.stage))
    told = told_rows(seat.say, told_of(events), names(seat.app, seat.actor))
    return dict((stage, *facts_of(seat, state, standings(everything), due_on(state, everything)), *told))
