"""What is told of the feed's end is never forgotten, however slow somebody else is who asks where it was."""

import asyncio
from collections.abc import Callable, Sequence
from threading import Event

from api.http.feed_tail import FeedTail
from projections.feeds.feed import FeedRow

PATIENCE = 10


class SlowFeed:
    """A feed whose end is looked up so slowly that it has moved on when the answer comes."""

    def __init__(self) -> None:
        self.asked, self.may_answer = Event(), Event()
        self.listener: Callable[[int], None] | None = None

    def head(self) -> int:
        self.asked.set()
        assert self.may_answer.wait(PATIENCE)
        return 0

    def read(self, after: int, limit: int) -> Sequence[FeedRow]:
        raise AssertionError((after, limit))

    def on_moved(self, listener: Callable[[int], None]) -> Callable[[], None]:
        self.listener = listener
        return lambda: None


def test_the_end_does_not_go_back_to_where_it_was_when_somebody_asked() -> None:
    async def follow() -> tuple[bool, int]:
        feed = SlowFeed()
        tail = FeedTail(feed)  # type: ignore[arg-type] # as much of it as it uses
        waiting = asyncio.ensure_future(tail.moved(0, PATIENCE))
        asking = asyncio.ensure_future(tail.head())
        await asyncio.to_thread(feed.asked.wait, PATIENCE)
        assert feed.listener is not None
        feed.listener(1)
        moved = await waiting
        feed.may_answer.set()
        return moved, await asking

    assert asyncio.run(follow()) == (True, 1)
