"""``/admin/people/{person}/…``: the secrets of an account, as an administrator deals with them; each is shown once.

None can be shown again, so a form sent again makes no second one: it tells how far the record of his secrets had come
when it was opened, and counts only while that has not moved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Form, Path
from fastapi.responses import RedirectResponse, Response

from api.console.administration import Keeper, page
from api.console.seat import Seat
from api.console.views.person import KeyAsked, ThePerson, refused, version_of
from api.first_password import given
from api.secrets_kept import named, within_reach
from api.standing_tokens import standing
from domain.errors import Faults, InvalidInput, Refusal, Stale
from domain.words import Words
from workflows.forms.mistakes import TOO_LONG
from workflows.identity.lifetimes import LONGEST_TOKEN
from workflows.identity.tokens import NO_SCOPE, WRONG_DAYS, allowed
from workflows.scopes import Scope

routes = APIRouter(prefix="/admin/people/{person}")

LONGEST_LABEL: Final = 100
"""Characters of what a key is for."""
ONE_AT_A_TIME: Final = Lock()
"""Of two that come at once the second sees what the first did."""
MADE_MEANWHILE: Final = Words(
    "打开此表后，这个账号的凭证已有变动，没有再发。已发的仍然有效，但不再显示：密码没有抄下的，请重新发；密钥没有存下的，"
    "请先撤销，再重新签发",
    "The secrets of this account changed after this form was opened: none was made again. What was made counts, and is "
    "not shown again: give another password if it was not written down; revoke a key that was not kept, then mint anew",
)


class KeyMade(NamedTuple):
    """What a key is for, what it allows, and when it ends."""

    label: str
    scopes: str
    expires: datetime


@routes.post("/password")
def password(seat: Keeper, person: ThePerson, version: Annotated[int, Form(alias="_version")] = 0) -> Response:
    """It ends all sessions of the account, and is changed at the first sign-in."""
    app = seat.app
    within_reach(app, seat.actor, person)
    account = app.identity.sessions.person(person).id
    try:
        with _unmoved(seat, account, version):
            once = given(app, account, seat.actor.id)
    except Stale as stale:
        return refused(seat, account, stale)
    until = app.clock.now() + timedelta(hours=once.hours)
    return _shown(seat, account, "password", once.password, until=until, standing=standing(app, account), key=None)


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
    try:
        with _unmoved(seat, account, form.version):
            if faults := [*_faults(seat, form)]:
                raise Faults(faults)
            made = app.tokens.mint(account, map(Scope, form.scopes), _days(form), label=form.label, by=seat.actor.id)
    except Refusal as refusal:
        return refused(seat, account, refusal, form)
    key = KeyMade(form.label, named(seat.say, form.scopes), app.clock.now() + timedelta(days=_days(form)))
    return _shown(seat, account, "token", made, until=None, standing=(), key=key)


@contextmanager
def _unmoved(seat: Seat, account: str, version: int) -> Iterator[None]:
    """While nothing else is done with his secrets. Raises ``Stale`` where something was, since ``version``."""
    with ONE_AT_A_TIME:
        if version_of(seat.app.identity.record.facts(account)) != version:
            raise Stale(MADE_MEANWHILE)
        yield


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
