"""Relays that live and die, and a stream that forgets, loses and repeats: it is always a beginning of the feed."""

import asyncio

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from adapters.jetstream.relay import Relay
from tests.support.bus import Fate, MemoryFeed, MemoryStream, at_once, held, rows


class Lives(RuleBasedStateMachine):
    """Whatever happens in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.feed = MemoryFeed()
        self.stream = MemoryStream()

    @rule(many=st.integers(1, 9))
    def rows_are_added(self, many: int) -> None:
        self.feed.grow(many)

    @rule(fates=st.lists(st.sampled_from(Fate), max_size=9), relays=st.integers(1, 2), turns=st.integers(1, 40))
    def relays_are_killed_after_a_while(self, fates: list[Fate], relays: int, turns: int) -> None:
        async def lived() -> None:
            running = [asyncio.create_task(self._relay().run(once=True)) for _ in range(relays)]
            for _ in range(turns):
                await asyncio.sleep(0)
            for each in running:
                each.cancel()
            await asyncio.gather(*running, return_exceptions=True)

        self.stream.fates = fates
        asyncio.run(lived())

    @rule()
    def ids_are_forgotten(self) -> None:
        self.stream.known.clear()

    @rule(many=st.integers(1, 9))
    def the_tail_is_lost(self, many: int) -> None:
        self.stream.lose_tail(many)

    @rule()
    def the_stream_is_deleted_and_rebuilt(self) -> None:
        self.stream.lose()
        self._finish(create=1)

    @invariant()
    def the_stream_is_a_beginning_of_the_feed(self) -> None:
        assert held(self.stream) == rows(self.feed)[: self.stream.last]

    def teardown(self) -> None:
        self._finish()
        assert held(self.stream) == rows(self.feed)

    def _finish(self, create: int = 0) -> None:
        self.stream.fates = []
        asyncio.run(self._relay(create).run(once=True))

    def _relay(self, create: int = 0) -> Relay:
        return Relay(self.feed, self.stream, create=create, rest=at_once)


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
