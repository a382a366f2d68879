"""``GET /v1/leads/{lead}``: one lead now or as it stood, its history, its timeline, its differences, its transfers."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api import alarms
from api.app import App, as_of
from api.http.answering import read, reply
from api.http.caller import Reader, TheApp
from api.http.opening import Opening, TheOpening
from api.http.queries import KnownOnly, Limit
from api.http.schemas.answers import DiffAnswer, HistoryAnswer, LeadAnswer, TimelineAnswer, TransfersAnswer
from api.http.schemas.members import public
from api.intake_facts import told_of
from api.points import change, day_looked_at, end_of, first, recorded_by, states_of, up_to
from api.sight import lead_in_sight
from api.telling import entry_json, names
from domain.instants import day_of
from projections.timeline import timeline
from workflows.desks import fold
from workflows.ports import Recorded

routes = APIRouter(tags=["leads"], dependencies=[KnownOnly])

PAGE: Final = 50
TOLD_TO_NOBODY: Final = frozenset({"duplicates", "elsewhere"})
"""Of an event: what whoever registered was told of other leads, and nobody after him."""

BESIDE: Final = ("actor", "office", "role", "on_behalf_of", "reason", "channel", "command_id", "law")
"""What is told of what stands beside an event."""

TheLead = Annotated[
    str, Path(max_length=64, description="线索编号或内部编号 its number or id", examples=["370104-2026-0001"])
]
After = Annotated[int, Query(ge=0, description="接在这一版之后 go on behind this version", examples=[0])]
AtVersion = Annotated[int | None, Query(ge=1, description="到这一版为止 as of this version", examples=[3])]
AtMoment = Annotated[
    str,
    Query(
        max_length=40, description="到这一时刻或这一天为止（按录入时间） as recorded by then", examples=["2026-03-02"]
    ),
]


@routes.get("/leads/{lead}", operation_id="getLead", summary="查看线索 a lead",
            responses=read(LeadAnswer))  # fmt: skip
def get_lead(
    *, request: Request, app: TheApp, caller: Reader, opening: TheOpening, lead: TheLead,
    version: AtVersion = None, at: AtMoment = "",
) -> Response:  # fmt: skip
    """线索现在或某一版、某一时刻的样子。The lead as it is now, at a version, or as recorded by a moment."""
    found = lead_in_sight(app, caller.actor, lead)
    history = _history(app, opening, "show", found)
    events = _until(history, version, at)
    state, day = as_of(found, events), day_of(app.clock.now())
    if len(events) < len(history):
        day = day_looked_at(events, end_of(at, "at") if at else None, day)
    document = {
        "lead": public(state), "told": told_of(events), "version": len(events), "of": len(history),
        "alarms": alarms.as_json(alarms.reached(state, day)),
    }  # fmt: skip
    now = len(events) == len(history) and not opening.wanted
    return reply(request, document, version=len(history) if now else None, kept=not opening.wanted)


@routes.get("/leads/{lead}/timeline", operation_id="getTimeline", summary="时间线 the timeline",
            responses=read(TimelineAnswer))  # fmt: skip
def get_timeline(
    *, request: Request, app: TheApp, caller: Reader, opening: TheOpening, lead: TheLead,
    version: AtVersion = None, at: AtMoment = "", after: After = 0, limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """每一件事只说一次，含移送公安，最早的在前。Everything that happened, told once, with transfers, oldest first."""
    found = lead_in_sight(app, caller.actor, lead)
    state = app.lead(found)
    story = timeline(
        app.store, found, at=end_of(at, "at") if at else None, version=version, names=names(app, caller.actor),
        open_personal=opening.lead(app, "history", found, state),
    )  # fmt: skip
    page = [each for each in story if each.position > after][: limit + 1]
    following = page[limit - 1].position if len(page) > limit else None
    document = {"lead": found, "number": state.number, "timeline": [entry_json(each) for each in page[:limit]],
                "following": None if following is None else str(following)}  # fmt: skip
    return reply(request, document, kept=not opening.wanted)


@routes.get("/leads/{lead}/history", operation_id="getHistory", summary="事件原样 the events",
            responses=read(HistoryAnswer))  # fmt: skip
def get_history(
    *, request: Request, app: TheApp, caller: Reader, opening: TheOpening, lead: TheLead,
    after: After = 0, limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """线索自己的事件，原样，最早的在前。The lead's own events as they are stored, oldest first."""
    found = lead_in_sight(app, caller.actor, lead)
    history = _history(app, opening, "history", found)
    page = history[after : after + limit]
    more = after + limit < len(history)
    document = {"lead": found, "number": as_of(found, history).number, "events": [_event(each) for each in page],
                "following": str(after + limit) if more else None}  # fmt: skip
    return reply(request, document, kept=not opening.wanted)


@routes.get("/leads/{lead}/diff", operation_id="getDiff", summary="比较 what changed",
            responses=read(DiffAnswer))  # fmt: skip
def get_diff(
    *, request: Request, app: TheApp, caller: Reader, opening: TheOpening, lead: TheLead,
    before: Annotated[str, Query(alias="from", max_length=40, description="起点：版本或时刻 from", examples=["1"])],
    after: Annotated[str, Query(alias="to", max_length=40, description="终点：版本或时刻 to", examples=["2"])],
) -> Response:  # fmt: skip
    """两个版本或时刻之间变了什么，由哪一件事改变。What changed between two points, and by which event."""
    found = lead_in_sight(app, caller.actor, lead)
    history = _history(app, opening, "diff", found)
    ends = sorted(len(up_to(history, point, field)) for point, field in ((before, "from"), (after, "to")))
    states = states_of(found, history)
    old, new = (states[each] for each in ends)
    before_it, after_it = public(old), public(new)
    changed = [name for name in before_it if before_it[name] != after_it[name]]
    changes = [change(name, states, history, *ends) for name in changed]
    return reply(
        request, {"lead": found, "before": ends[0], "after": ends[1], "changes": changes}, kept=not opening.wanted
    )


@routes.get("/leads/{lead}/transfers", operation_id="getTransfers", summary="移送公安 transfers to the police",
            responses=read(TransfersAnswer))  # fmt: skip
def get_transfers(
    *, request: Request, app: TheApp, caller: Reader, opening: TheOpening, lead: TheLead
) -> Response:  # fmt: skip
    """线索历次移送的现状。Each transfer of the lead as it is now."""
    found = lead_in_sight(app, caller.actor, lead)
    state = app.lead(found)
    opened = opening.lead(app, "show", found, state) if state.transfers else False
    tails = ((ref.track, app.store.tail(ref.track, open_personal=opened)) for ref in state.transfers)
    transfers = [public(fold(track, (each.event for each in tail.events))) for track, tail in tails]
    return reply(request, {"lead": found, "transfers": transfers}, kept=not opening.wanted)


def _history(app: App, opening: Opening, view: str, lead: str) -> tuple[Recorded, ...]:
    """The events of a lead, opened where that was asked for and is on record."""
    masked = app.history(lead)
    if not opening.wanted or not opening.lead(app, view, lead, as_of(lead, masked)):
        return masked
    return app.history(lead, open_personal=True)


def _until(history: tuple[Recorded, ...], version: int | None, at: str) -> tuple[Recorded, ...]:
    """The events up to a version and a moment. Raises ``NotFound`` (``version.unknown``), ``InvalidInput``."""
    some = history if version is None else first(history, version)
    return recorded_by(some, end_of(at, "at")) if at else some


def _event(recorded: Recorded) -> dict[str, Any]:
    """The documented shape of an event."""
    event: Any = recorded.event
    data = {name: getattr(event, name) for name in event.__dataclass_fields__ if name not in TOLD_TO_NOBODY}
    meta = recorded.meta
    beside = {name: getattr(meta, name) for name in BESIDE}
    return {"position": recorded.position, "version": recorded.version, "type": recorded.name, "data": data,
            "recorded_at": recorded.recorded_at, **beside}  # fmt: skip
