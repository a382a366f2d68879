"""The people a command names, as the roster has them: what guards on officers look at."""

from dataclasses import fields
from functools import cache
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
    lists, singles = _naming(type(command))  # type: ignore[arg-type] # classes hash
    found: dict[str, Actor] = {}
    if not lists and not singles:
        return found
    listed: tuple[Officer, ...] = tuple(officer for name in lists for officer in getattr(command, name))
    single = (getattr(command, name) for name in singles)
    for person in {*(officer.id for officer in listed), *single} - {"", None}:
        try:
            found[person] = roster.actor(person)
        except NotFound:
            continue
    return found


@cache
def _naming(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which fields of a command name people: those that list officers, and those that hold one id."""
    names = {field.name for field in fields(kind)}
    return tuple(name for name in LISTS if name in names), tuple(name for name in SINGLES if name in names)
