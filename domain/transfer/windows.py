"""The three days of R310 8 and 9, counted leniently: a refusal is given only where they are clearly over."""

from datetime import date, datetime, timedelta
from typing import Final

from domain.instants import day_of, past_weekend

DAYS: Final = 3


def last_day(start: datetime) -> date:
    """The last of three calendar days, the first not counted; a Saturday or Sunday gives way to Monday.

    Calendar days and rolling are office rules, not law (``transfer-days-mode``, ``holiday-rolling``): R310 defines no
    day. Statutory holidays are not looked at here; the exact due instant belongs to the statutory terms.
    """
    return past_weekend(day_of(start) + timedelta(days=DAYS))


def over(start: datetime | None, act: datetime) -> bool:
    """Whether the three days from ``start`` had passed when something was done. Without a start nothing has passed."""
    return start is not None and day_of(act) > last_day(start)
