"""The three days of R310 8 and 9: the first not counted, a weekend rolled over, and a way in for whoever was let in."""

from datetime import date, datetime, time

import pytest

from domain.instants import BEIJING
from domain.transfer.stage import TransferStage
from domain.transfer.windows import last_day, over
from tests.support.transfers import ACCEPTED, altered, paper, step, walk

NOT_FILED = (*ACCEPTED, "T6n")


def noon(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(12), BEIJING)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2022-03-07", "2022-03-10"),  # Monday: Thursday
        ("2022-03-08", "2022-03-11"),  # Tuesday: Friday
        ("2022-03-09", "2022-03-14"),  # Wednesday: Saturday, so Monday
        ("2022-03-10", "2022-03-14"),  # Thursday: Sunday, so Monday
        ("2022-03-11", "2022-03-14"),  # Friday: Monday
        ("2022-12-31", "2023-01-03"),
    ],
)
def test_the_first_day_does_not_count_and_a_weekend_gives_way_to_monday(start: str, last: str) -> None:
    assert last_day(noon(start)) == date.fromisoformat(last)


def test_the_last_day_itself_is_in_time_to_its_last_minute() -> None:
    assert not over(noon("2022-03-08"), datetime(2022, 3, 11, 23, 59, tzinfo=BEIJING))
    assert over(noon("2022-03-08"), datetime(2022, 3, 12, 0, 0, tzinfo=BEIJING))


def test_nothing_is_over_that_has_not_begun() -> None:
    assert not over(None, noon("2022-03-08"))


@pytest.mark.parametrize("name", ["T8a", "T8b"])
def test_on_the_third_day_the_right_is_still_there(name: str) -> None:
    district = walk((*NOT_FILED, 3))

    assert district.do(step(name, district))


@pytest.mark.parametrize("name", ["T8a", "T8b"])
def test_a_late_request_that_the_receiver_took_in_writing_is_recorded(name: str) -> None:
    district = walk((*NOT_FILED, 10))

    assert district.do(altered(step(name, district), accepted_late=paper("受理通知")))


def test_the_request_counts_by_when_it_was_made_not_by_when_it_is_entered() -> None:
    district = walk(NOT_FILED)
    in_time = district.now
    district.wait(days=10)

    assert district.do(altered(step("T8a", district), occurred=in_time))


def test_a_new_window_opens_with_the_decision_on_reconsideration() -> None:
    district = walk((*NOT_FILED, 3, "T8a", 3, "T9n", 3))

    assert district.do(step("T10", district))


def test_a_lapsed_right_leaves_the_duty_to_deal_with_the_case() -> None:
    district = walk((*NOT_FILED, 100, "T8c"))

    assert district.current.stage is TransferStage.FINAL_NOT_FILED


def test_silence_is_measured_from_acceptance_wherever_papers_were_asked_for_since() -> None:
    district = walk((*ACCEPTED, 2, "T5s", 2, "T5t", "T10b"))

    assert district.current.supervised_from is TransferStage.RECEIPTED
