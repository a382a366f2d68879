"""``/v1/worklist``: what waits for whoever asks, the oldest duty first, with what he can do now."""

from dataclasses import replace
from itertools import islice
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.duties import as_json, place_of, place_text, waiting
from api.http.answering import read, reply
from api.http.caller import TheApp
from api.http.opening import TheOpening
from api.http.queries import Fresh, KnownOnly, Limit, Place
from api.http.schemas.tables import WorkListAnswer
from api.sight import insider
from api.signing import masked, to_sign
from domain.catalogue import MASKED

routes = APIRouter(tags=["ledgers"], dependencies=[KnownOnly, Fresh])

PAGE: Final = 20


@routes.get("/worklist", operation_id="getWorkList", summary="待办 what waits for me", responses=read(WorkListAnswer))
def get_work_list(
    *, request: Request, app: TheApp, opening: TheOpening,
    mine: Annotated[bool, Query(description="只看由我承办的 only leads of which I am the handler")] = False,
    after: Place = "", limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """待我签批的文书，和我现在能办的线索。Papers for me to sign (first page), and leads with something to do."""
    actor = opening.actor
    insider(app, actor)
    begin = place_of(after, "after") if after else None
    found = list(islice(waiting(app, actor, actor.id if mine else "", begin), limit + 1))
    papers = [] if after else list(islice(to_sign(app, actor), limit))
    persons = {each.duty.lead: each.duty for each in found[:limit] if each.duty.natural_person}
    proposed = {each.lead: each for each in papers}
    veiled = (persons.keys() | proposed.keys()) - opening.of(app, "worklist", {**persons, **proposed})
    shown = [
        replace(each, duty=replace(each.duty, subject=MASKED))
        if each.duty.natural_person and each.duty.lead in veiled
        else each
        for each in found[:limit]
    ]
    following = place_text(shown[-1].place) if len(found) > limit else None
    unsigned = [masked(each) if each.lead in veiled else each for each in papers]
    return reply(
        request,
        {"actor": actor.id, "unsigned": unsigned, "duties": [as_json(each) for each in shown], "following": following},
        kept=not opening.wanted,
    )  # fmt: skip
