"""Until when an office says whether it takes a report up: no law sets a term, an office rule does (``tip-answer``)."""

from datetime import date, timedelta

from domain.instants import past_weekend


def answer_by(received: date, days: int) -> date:
    """The last day. Calendar days, the first not counted; a weekend gives way to Monday; holidays are not looked at."""
    return past_weekend(received + timedelta(days=days))
