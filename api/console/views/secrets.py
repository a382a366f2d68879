"""``/admin/people/{person}/…``: the secrets of an account, as an administrator deals with them; each is shown once."""

from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response

from api.console.administration import Keeper, page
from api.console.seat import Seat
from api.first_password import given
from api.secrets_kept import KINDS, OPERATOR, detail_of, named, within_reach
from api.standing_tokens import standing
from domain.directory.state import Account
from domain.words import Words
from workflows.identity.lifetimes import LONGEST_TOKEN, TOKEN_DAYS
from workflows.identity.tokens import NO_SCOPE
from workflows.scopes import Scope

routes = APIRouter(prefix="/admin/people/{person}")

ThePerson = Annotated[str, Path(max_length=64)]
RECENT: Final = 20
"""Facts of the record on the page of somebody, the newest first."""
DONE: Final = {
    "log-out": Words("结束其各处登录", "all sessions are ended"), "codes-off": Words("关闭动态验证码", "codes are off"),
    "revoke": Words("撤销密钥", "the key is revoked"),
}  # fmt: skip
"""What was done, as the page says that one comes back to."""


def secrets_of(seat: Seat, person: Account) -> dict[str, Any]:
    """What the page of somebody tells of his secrets."""
    app, say = seat.app, seat.say
    facts = reversed(app.identity.record.facts(person.id)[-RECENT:])
    return {
        "codes": app.identity.codes.on(person.id), "now": app.clock.now(), "scopes": tuple(Scope),
        "tokens": [(each, named(say, each.scopes)) for each in app.tokens.of(person.id)],
        "term": TOKEN_DAYS, "longest": LONGEST_TOKEN,
        "record": [(each, KINDS[each.kind], detail_of(say, each)) for each in facts], "at_the_machine": OPERATOR,
    }  # fmt: skip


@routes.post("/password")
def password(seat: Keeper, person: ThePerson) -> Response:
    """It ends all sessions of the account, and is changed at the first sign-in."""
    app = seat.app
    within_reach(app, seat.actor, person)
    account = app.identity.sessions.person(person).id
    once = given(app, account, seat.actor.id)
    until = app.clock.now() + timedelta(hours=once.hours)
    return _shown(seat, account, "password", once.password, until=until, standing=standing(app, account))


@routes.post("/log-out")
def log_out(seat: Keeper, person: ThePerson) -> Response:
    """End all sessions; keys of programs stand."""
    within_reach(seat.app, seat.actor, person)
    seat.app.identity.credentials.log_out(person, seat.actor.id)
    return _back(person, "log-out")


@routes.post("/codes-off")
def codes_off(seat: Keeper, person: ThePerson) -> Response:
    """No second factor from now on. Raises ``NotFound`` (``code.not-enrolled``)."""
    within_reach(seat.app, seat.actor, person)
    seat.app.identity.codes.remove(person, seat.actor.id)
    return _back(person, "codes-off")


@routes.post("/tokens")
def mint(
    *, seat: Keeper, person: ThePerson, scopes: Annotated[list[str] | None, Form()] = None,
    days: Annotated[int, Form()] = TOKEN_DAYS, label: Annotated[str, Form(max_length=100)] = "",
) -> Response:  # fmt: skip
    """A key for a program. Raises ``InvalidInput`` (``input.token.scopes``, ``input.token.days``)."""
    app, asked = seat.app, set(scopes or ())
    within_reach(app, seat.actor, person)
    if not asked or asked - set(Scope):
        raise NO_SCOPE.at(field="scopes", scopes=named(seat.say, Scope))
    account = app.identity.sessions.person(person).id
    made = app.tokens.mint(account, map(Scope, asked), days, label=label, by=seat.actor.id)
    return _shown(seat, account, "token", made, until=None, standing=())


@routes.post("/tokens/{prefix}/revoke")
def revoke(seat: Keeper, person: ThePerson, prefix: Annotated[str, Path(max_length=20)]) -> Response:
    """It opens nothing from now on. Raises ``NotFound`` (``token.unknown``)."""
    within_reach(seat.app, seat.actor, person)
    seat.app.tokens.revoke(person, prefix, seat.actor.id)
    return _back(person, "revoke")


def _shown(seat: Seat, account: str, what: str, secret: str, **more: Any) -> Response:  # noqa: ANN401 - what the template names
    """The page that shows a secret: it has no address, and cannot be shown again."""
    return page(seat, "secret.html", "people", person=account, what=what, secret=secret, **more)


def _back(person: str, done: str) -> Response:
    return RedirectResponse(f"/admin/people/{person}?done={done}", 303)
