"""The first password of a house: for its administrator, made where nobody can sign in yet, shown once."""

from typing import NamedTuple

from api.app import App
from domain.errors import Refusal
from workflows.identity.administrators import first


class FirstPassword(NamedTuple):
    """Whose it is, and what he types once."""

    account: str
    password: str


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
    return FirstPassword(administrator.id, app.identity.credentials.give_one_time(administrator.id, by=""))
