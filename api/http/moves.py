"""``/v1/leads/{lead}/moves``: what is legal now for whoever asks, each with its form, and what is not, and why."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.app import App
from api.http.answering import read, reply
from api.http.caller import Caller, Reader, TheApp
from api.http.one_lead import TheLead
from api.http.queries import KnownOnly
from api.http.schemas.answers import MoveAnswer, MovesAnswer
from api.http.schemas.forms import form_schema
from api.http.sending import MOVES, move_named
from api.moves_told import as_json, move_of
from api.possible import before_any, judged_of, moves_of, situation_of
from api.sight import lead_in_sight
from domain.procedure import Situation
from workflows.moves import Move
from workflows.refusals import remedy_of

routes = APIRouter(tags=["moves"], dependencies=[KnownOnly])

TheMove = Annotated[str, Path(max_length=64, description="事项 the move", json_schema_extra={"enum": sorted(MOVES)})]
NONE_YET: Final = ""
"""The id of a lead that is not there yet."""


@routes.get("/moves", operation_id="getBeginnings", summary="怎样开始 how a lead begins",
            responses=read(MovesAnswer))  # fmt: skip
def beginnings(request: Request, app: TheApp, caller: Reader) -> Response:
    """还没有线索时能办的事项及表单。What is possible before there is a lead, with the forms."""
    return reply(request, _moves(app, caller, NONE_YET, before_any(app, caller.actor)))


@routes.get("/leads/{lead}/moves", operation_id="getMoves", summary="现在能办什么 what is possible now",
            responses=read(MovesAnswer))  # fmt: skip
def moves(request: Request, app: TheApp, caller: Reader, lead: TheLead) -> Response:
    """我现在能办的事项，各附表单、文书和条文；不能办的及其原因。What I can do now, and what I cannot and why."""
    found = lead_in_sight(app, caller.actor, lead)
    return reply(request, _moves(app, caller, found, situation_of(app, found, caller.actor)))


@routes.get("/leads/{lead}/moves/{move}", operation_id="getMove", summary="一个事项 one move",
            responses=read(MoveAnswer))  # fmt: skip
def move(*, request: Request, app: TheApp, caller: Reader, lead: TheLead, move: TheMove) -> Response:
    """一个事项：现在能不能办、为何、要填什么。One move: whether it is possible, why not, and what it takes."""
    command = move_named(move)
    found = lead_in_sight(app, caller.actor, lead)
    situation = situation_of(app, found, caller.actor)
    return reply(request, _move(app, found, move_of(command, moves_of(found, situation), situation), situation))


def _moves(app: App, caller: Caller, lead: str, situation: Situation) -> dict[str, Any]:
    state = situation.states[f"lead/{lead}"]
    version = 0 if lead == NONE_YET else app.store.tail(f"lead/{lead}", open_personal=False).head.version
    return {
        "lead": lead, "number": state.number, "stage": state.stage, "actor": caller.actor.id, "version": version,
        "moves": [_move(app, lead, each, situation) for each in moves_of(lead, situation)],
    }  # fmt: skip


def _move(app: App, lead: str, found: Move, situation: Situation) -> dict[str, Any]:
    """The documented shape of a move: with the schema of its form, and the act that has to come first."""
    document: dict[str, Any] = as_json(found, situation, {})
    del document["fields"]
    if found.denied is not None:
        judged = judged_of(found, lead, situation)
        document["denied"]["remedy"] = remedy_of(found.denied.code, situation.actor, app.roster, judged)
    return {**document, "form": form_schema(found.command)}
