"""Watches the head of the feed for everybody in this process who waits for it: one look instead of one each."""

from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Event, Thread
from typing import Final

from adapters.follow.pages import TROUBLE

Listener = Callable[[int], None]

POLL: Final = 0.05
"""Seconds between two looks while somebody waits: another process may have added rows."""


class Tail:
    """Looks while anybody waits or listens, at once when ``look`` is called; sleeps otherwise."""

    def __init__(self, head: Callable[[], int], poll: float = POLL) -> None:
        self._head = head
        self._poll = poll
        self._seen = 0
        self._moved = Condition()
        self._waiting = 0
        self._listeners: list[Listener] = []
        self._wake = Event()
        self._ending = False
        self._thread: Thread | None = None

    def wait(self, after: int, timeout: float) -> bool:
        """Whether the head is behind ``after`` no more, as soon as that is so."""
        with self._moved:
            self._begin()
            self._waiting += 1
            self._wake.set()
            try:
                return self._moved.wait_for(lambda: self._seen > after or self._ending, timeout) and self._seen > after
            finally:
                self._waiting -= 1

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` with the head as last seen, and whenever it moved; gives back the end of it."""
        with self._moved:
            self._begin()
            self._listeners.append(listener)
            self._wake.set()
            seen = self._seen
        listener(seen)

        def end() -> None:
            with self._moved, suppress(ValueError):
                self._listeners.remove(listener)

        return end

    def look(self) -> None:
        """Look now rather than a moment later."""
        self._wake.set()

    def close(self) -> None:
        """End, and let go of whoever waits."""
        with self._moved:
            self._ending = True
            thread = self._thread
            self._moved.notify_all()
        self._wake.set()
        if thread is not None:
            thread.join()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._live, name="feed tail", daemon=True)
            self._thread.start()

    def _live(self) -> None:
        while not self._ending:
            wanted = self._waiting or self._listeners
            self._wake.wait(self._poll if wanted else None)
            self._wake.clear()
            with suppress(*TROUBLE):  # where the database is away, nobody is woken, and it is looked at again
                self._tell(self._head())

    def _tell(self, head: int) -> None:
        with self._moved:
            if head <= self._seen:
                return
            self._seen = head
            self._moved.notify_all()
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(head)
