"""States of streams kept in memory as a head start, and the turn-taking of commands on the same stream."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakValueDictionary

from workflows.ports import Head

KEPT: Final = 20_000
"""How many states stay in memory (a lead takes about 2 kB)."""


@dataclass(frozen=True, slots=True)
class Known:
    """A state and the head it was folded up to. ``fresh`` when the stream was read for this very command."""

    state: Any
    head: Head
    fresh: bool = False


class States:
    """The most recently used states, and a lock per stream. Used from one event loop."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._known: OrderedDict[str, Known] = OrderedDict()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def locked(self, streams: Iterable[str]) -> AsyncGenerator[None, None]:
        """Take the streams' turns in sorted order, so that no two commands wait for each other."""
        async with AsyncExitStack() as stack:
            for stream in sorted(set(streams)):
                lock = self._locks.get(stream)
                if lock is None:
                    self._locks[stream] = lock = asyncio.Lock()
                await stack.enter_async_context(lock)
            yield

    def get(self, stream: str) -> Known | None:
        """The state in memory, if any; it may be old."""
        known = self._known.get(stream)
        if known is not None:
            self._known.move_to_end(stream)
        return known

    def put(self, stream: str, state: Any, head: Head) -> None:  # noqa: ANN401 - each noun has its own state
        """Remember a state; the one longest unused makes room."""
        self._known[stream] = Known(state, head)
        self._known.move_to_end(stream)
        while len(self._known) > self._kept:
            self._known.popitem(last=False)

    def forget(self, streams: Iterable[str]) -> None:
        """Drop states that turned out to be old."""
        for stream in streams:
            self._known.pop(stream, None)
