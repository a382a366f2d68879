"""Until when it is said whether a report is taken up: so many days, and on no weekend."""

from datetime import date, timedelta
from typing import Final

import pytest

from domain.tip.term import answer_by

MONDAY: Final = date(2026, 11, 23)


@pytest.mark.parametrize(("received", "by"), [
    (MONDAY, MONDAY + timedelta(days=7)),
    (MONDAY + timedelta(days=5), MONDAY + timedelta(days=14)),
    (MONDAY + timedelta(days=6), MONDAY + timedelta(days=14)),
])  # fmt: skip
def test_the_last_day_is_a_week_on_and_a_weekend_gives_way_to_monday(received: date, by: date) -> None:
    assert answer_by(received, 7) == by
