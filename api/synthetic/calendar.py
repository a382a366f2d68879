"""When leads come in: by month as publicity and seasons have it, on working days, the sweep in three days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

from api.synthetic.draw import Draw

MONTHS: Final = {1: 55, 2: 45, 3: 115, 4: 85, 5: 95, 6: 150, 7: 80, 8: 75, 9: 95, 10: 100, 11: 65, 12: 40}
"""Weights: few around the spring festival, many around 15 March and in the publicity month of June."""
SWEEP: Final = (10, 3)
"""The sweep begins on the third Wednesday of October and lasts three days."""
WEDNESDAY: Final = 2
SATURDAY: Final = 5
MINUTES: Final = 6 * 60
"""Leads are entered from 9:00 to 15:00 in Beijing, which is 1:00 to 7:00 in UTC."""


def arrival(draw: Draw, year: int, *, swept: bool) -> datetime:
    """The minute in which a lead comes in (UTC)."""
    day = _sweep_begins(year) + timedelta(days=draw.below(3)) if swept else _some_day(draw, year)
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(minutes=draw.below(MINUTES))


def _some_day(draw: Draw, year: int) -> date:
    month = draw.weighted(MONTHS)
    return draw.one(tuple(_working_days(year, month)))


def _working_days(year: int, month: int) -> Iterator[date]:
    day = date(year, month, 1)
    while day.month == month:
        if day.weekday() < SATURDAY:
            yield day
        day += timedelta(days=1)


def _sweep_begins(year: int) -> date:
    month, week = SWEEP
    return [day for day in _working_days(year, month) if day.weekday() == WEDNESDAY][week - 1]
