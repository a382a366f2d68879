"""A thread that steps: in a flow at its pace, however often it is woken; at once when somebody waits for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic, sleep
from typing import Final

from adapters.follow.runner import Runner
from tests.support.waiting import comes_true

LONG: Final = 60.0
"""Seconds that no test waits."""


@contextmanager
def running(step: Callable[[], bool], pace: float) -> Iterator[Runner]:
    """A runner at work, until the end of the block."""
    runner = Runner("runner", step, LONG, lambda _: None, pace=pace)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()


class Steps:
    """Counts steps; after each there is nothing more to do."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def __call__(self) -> bool:
        self.times.append(monotonic())
        return False

    def taken(self, many: int) -> Callable[[], bool]:
        """Whether there were so many."""
        return lambda: len(self.times) >= many


def test_in_a_flow_a_step_begins_with_each_pace_and_no_more_often() -> None:
    steps, pace = Steps(), 0.1
    with running(steps, pace) as runner:
        assert comes_true(steps.taken(1))
        until = monotonic() + 5 * pace
        while monotonic() < until:
            runner.wake()
            sleep(pace / 50)

    assert all(later - earlier >= pace * 0.9 for earlier, later in zip(steps.times, steps.times[1:], strict=False))
    assert len(steps.times) > 2, "it went on stepping"


def test_whoever_is_in_a_hurry_waits_for_no_pace_and_the_next_does_again() -> None:
    steps = Steps()
    with running(steps, LONG) as runner:
        assert comes_true(steps.taken(1))
        runner.wake()
        assert not comes_true(steps.taken(2), seconds=0.2)

        runner.hurry()

        assert comes_true(steps.taken(2))
        runner.wake()
        assert not comes_true(steps.taken(3), seconds=0.2)


def test_what_is_left_of_a_step_is_done_at_once() -> None:
    left = iter([True] * 20)
    done = Event()

    def step() -> bool:
        more = next(left, False)
        if not more:
            done.set()
        return more

    with running(step, LONG):
        assert done.wait(5)


def test_to_end_it_waits_for_no_pace() -> None:
    steps = Steps()
    with running(steps, LONG) as runner:
        assert comes_true(steps.taken(1))
        before = monotonic()
        assert runner.stop()

    assert monotonic() - before < LONG / 10
