"""A receiver may be away for three days, and is not called more often than it wants."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.webhooks.patience import STEPS, WHOLE, asked_for, exhausted, pause
from workflows.law import register

NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)


def test_the_pauses_grow_and_last_for_75_hours_in_all() -> None:
    assert STEPS[:3] == (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2))
    assert len(STEPS) >= 10
    assert sum(STEPS, timedelta()) == WHOLE == timedelta(hours=75)
    assert sorted(STEPS[:-1]) == list(STEPS[:-1])


def test_the_office_rule_says_the_same() -> None:
    (rule,) = register().versions("feed-delivery")

    assert (rule.value, rule.unit) == (WHOLE / timedelta(hours=1), "hours")


def test_after_the_last_pause_nobody_calls() -> None:
    assert not exhausted(len(STEPS))
    assert exhausted(len(STEPS) + 1)


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_chance_only_makes_a_pause_longer(chance: float) -> None:
    for failures, step in enumerate(STEPS, 1):
        assert step <= pause(failures, chance=lambda: chance) <= step * 1.1


def test_a_receiver_may_ask_for_more_time_but_not_for_less_nor_for_ever() -> None:
    assert pause(1, timedelta(hours=2)) == timedelta(hours=2)
    assert pause(6, timedelta(seconds=1)) >= STEPS[5]
    assert pause(1, timedelta(days=30)) == timedelta(hours=24)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("", 0),
        ("soon", 0),
        ("-5", 0),
        ("1.5", 0),
        ("１２", 0),
        ("9" * 400, 86_400),
        ("Mon, 02 Mar 2026 04:10:00 GMT", 600),
        ("Mon, 02 Mar 2026 12:10:00 +0800", 600),
        ("Mon, 02 Mar 2026 04:10:00 -0000", 600),
        ("Sun, 01 Mar 2026 04:10:00 GMT", 0),
        ("Mon, 02 Mar 2099 04:10:00 GMT", 86_400),
        ("Mon, 99 Mar 2026 04:10:00 GMT", 0),
    ],
)
def test_retry_after_is_read_in_both_of_its_forms(header: str, seconds: int) -> None:
    assert asked_for(header, NOW) == timedelta(seconds=seconds)
