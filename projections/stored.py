"""How values stand in read models, and how they come out again: instants, days, lists, masked numbers."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from domain.instants import day_of, instant_of

_LIST: Final = "\n"


def instant(stored: int | None) -> datetime | None:
    """What ``domain.instants.microseconds`` stored, in UTC."""
    return None if stored is None else instant_of(stored)


def iso_day(moment: date | datetime | None) -> str | None:
    """A day as ``2022-03-02``; of an instant, the day it is in China."""
    if isinstance(moment, datetime):
        moment = day_of(moment)
    return None if moment is None else moment.isoformat()


def stored_day(stored: str | None) -> date | None:
    """What ``iso_day`` stored."""
    return None if stored is None else date.fromisoformat(stored)


def listed(items: Iterable[str]) -> str:
    """Several texts as one."""
    return _LIST.join(item.replace(_LIST, " ") for item in items)


def items_of(stored: str) -> tuple[str, ...]:
    """What ``listed`` joined."""
    return tuple(stored.split(_LIST)) if stored else ()


def masked(resident_id: str) -> str:
    """``370104********1230``: of an identity number only the area and the last four characters are shown."""
    return f"{resident_id[:6]}********{resident_id[-4:]}" if len(resident_id) > len("370104") + len("1230") else ""


def read(stored: Mapping[str, Any], reading: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """The columns of a row of the database; ``reading`` says which come out as something else than they are stored."""
    return {name: reading[name](value) if name in reading else value for name, value in stored.items()}
