"""How values stand in read models, and how they come out again: instants, days, lists, masked numbers."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

CHINA: Final = timezone(timedelta(hours=8))
"""The one time zone in which an instant becomes a day."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LIST: Final = "\n"


def microseconds(instant: datetime) -> int:
    """An aware instant as µs since 1970-01-01T00:00:00Z."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant(stored: int | None) -> datetime | None:
    """What ``microseconds`` stored, in UTC."""
    return None if stored is None else _EPOCH + timedelta(microseconds=stored)


def iso_day(moment: date | datetime | None) -> str | None:
    """A day as ``2022-03-02``; of an instant, the day it is in China."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(CHINA).date()
    return None if moment is None else moment.isoformat()


def day_of(stored: str | None) -> date | None:
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
