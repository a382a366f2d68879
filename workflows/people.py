"""The people a command names, as the roster has them: what guards on officers look at."""

from dataclasses import fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from domain.actor import Actor
from domain.errors import NotFound
from domain.instants import day_of
from domain.procedure import Act
from workflows.ports import Roster

if TYPE_CHECKING:
    from domain.lead.shapes import Officer

LISTS: Final = ("officers", "confirmed_by", "team")
"""Who took part in the act: looked up as of its day, with the certificate of that day."""
SINGLES: Final = ("handler", "officer", "responsible", "account")
"""Who gets something from now on, or keeps out of it: looked up as of today."""


def named_officers(command: Act, roster: Roster) -> dict[str, Actor]:
    """Everyone named in a command who is in the roster on the day that counts; unknown ids are simply absent."""
    found: dict[str, Actor] = {}
    for person, on in _named(command).items():
        try:
            found[person] = roster.actor(person, on=on)
        except NotFound:
            continue
    return found


def _named(command: Act) -> dict[str, date | None]:
    """Id → the day to look it up on; who took part and gets something too counts as who took part."""
    lists, singles = _naming(type(command))
    listed: tuple[Officer, ...] = tuple(officer for name in lists for officer in getattr(command, name))
    named: dict[str, date | None] = {getattr(command, name): None for name in singles}
    if listed:
        named |= dict.fromkeys((officer.id for officer in listed), day_of(command.occurred))
    return {person: on for person, on in named.items() if person}


@cache
def _naming(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which fields of a command name people: those that list officers, and those that hold one id."""
    names = {field.name for field in fields(kind)}
    return tuple(name for name in LISTS if name in names), tuple(name for name in SINGLES if name in names)
