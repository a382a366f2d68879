"""``/v1/subjects/{who}`` and ``/v1/access``: all that is known of a firm or person, and who read personal data."""

from datetime import datetime, time, timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api.app import App
from api.http.answering import read, reply
from api.http.caller import Reader, TheApp
from api.http.opening import TheOpening
from api.http.queries import Day, Fresh, KnownOnly, Limit
from api.http.schemas.tables import AccessAnswer, SubjectFileAnswer
from api.sight import insider, lead_in_sight
from api.subject_leads import leads_about
from api.telling import entry_json, names
from api.watching import watched
from domain.access import may_open
from domain.instants import BEIJING
from domain.lead.state import Lead
from projections.access_register import AccessFilter, accesses
from projections.timeline import timeline

routes = APIRouter(tags=["ledgers"], dependencies=[KnownOnly, Fresh])

PAGE: Final = 50


@routes.get("/subjects/{who}", operation_id="getSubjectFile", summary="一企一档 all that is known of a subject",
            responses=read(SubjectFileAnswer))  # fmt: skip
def get_subject_file(
    *, request: Request, app: TheApp, opening: TheOpening,
    who: Annotated[str, Path(max_length=64, description="统一社会信用代码，或一条线索 a firm's code, or a lead")],
) -> Response:  # fmt: skip
    """一个对象的全部线索和经过，最早的在前。The leads about a subject, and all that happened in them, oldest first."""

    def may_know(lead: Lead) -> bool:
        return opening.wanted and may_open(opening.actor, lead, opening.reason)

    leads = [app.lead(each) for each in leads_about(app, opening.actor, who, may_know)]
    opened = opening.of(app, "subject-file", {each.id: each for each in leads})
    called = names(app, opening.actor)
    story = [
        (entry, lead) for lead in leads
        for entry in timeline(app.store, lead.id, names=called, open_personal=lead.id in opened)
    ]  # fmt: skip
    story.sort(key=lambda each: (each[0].occurred, each[0].position))
    document = {
        "leads": [{"lead": each.id, "number": each.number, "stage": each.stage} for each in leads],
        "entries": [{"lead": lead.id, "number": lead.number, **entry_json(entry)} for entry, lead in story],
    }  # fmt: skip
    return reply(request, document, kept=not opening.wanted)


@routes.get(
    "/access", operation_id="getAccess", summary="查阅记录 who read personal data", responses=read(AccessAnswer)
)
def get_access(
    *, request: Request, app: TheApp, caller: Reader,
    lead: Annotated[str, Query(max_length=64, description="只看这条线索的 of this lead")] = "",
    by: Annotated[str, Query(max_length=64, description="只看此人查阅的 of this reader")] = "",
    since: Annotated[Day | None, Query(alias="from", description="从这一天起 from this day on")] = None,
    until: Annotated[Day | None, Query(alias="to", description="到这一天止，含当天 until this day, included")] = None,
    after: Annotated[int, Query(ge=0, lt=2**63, description="上一页的 following the following of the page before")] = 0,
    limit: Limit = PAGE,
) -> Response:  # fmt: skip
    """谁在何时、为何、以何种方式查阅了个人信息，最近的在前；审计员和领导可看。Reads on record, the last first."""
    insider(app, caller.actor)
    found = lead_in_sight(app, caller.actor, lead) if lead else ""
    whose, answering = _watched(app, caller.actor, found)
    wanted = AccessFilter(
        whose, answering, lead=found, by=by, since=datetime.combine(since, time.min, BEIJING) if since else None,
        until=datetime.combine(until, time.min, BEIJING) + timedelta(days=1) if until else None,
    )  # fmt: skip
    page = app.read_models.ask(accesses, wanted, after=(-after,) if after else None, limit=limit)
    following = str(-page.following[0]) if page.following else None
    return reply(request, {"reads": page.rows, "following": following})


def _watched(app: App, actor: Any, lead: str) -> Any:  # noqa: ANN401 - as ``watched`` has them
    return watched(app, actor, app.lead(lead) if lead else None)
