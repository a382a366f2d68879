"""Until when it is said whether a report is taken up: so many days, and on no weekend."""

from datetime import date, timedelta
from typing import Final

import pytest

from domain.tip.term import answer_by, last_overdue

MONDAY: Final = date(2026, 11, 23)


@pytest.mark.parametrize(("received", "by"), [
    (MONDAY, MONDAY + timedelta(days=7)),
    (MONDAY + timedelta(days=5), MONDAY + timedelta(days=14)),
    (MONDAY + timedelta(days=6), MONDAY + timedelta(days=14)),
])  # fmt: skip
def test_the_last_day_is_a_week_on_and_a_weekend_gives_way_to_monday(received: date, by: date) -> None:
    assert answer_by(received, 7) == by


@pytest.mark.parametrize("days", [1, 5, 7])
def test_what_is_overdue_today_is_told_by_the_day_of_receipt(days: int) -> None:
    for today in (MONDAY + timedelta(days=n) for n in range(14)):
        last = last_overdue(today, days)
        for received in (today - timedelta(days=n) for n in range(30)):
            assert (answer_by(received, days) < today) == (received <= last)
