"""Waits for what threads and processes do, as short as can be; and lets something be done all the while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic, sleep
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def comes_true(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether a condition holds before the time is up."""
    deadline = monotonic() + seconds
    while not (holds := condition()) and monotonic() < deadline:
        sleep(0.01)
    return holds


def kept_back(work: Callable[P, R], may_end: Event) -> Callable[P, R]:
    """The same work, of which nobody hears that it is done before the event is set."""

    def late(*given: P.args, **named: P.kwargs) -> R:
        done = work(*given, **named)
        assert may_end.wait(30)
        return done

    return late


@contextmanager
def meanwhile(work: Callable[[Event], None]) -> Iterator[Callable[[], None]]:
    """Let somebody work beside, until what this gives is called; he is told by the event that it is enough."""
    enough = Event()
    worker = Thread(target=work, args=(enough,))
    worker.start()

    def stop() -> None:
        enough.set()
        worker.join()

    try:
        yield stop
    finally:
        stop()
