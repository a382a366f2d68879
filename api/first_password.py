"""The first password of a house: for its administrator, made where nobody can sign in yet, shown once."""

from typing import NamedTuple

from api.app import App
from domain.errors import Refusal
from workflows.identity.administrators import first
from workflows.identity.lifetimes import BY_ANOTHER


class FirstPassword(NamedTuple):
    """Whose it is, what he types once, and for how many hours it is good."""

    account: str
    password: str
    hours: int


def first_password(app: App) -> FirstPassword | None:
    """None where somebody can sign in, and where there is no administrator, or no sound roster, yet."""
    if not app.identity.credentials.nobody_can_sign_in():
        return None
    try:
        administrator = first(app.roster)
    except Refusal:
        return None
    if administrator is None:
        return None
    return given(app, administrator.id, by="")


def given(app: App, account: str, by: str) -> FirstPassword:
    """A one-time password for an account, by somebody: it ends the sessions of the account."""
    once = app.identity.credentials.give_one_time(account, by)
    return FirstPassword(account, once, app.office_rules.number(BY_ANOTHER))
