"""The people a command names, as the roster has them: what guards on officers look at."""

from typing import TYPE_CHECKING, Final

from domain.actor import Actor
from domain.errors import NotFound
from workflows.ports import Roster

if TYPE_CHECKING:
    from domain.lead.shapes import Officer

LISTS: Final = ("officers", "confirmed_by", "team")
SINGLES: Final = ("handler", "officer", "responsible")


def named_officers(command: object, roster: Roster) -> dict[str, Actor]:
    """Everyone named in a command who is in the roster; unknown ids are simply absent."""
    listed: tuple[Officer, ...] = tuple(officer for name in LISTS for officer in getattr(command, name, ()))
    single = (getattr(command, name, "") for name in SINGLES)
    found: dict[str, Actor] = {}
    for person in {*(officer.id for officer in listed), *single} - {"", None}:
        try:
            found[person] = roster.actor(person)
        except NotFound:
            continue
    return found
