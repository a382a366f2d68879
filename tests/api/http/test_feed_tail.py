"""What is told of the feed's end is never forgotten, however slow somebody else is who asks where it was."""

import asyncio
from threading import Event

import pytest

from api.http.feed_tail import FeedTail
from tests.api.http.conftest import Served
from tests.api.http.feeding import register

PATIENCE = 10


def test_the_end_does_not_go_back_to_where_it_was_when_somebody_asked(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, asked, may_answer = served.app.feed, Event(), Event()
    really = feed.head

    def slowly() -> int:
        found = really()
        asked.set()
        assert may_answer.wait(PATIENCE)
        return found

    async def follow() -> tuple[bool, int, int]:
        tail, before = FeedTail(feed), really()
        waiting = asyncio.ensure_future(tail.moved(before, PATIENCE))
        asking = asyncio.ensure_future(tail.head())
        await asyncio.to_thread(asked.wait, PATIENCE)
        await asyncio.to_thread(register, served.app, "a")
        moved = await waiting
        may_answer.set()
        return moved, before, await asking

    monkeypatch.setattr(feed, "head", slowly)
    moved, before, told = asyncio.run(follow())

    assert moved
    assert told > before
