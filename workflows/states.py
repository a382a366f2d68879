"""States of streams kept in memory as a head start, and the turn-taking of commands on the same stream."""

import asyncio
from asyncio import Future
from collections import OrderedDict
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Final, NamedTuple
from weakref import WeakValueDictionary

from workflows.ports import Conflict, Head, Stored

KEPT: Final = 20_000
"""How many states stay in memory (a lead takes about 2 kB)."""


class Known(NamedTuple):
    """A state and the head it was folded up to.

    ``fresh`` when the stream was read for this very command. ``sent``: the state is foreseen, it will be so if what was
    sent is stored.
    """

    state: Any
    head: Head
    fresh: bool = False
    sent: Future[Stored | Conflict] | None = None

    async def holds(self) -> bool:
        """Whether what was foreseen came true, waited for where it must be; a failure is for its sender to hear."""
        if self.sent is None:
            return True
        if not self.sent.done():
            await asyncio.wait([self.sent])
        if self.sent.cancelled() or self.sent.exception() is not None:
            return False
        answer = self.sent.result()
        return isinstance(answer, Stored) and not answer.repeated


class States:
    """The most recently used states, and a lock per stream. Used from one event loop."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def locked(self, streams: Iterable[str]) -> "Turns":
        """Take the streams' turns in sorted order, so that no two commands wait for each other."""
        return Turns(tuple(self._lock(stream) for stream in sorted(set(streams))))

    def get(self, stream: str) -> Known | None:
        """The state in memory, if any; it may be old."""
        known = self._known.get(stream)
        if known is not None:
            self._known.move_to_end(stream)
        return known

    def put(
        self,
        stream: str,
        state: Any,  # noqa: ANN401 - each noun has its own state
        head: Head,
        sent: Future[Stored | Conflict] | None = None,
    ) -> None:
        """Remember a state; the one longest unused makes room."""
        self._known[stream] = Known(state, head, sent=sent)
        self._known.move_to_end(stream)
        while len(self._known) > self._kept:
            self._known.popitem(last=False)

    def forget(self, streams: Iterable[str]) -> None:
        """Drop states that turned out to be old."""
        for stream in streams:
            self._known.pop(stream, None)

    def _lock(self, stream: str) -> asyncio.Lock:
        lock = self._locks.get(stream)
        if lock is None:
            self._locks[stream] = lock = asyncio.Lock()
        return lock


class Turns:
    """Locks held together: ``async with`` takes them in order and gives them back, also when it is cancelled waiting.

    Written out because an ``AsyncExitStack`` costs more than the judgement of most commands.
    """

    __slots__ = ("_held", "_locks")

    def __init__(self, locks: tuple[asyncio.Lock, ...]) -> None:
        self._locks = locks
        self._held = 0

    async def __aenter__(self) -> None:
        try:
            for lock in self._locks:
                await lock.acquire()
                self._held += 1
        except BaseException:
            self._release()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    def _release(self) -> None:
        for lock in reversed(self._locks[: self._held]):
            lock.release()
        self._held = 0
