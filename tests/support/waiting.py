"""Waits for what threads and processes do, as short as can be; and lets something be done all the while."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic, sleep


def comes_true(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether a condition holds before the time is up."""
    deadline = monotonic() + seconds
    while not condition() and monotonic() < deadline:
        sleep(0.01)
    return condition()


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
