"""Instants, and what is made of them: the day they fall on, the clock's reading, the number that is stored."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8), "UTC+8")
"""Days are counted in Chinese standard time."""

_TO_MONDAY: Final = {6: 2, 7: 1}
"""Saturday and Sunday, as ISO numbers them, and the days to the following Monday."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def day_of(instant: datetime) -> date:
    """The day of an aware instant at UTC+8."""
    return instant.astimezone(BEIJING).date()


def past_weekend(day: date) -> date:
    """The day itself, or the Monday that a Saturday or Sunday gives way to; statutory holidays are not looked at."""
    return day + timedelta(days=_TO_MONDAY.get(day.isoweekday(), 0))


def start_of(day: date) -> datetime:
    """When a day at UTC+8 begins, in UTC as events are stored."""
    return datetime.combine(day, time.min, BEIJING).astimezone(UTC)


def clock(instant: datetime) -> str:
    """An instant as the offices' clocks show it, such as ``2022-03-02 14:30``."""
    return f"{instant.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def rfc3339(instant: datetime) -> str:
    """An instant as programs read it: in UTC with ``Z``, parts of a second only where there are some."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def microseconds(instant: datetime) -> int:
    """An aware instant as µs since 1970-01-01T00:00:00Z, exactly."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant_of(stored: int) -> datetime:
    """What ``microseconds`` made a number of, in UTC."""
    return _EPOCH + timedelta(microseconds=stored)
