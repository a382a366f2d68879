"""Streams that are open, counted by account in each process: whoever closes one makes room for another."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class Places:
    """Used in the loop of the server alone."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def free(self, who: str, most: int) -> bool:
        """Whether an account that may have so many may have one more."""
        return self._taken[who] < most

    @contextmanager
    def one(self, who: str) -> Iterator[None]:
        """One more of them, while it lasts."""
        self._taken[who] += 1
        try:
            yield
        finally:
            self._taken[who] -= 1
            self._taken += Counter()  # forgets whoever has none
