"""An effect is done for every event in order, once as far as anybody can tell, by whoever holds the lease."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, Final

import pytest
import structlog

from adapters.follow.effects import EffectFollower, policy
from adapters.store.store import Store
from tests.support.product import opened, record
from tests.support.samplelog import SAMPLES, Noted
from tests.support.waiting import comes_true
from workflows.ports import Recorded


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 1, 5, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant


class Outside:
    """A world that remembers which command ids it saw, and that may be away."""

    def __init__(self) -> None:
        self.done: dict[str, str] = {}
        self.calls = 0
        self.away = False

    def send(self, command: str, command_id: str) -> None:
        self.calls += 1
        if self.away:
            msg = "nobody answers"
            raise ConnectionError(msg)
        self.done.setdefault(command_id, command)


def twice(recorded: Recorded) -> Iterator[str]:
    """Two commands for every note."""
    assert isinstance(recorded.event, Noted)
    yield f"{recorded.event.text} first"
    yield f"{recorded.event.text} second"


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path, SAMPLES) as store:
        yield store


def said(store: Store, *words: str) -> int:
    return record(store, [(("sample/a", Noted(text=word)),) for word in words])


def following(store: Store, outside: Outside, clock: Clock, holder: str = "one") -> EffectFollower:
    return EffectFollower(store, "notify", policy("notify", twice, outside.send), holder=holder, clock=clock)


EXPECTED: Final = {
    "notify/1/0": "a first", "notify/1/1": "a second", "notify/2/0": "b first", "notify/2/1": "b second",
}  # fmt: skip


def test_commands_go_out_in_order_under_ids_that_never_change(store: Store) -> None:
    outside = Outside()
    follower = following(store, outside, Clock())
    said(store, "a", "b")
    follower.step()

    assert list(outside.done.items()) == list(EXPECTED.items())
    assert follower.position() == 2
    follower.step()
    assert outside.calls == 4


def test_after_a_failure_the_same_event_is_first(store: Store) -> None:
    outside = Outside()
    follower = following(store, outside, Clock())
    said(store, "a", "b")
    outside.away = True
    with pytest.raises(ConnectionError):
        follower.step()
    assert follower.position() == 0

    outside.away = False
    follower.step()
    assert outside.done == EXPECTED


def test_while_one_holds_the_lease_another_does_nothing(store: Store) -> None:
    clock, outside = Clock(), Outside()
    one, other = following(store, outside, clock), following(store, outside, clock, "other")
    said(store, "a")
    one.step()
    said(store, "b")
    other.step()
    assert one.position() == 1

    clock.instant += timedelta(seconds=31)
    other.step()
    assert outside.done == EXPECTED


def test_who_lost_the_lease_does_not_move_the_position(store: Store) -> None:
    clock, outside = Clock(), Outside()
    other = following(store, outside, clock, "other")

    def slow(recorded: Recorded) -> None:
        clock.instant += timedelta(seconds=31)
        if recorded.position == 1:
            other.step()

    said(store, "a", "b")
    EffectFollower(store, "notify", slow, holder="slow", clock=clock).step()

    assert outside.done == EXPECTED
    assert other.position() == 2


def test_a_lease_from_a_clock_that_was_put_back_does_not_hold_for_years(store: Store) -> None:
    clock, outside = Clock(), Outside()
    ahead = Clock()
    ahead.instant += timedelta(days=365)
    following(store, outside, ahead).step()  # its process dies, and the clock is put right
    said(store, "a", "b")
    following(store, outside, clock, "other").step()

    assert outside.done == EXPECTED


def test_a_lease_that_is_given_back_is_free_at_once(store: Store) -> None:
    clock, outside = Clock(), Outside()
    one, other = following(store, outside, clock), following(store, outside, clock, "other")
    said(store, "a")
    one.step()
    one.stop()
    said(store, "b")
    other.step()

    assert outside.done == EXPECTED


def test_a_thread_outlives_the_log_it_writes_to(store: Store) -> None:
    kept = structlog.get_config()
    closed = StringIO()
    closed.close()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(closed))
    try:
        outside = Outside()
        outside.away = True
        follower = following(store, outside, Clock())
        follower.start()
        said(store, "a", "b")
        assert comes_true(lambda: outside.calls > 2)
        outside.away = False
        assert comes_true(lambda: outside.done == EXPECTED)
        follower.stop()
    finally:
        structlog.configure(**kept)


def test_a_thread_tells_its_trouble_and_goes_on(store: Store) -> None:
    outside = Outside()
    outside.away = True
    follower = following(store, outside, Clock())
    follower.start()
    said(store, "a", "b")
    assert comes_true(lambda: "ConnectionError" in follower.trouble)

    outside.away = False
    assert comes_true(lambda: follower.position() == 2)
    assert outside.done == EXPECTED
    follower.stop()
    assert not follower.trouble
