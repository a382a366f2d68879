"""``/v1/directory``: offices and people as of a day, and every change of them by the form of its command."""

from datetime import date, datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from starlette.convertors import register_url_convertor

from api import directory_seen as seen
from api.app import App
from api.directory_changes import FORMS, LABELS, given_for
from api.given import desk
from api.http.answering import read, reply, told
from api.http.bodies import form
from api.http.caller import Reader, TheApp, the_app
from api.http.headers import OF_A_KEY, POSITION, REPLAYED, key_of
from api.http.names import Name
from api.http.queries import KnownOnly, On, only
from api.http.schemas.directory import ChangedAnswer, OfficesAnswer, PeopleAnswer, PersonOnAnswer
from api.http.sending import command_id_of, handle, strictly
from api.http.writers import Administrator, writers_of
from api.plain import plain
from domain.directory.state import Directory, Office
from domain.errors import NotFound
from domain.instants import day_of
from domain.procedure import Act
from domain.words import Words
from workflows.service import Receipt

routes = APIRouter(prefix="/directory", tags=["directory"])

WRITTEN: Final = {
    POSITION: "在日志中的位置 where it stands in the log",
    REPLAYED: "true：此前已办，未重复办理 done before, not done again",
}
NOT_HERE: Final = Words(
    "名册里没有账号“{id}”的人员，或不在您的辖区", "nobody in the directory has the account {id}, or not in your area"
)
ThePerson = Annotated[str, Path(max_length=64, description="人员账号 the person's account", examples=["jd-01"])]


class ChangeConvertor(Name):
    """The name of a change in an address: nothing else there is one."""

    regex = "|".join(sorted(FORMS))


register_url_convertor("change", ChangeConvertor())


@routes.post("/{change:change}", operation_id="changeDirectory", summary="变更名册 change the directory",
             openapi_extra={"parameters": [OF_A_KEY]}, responses=told(ChangedAnswer, headers=WRITTEN))  # fmt: skip
async def change(request: Request, caller: Administrator, change: str) -> Response:
    """变更单位、人员、岗位；由管理员办理。Change offices, people, posts; for administrators."""
    only(request)
    app, command, key, values = await the_app(request), FORMS[change], key_of(request), await form(request)
    command_id = command_id_of(app, caller, key)

    async def reading(now: datetime) -> Act:
        at = desk(app, command_id if key else "", app.lead_id, now)
        made: Any = strictly(command, values, at, given_for(command, now))
        return made  # type: ignore[no-any-return] # every command is an act

    _, receipt = await handle(app, caller, command_id, reading)
    writers_of(request).forget()  # somebody may have lost or got a power
    return _answer(change, command_id, receipt)


def _answer(change: str, command_id: str, receipt: Receipt) -> Response:
    document = {
        "change": change, "label": LABELS[FORMS[change]],
        "command_id": command_id, "first": receipt.first, "last": receipt.last,
    }  # fmt: skip
    headers = {POSITION: str(receipt.last), "cache-control": "no-store"}
    if receipt.repeated:
        headers[REPLAYED] = "true"
    return JSONResponse(plain(document), headers=headers)


@routes.get("/offices", operation_id="getOffices", summary="单位 the offices", dependencies=[KnownOnly],
            responses=read(OfficesAnswer))  # fmt: skip
def offices(request: Request, app: TheApp, _: Reader, on: On = None) -> Response:
    """某日的单位，上级在前，含各机构的成员。The offices of a day, each before those below it, with members."""
    day, state = on or _today(app), app.roster.directory()
    rows = [_office(state, each, day, depth) for each, depth in seen.tree(state, day)]
    return reply(request, {"on": day, "offices": rows})


@routes.get("/people", operation_id="getPeople", summary="人员 the people", dependencies=[KnownOnly],
            responses=read(PeopleAnswer))  # fmt: skip
def people(request: Request, app: TheApp, caller: Reader, on: On = None) -> Response:
    """某日本辖区在册的人员。Who was there on a day, of the area of whoever asks."""
    day, state = on or _today(app), app.roster.directory()
    found = [each for each in state.accounts.values() if each.there(day)]
    shown = [seen.person_json(state, each, day) for each in found if seen.in_sight(state, caller.actor, each, day)]
    return reply(request, {"on": day, "people": shown})


@routes.get("/people/{person}", operation_id="getPerson", summary="一人 one person", dependencies=[KnownOnly],
            responses=read(PersonOnAnswer))  # fmt: skip
def one_person(*, request: Request, app: TheApp, caller: Reader, person: ThePerson, on: On = None) -> Response:
    """某人某日有什么职权，出自哪一事件。What somebody may do on a day, and by which event of the log."""
    day, state = on or _today(app), app.roster.directory()
    found = state.accounts.get(person)
    if found is None or not seen.in_sight(state, caller.actor, found, day):
        raise NotFound(NOT_HERE.fill(id=person), code="actor.unknown")
    document = {
        **seen.person_json(state, found, day), "on": day, "there": found.there(day),
        "capacities": seen.capacities(state, person, day), "bodies": seen.bodies(state, person, day),
        "entries": [_entry(each) for each in seen.entries(app, found, day)],
    }  # fmt: skip
    return reply(request, document)


def _office(state: Directory, office: Office, day: date, depth: int) -> dict[str, object]:
    known = seen.office_json(state, office, day)
    return {name: value for name, value in known.items() if name != "at"} | {"depth": depth}


def _entry(each: seen.Sourced) -> dict[str, object]:
    beside = each._asdict()
    days = beside.pop("days")
    return {**beside, "since": days.since, "until": days.until}


def _today(app: App) -> date:
    return day_of(app.clock.now())
