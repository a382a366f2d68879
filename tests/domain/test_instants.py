"""An instant is one thing; its day, the clock's reading and its stored number are made of it in one place."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from domain.instants import clock, day_of, instant_of, microseconds, rfc3339, start_of

ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


def test_days_are_counted_in_china() -> None:
    assert day_of(datetime(2022, 4, 30, 16, tzinfo=UTC)) == date(2022, 5, 1)
    assert day_of(datetime(2022, 4, 30, 15, 59, 59, tzinfo=UTC)) == date(2022, 4, 30)


def test_a_day_begins_in_china_and_is_stored_in_utc() -> None:
    assert start_of(date(2022, 5, 1)) == datetime(2022, 4, 30, 16, tzinfo=UTC)
    assert start_of(date(2022, 5, 1)).tzinfo is UTC


def test_a_clock_in_china_shows_the_minute() -> None:
    assert clock(datetime(2022, 4, 30, 16, 5, 59, tzinfo=UTC)) == "2022-05-01 00:05"


@given(st.datetimes(datetime(1800, 1, 1), datetime(3000, 1, 1), timezones=ZONES))  # noqa: DTZ001 - the zones are drawn
def test_an_instant_comes_out_of_its_number_exactly_and_in_utc(instant: datetime) -> None:
    assert instant_of(microseconds(instant)) == instant
    assert instant_of(microseconds(instant)).tzinfo is UTC


@given(st.datetimes(datetime(1800, 1, 1), datetime(3000, 1, 1), timezones=ZONES))  # noqa: DTZ001 - the zones are drawn
def test_programs_read_every_instant_in_one_form(instant: datetime) -> None:
    written = rfc3339(instant)

    assert datetime.fromisoformat(written) == instant
    assert (written[-1], "." in written) == ("Z", instant.microsecond != 0)
