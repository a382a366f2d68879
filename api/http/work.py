"""``/v1/worklist``: what waits for whoever asks, the oldest duty first, with what he can do now."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.duties import as_json, place_of
from api.http.answering import read, reply
from api.http.caller import TheApp
from api.http.opening import TheOpening
from api.http.queries import Fresh, KnownOnly, Limit, Place
from api.http.schemas.tables import WorkListAnswer
from api.sight import insider
from api.work_list import PAGE, work_list
from domain.access import View

routes = APIRouter(tags=["ledgers"], dependencies=[KnownOnly, Fresh])


@routes.get("/worklist", operation_id="getWorkList", summary="待办 what waits for me", responses=read(WorkListAnswer))
def get_work_list(
    *, request: Request, app: TheApp, opening: TheOpening,
    mine: Annotated[
        bool, Query(description="只看由我承办的、本单位尚无承办人的 only leads that I handle, or nobody in my office")
    ] = False,
    after: Place = "", limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """待我签批的文书、我提请签批的结果，和我现在能办的线索。Papers to sign, the answers to mine, leads to work on."""
    actor = opening.actor
    insider(app, actor)
    begin = place_of(after, "after") if after else None
    found = work_list(app, actor, partial(opening.of, app, View.WORKLIST), mine=mine, after=begin, limit=limit)
    return reply(
        request,
        {
            "actor": actor.id,
            "unsigned": found.papers,
            "asked": found.asked,
            "duties": [as_json(each) for each in found.duties],
            "following": found.following or None,
        },
        kept=not opening.wanted,
    )
