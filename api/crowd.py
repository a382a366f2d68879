"""Counts what strangers send, by address, in memory alone: nothing that was here outlives the process."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import blake2b
from math import ceil
from secrets import token_bytes
from threading import Lock
from typing import Final

from domain.errors import TooOften
from domain.law import cite
from domain.words import Words
from workflows.identity.tries import FORGOTTEN, Limit, Tries, another, given_back, left, network
from workflows.ports import Clock

MOST: Final = 20_000
"""Addresses remembered at once; of more the longest unseen are forgotten, which lets them in."""
REPORTS: Final = Limit(10, timedelta(seconds=30), timedelta(minutes=10))
"""Reports: behind one address may sit a whole block of flats."""
CODES: Final = Limit(10, timedelta(seconds=10), timedelta(minutes=10))
"""Codes that were wrong."""
THROTTLED: Final = Words(
    "提交得太频繁了，请 {seconds} 秒后再试；急事请拨打 12345 或 110",
    "Too many at once: wait {seconds} seconds; if it cannot wait, call 12345 or 110",
)


class Crowd:
    """Made once for each process and purpose. Addresses stand in it under a key that ends with the process."""

    def __init__(self, limit: Limit, clock: Clock) -> None:
        self._limit = limit
        self._clock = clock
        self._lock = Lock()
        self._key = token_bytes(32)
        self._tries: dict[bytes, Tries] = {}

    def count(self, address: str) -> None:
        """One more from there. Raises ``TooOften`` (``tip.throttled``); then it is not counted."""
        key, now = self._of(address), self._clock.now()
        with self._lock:
            before = self._tries.pop(key, None)
            wait = left(before, now)
            self._tries[key] = before if wait and before is not None else another(before, now, self._limit)
            if len(self._tries) > MOST:
                self._forget(lambda each: now - each.last > FORGOTTEN)
        if wait:
            raise throttled(wait)

    def succeeded(self, address: str) -> None:
        """The last from there was no guess."""
        with self._lock:
            tries = self._tries.get(self._of(address))
            if tries is not None:
                self._tries[self._of(address)] = given_back(tries)

    def _of(self, address: str) -> bytes:
        return blake2b(network(address).encode(), key=self._key, digest_size=16).digest()

    def _forget(self, over: Callable[[Tries], bool]) -> None:
        for key in [key for key, tries in self._tries.items() if over(tries)]:
            del self._tries[key]
        for key in [*self._tries][: max(len(self._tries) - MOST, 0)]:
            del self._tries[key]


def throttled(wait: timedelta, words: Words = THROTTLED) -> TooOften:
    """Too often: how long to wait, in whole seconds and never none."""
    seconds, basis = max(ceil(wait.total_seconds()), 1), cite("office tip-limits")
    return TooOften(words.fill(seconds=seconds), seconds=seconds, rule=str(basis[0]), basis=basis, code="tip.throttled")
