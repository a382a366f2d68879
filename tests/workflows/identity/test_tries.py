"""A few tries are free, each further one waits longer, and nobody is shut out for good."""

from datetime import UTC, datetime, timedelta
from typing import Final

from workflows.identity.tries import ACCOUNT, FORGOTTEN, Tries, another, given_back, left

NOW: Final = datetime(2026, 11, 2, 1, tzinfo=UTC)


def after(times: int) -> Tries:
    """So many tries at one moment."""
    tries = None
    for _ in range(times):
        tries = another(tries, NOW, ACCOUNT)
    assert tries is not None
    return tries


def test_waits_grow_from_half_a_minute_to_a_quarter_of_an_hour_and_no_further() -> None:
    waits = [left(after(times), NOW).total_seconds() for times in (1, 5, 6, 7, 8, 10, 11, 1000)]

    assert waits == [0, 0, 30, 60, 120, 480, 900, 900]


def test_the_count_begins_anew_when_nobody_tried_for_long() -> None:
    assert another(after(20), NOW + FORGOTTEN + timedelta(seconds=1), ACCOUNT).times == 1


def test_a_try_that_did_not_fail_is_given_back() -> None:
    back = given_back(after(6))

    assert (back.times, left(back, NOW)) == (5, timedelta())
