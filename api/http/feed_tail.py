"""Wakes everybody who waits for the feed over HTTP, and reads its new rows once for all of them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from projections.feeds.feed import Feed, FeedRow

KEPT: Final = 64
"""So many pages are remembered: whoever follows stands at the same few places."""


class FeedTail:
    """One for each process, on its event loop."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._head = 0
        self._moved = asyncio.Event()
        self._waiting = 0
        self._end: Callable[[], None] = _nothing
        self._pages: OrderedDict[tuple[int, int], asyncio.Future[Sequence[FeedRow]]] = OrderedDict()

    async def head(self) -> int:
        """The last sequence."""
        found = await asyncio.to_thread(self._feed.head)
        self._head = max(self._head, found)  # as it is by now: the feed may have moved on while it was asked
        return self._head

    async def moved(self, after: int, seconds: float) -> bool:
        """Whether there is a row after a sequence, as soon as there is one."""
        self._begin()
        try:
            async with asyncio.timeout(seconds):
                while True:
                    moved = self._moved  # taken before looking: what happens in between is not missed
                    if self._head > after:
                        return True
                    await moved.wait()
        except TimeoutError:
            return False
        finally:
            self._leave()

    async def rows(self, after: int, limit: int) -> Sequence[FeedRow]:
        """The rows after a sequence, as far as the feed is known to go; read once for all who ask at the same place."""
        upto = min(self._head, after + limit)
        page = self._pages.get((after, upto))
        if page is None:
            page = asyncio.ensure_future(asyncio.to_thread(self._feed.read, after, upto - after))
            self._pages[after, upto] = page
            page.add_done_callback(lambda done: self._forget((after, upto)) if done.exception() else None)
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return await asyncio.shield(page)

    def _forget(self, place: tuple[int, int]) -> None:
        self._pages.pop(place, None)

    def _begin(self) -> None:
        self._waiting += 1
        if self._waiting == 1:
            loop = asyncio.get_running_loop()

            def ring(head: int) -> None:
                loop.call_soon_threadsafe(self._ring, head)

            self._end = self._feed.on_moved(ring)

    def _leave(self) -> None:
        self._waiting -= 1
        if not self._waiting:
            self._end()

    def _ring(self, head: int) -> None:
        """Let everybody look, and give those who come later another bell."""
        self._head = max(self._head, head)
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()


def _nothing() -> None:
    """Nobody listens yet."""
