"""``/admin/people/{person}/…``: the secrets of an account, as an administrator deals with them; each is shown once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response

from api.console.administration import Keeper, page
from api.console.seat import Seat
from api.console.views.person import KeyAsked, ThePerson, key_refused
from api.first_password import given
from api.secrets_kept import named, within_reach
from api.standing_tokens import standing
from domain.errors import Faults, InvalidInput
from workflows.forms.mistakes import TOO_LONG
from workflows.identity.lifetimes import LONGEST_TOKEN
from workflows.identity.tokens import NO_SCOPE, WRONG_DAYS, allowed
from workflows.scopes import Scope

routes = APIRouter(prefix="/admin/people/{person}")

LONGEST_LABEL: Final = 100
"""Characters of what a key is for."""


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
def mint(seat: Keeper, person: ThePerson, form: Annotated[KeyAsked, Form()]) -> Response:
    """A key for a program, or the page again with all that was filled in and every mistake."""
    app = seat.app
    within_reach(app, seat.actor, person)
    account = app.identity.sessions.person(person).id
    if faults := [*_faults(seat, form)]:
        return key_refused(seat, account, form, Faults(faults))
    made = app.tokens.mint(account, map(Scope, form.scopes), _days(form), label=form.label, by=seat.actor.id)
    return _shown(seat, account, "token", made, until=None, standing=())


def _faults(seat: Seat, form: KeyAsked) -> Iterator[InvalidInput]:
    if len(form.label) > LONGEST_LABEL:
        yield TOO_LONG.at(field="label", most=LONGEST_LABEL)
    if not allowed(_days(form)):
        yield WRONG_DAYS.at(field="days", longest=LONGEST_TOKEN)
    if not form.scopes or set(form.scopes) - set(Scope):
        yield NO_SCOPE.at(field="scopes", scopes=named(seat.say, Scope))


def _days(form: KeyAsked) -> int:
    """What is no number is no term either."""
    return int(form.days) if form.days.isdecimal() else 0


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
