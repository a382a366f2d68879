"""Waits for what threads and processes do, as short as can be."""

from collections.abc import Callable
from time import monotonic, sleep


def comes_true(condition: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether a condition holds before the time is up."""
    deadline = monotonic() + seconds
    while not condition() and monotonic() < deadline:
        sleep(0.01)
    return condition()
