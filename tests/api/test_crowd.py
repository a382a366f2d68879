"""Who sends too much waits, and nobody else; nothing of any address is kept."""

from datetime import timedelta

import pytest

from api import crowd
from api.crowd import CODES, Crowd
from domain.errors import TooOften
from tests.support.served import Clock


def many(counted: Crowd, address: str, times: int) -> None:
    for _ in range(times):
        counted.count(address)


def test_who_sends_too_much_waits_longer_each_time_and_never_for_good() -> None:
    clock = Clock()
    counted = Crowd(CODES, clock)
    many(counted, "192.0.2.1", CODES.free + 1)

    with pytest.raises(TooOften) as told:
        counted.count("192.0.2.1")
    assert (told.value.code, told.value.seconds) == ("tip.throttled", 10)
    clock.present += timedelta(seconds=10)
    counted.count("192.0.2.1")
    with pytest.raises(TooOften) as told:
        counted.count("192.0.2.1")
    assert told.value.seconds == 20
    clock.present += CODES.longest
    counted.count("192.0.2.1")


def test_nobody_else_waits_with_him() -> None:
    counted = Crowd(CODES, Clock())
    many(counted, "192.0.2.1", CODES.free + 1)

    many(counted, "192.0.2.2", CODES.free)
    many(counted, "2001:db8:1::7", CODES.free)


def test_all_addresses_of_a_house_are_one() -> None:
    counted = Crowd(CODES, Clock())
    for each in range(CODES.free + 1):
        counted.count(f"2001:db8:1::{each:x}")

    with pytest.raises(TooOften):
        counted.count("2001:db8:1::ffff")


def test_what_was_no_guess_is_given_back() -> None:
    counted = Crowd(CODES, Clock())
    for _ in range(CODES.free * 3):
        counted.count("192.0.2.1")
        counted.succeeded("192.0.2.1")


def test_no_address_stands_in_it_and_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "MOST", 8)
    counted = Crowd(CODES, Clock())
    for each in range(50):
        counted.count(f"192.0.2.{each}")

    assert "192.0.2" not in repr(vars(counted))
    assert len(vars(counted)["_tries"]) <= 8
