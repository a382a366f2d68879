"""Until when an office says whether it takes a report up: no law sets a term, an office rule does (``tip-answer``)."""

from datetime import date, timedelta
from typing import Final

TO_MONDAY: Final = {6: 2, 7: 1}
"""Saturday and Sunday, as ISO numbers them, and the days to the following Monday."""


def answer_by(received: date, days: int) -> date:
    """The last day. Calendar days, the first not counted; a weekend gives way to Monday; holidays are not looked at."""
    day = received + timedelta(days=days)
    return day + timedelta(days=TO_MONDAY.get(day.isoweekday(), 0))
