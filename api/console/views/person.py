"""``/admin/people/{person}``: what somebody may do on a day, by which event, and the secrets of his account."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api import directory_seen as seen
from api import people
from api.console.administration import CHANGED, Done, Keeper, On, asked_day, days, page, way
from api.console.forms.controls import Control, Kind, labels_of, with_mistakes
from api.console.forms.sheet import errors_of
from api.console.refused import told
from api.console.saying import Saying
from api.console.seat import Seat
from api.http.problems import status_of
from api.secrets_kept import OPERATOR, named, recent
from domain.directory.state import Account
from domain.errors import NotFound, Refusal
from domain.instants import day_of
from domain.words import Words
from workflows.identity.lifetimes import LONGEST_TOKEN, TOKEN_DAYS
from workflows.identity.shapes import Fact
from workflows.scopes import Scope

routes = APIRouter(prefix="/admin/people/{person}")

ThePerson = Annotated[str, Path(max_length=64)]
NOT_HERE: Final = Words("名册里没有账号“{id}”，或不在您的辖区", "nobody has the account {id}, or not in your area")
CHANGES: Final = {
    "grant": "account", "end-grant": "account", "certify": "account", "withdraw-certificate": "account",
    "deputise": "account", "end-deputy": "account", "rename-account": "ref", "move-account": "account",
    "close-account": "account",
}  # fmt: skip
"""What can be begun from here: change → the field that names the person."""
THERE: Final = frozenset({"grant", "end-grant", "deputise", "end-deputy"})
"""Changes that are mostly about somebody in his own office."""
DONE: Final = CHANGED | {
    "log-out": Words("结束其各处登录", "all sessions are ended"), "codes-off": Words("关闭动态验证码", "codes are off"),
    "revoke": Words("撤销密钥", "the key is revoked"),
}  # fmt: skip
"""What was done a moment ago, as the page says that one comes back to."""
WITHIN: Final = Words("1 至 {longest} 天，不填为 {term} 天", "1 to {longest} days, {term} if left empty")


class KeyAsked(BaseModel):
    """What was filled in for a key of a program; its days are as they were typed, to stand there again.

    ``version`` is that of his secrets, as whoever filled it in saw them.
    """

    label: str = Field(default="", max_length=2_000)
    days: str = Field(default=str(TOKEN_DAYS), max_length=20)
    scopes: list[str] = []
    version: int = Field(default=0, alias="_version")


@routes.get("")
def person(seat: Keeper, person: ThePerson, on: On = "", done: Done = "") -> Response:
    """Somebody on a day."""
    return person_page(seat, person, asked_day(seat, on), on=on, done=DONE.get(done))


def refused(seat: Seat, person: str, refusal: Refusal, asked: KeyAsked | None = None) -> Response:
    """The page again with all that was filled in for a key, and what is wrong with it."""
    return person_page(seat, person, day_of(seat.app.clock.now()), asked=asked, refusal=refusal)


def version_of(facts: Sequence[Fact]) -> int:
    """How far the record of somebody's secrets has come."""
    return facts[-1].number if facts else 0


def person_page(
    seat: Seat, person: str, day: date, *, on: str = "", done: Words | None = None, asked: KeyAsked | None = None,
    refusal: Refusal | None = None,
) -> Response:  # fmt: skip
    """Raises ``NotFound`` (``actor.unknown``)."""
    app, state = seat.app, seat.app.roster.directory()
    found = state.accounts.get(person)
    if found is None or not seen.in_sight(state, seat.actor, found, day):
        raise NotFound(NOT_HERE.fill(id=person), code="actor.unknown")
    called = {**people.organs(app), **people.people(app)}
    entries = seen.entries(app, found, day, seen.BY_NAMES._replace(named=lambda code: called.get(code, code)))
    office, errors = found.home(day), errors_of(seat.say, refusal)
    controls = key_controls(seat.say, asked or KeyAsked(), errors)
    return page(
        seat, "person.html", "people", done=done, day=day, on=on, person=found, there=found.there(day),
        office=office, entries=[(each, days(seat, each.days)) for each in entries],
        acting=seen.acting(state, person, day), bodies=seen.bodies(state, person, day),
        ways=[way(name, {field: person, **({"office": office} if name in THERE else {})})
              for name, field in CHANGES.items()],
        controls=controls, labels=labels_of(controls), errors=errors,
        refusal=None if refusal is None else told(refusal, seat.say),
        status=200 if refusal is None else status_of(refusal), **_secrets(seat, found),
    )  # fmt: skip


def key_controls(say: Saying, asked: KeyAsked, errors: Mapping[str, str]) -> tuple[Control, ...]:
    """The form of a key."""
    within = say(WITHIN.fill(longest=LONGEST_TOKEN, term=TOKEN_DAYS))
    scopes = tuple((each.value, say.name(each)) for each in Scope)
    return with_mistakes(
        errors,
        Control("label", Kind.TEXT, say("用途", "What for"), "", required=False, value=asked.label),
        Control("days", Kind.NUMBER, say("有效天数", "Days"), within, required=False, value=asked.days),
        Control("scopes", Kind.SEVERAL, say("范围", "Scopes"), "", required=True, value=asked.scopes, choices=scopes),
    )


def _secrets(seat: Seat, person: Account) -> dict[str, Any]:
    """What the page tells of his secrets."""
    app, say = seat.app, seat.say
    facts = app.identity.record.facts(person.id)
    return {
        "version": version_of(facts),
        "codes": app.identity.codes.on(person.id), "now": app.clock.now(),
        "tokens": [(each, named(say, each.scopes)) for each in app.tokens.of(person.id)],
        "record": recent(say, facts),
        "at_the_machine": OPERATOR,
    }  # fmt: skip
