"""The relay puts the feed on a stream at the feed's own sequences, and stops where that cannot be so."""

import asyncio
from collections.abc import Callable
from time import sleep
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.jetstream.relay import QUICK, SLOW, WINDOW, Relay
from adapters.jetstream.stream import End, TurnedAway
from domain.errors import BusUnavailable, Diverged
from tests.support.bus import EPOCH, Fate, Forgetful, MemoryFeed, MemoryStream, at_once, held, rows


def relaying(feed: MemoryFeed, stream: MemoryStream, **given: Any) -> int:  # noqa: ANN401 - the relay's own
    return asyncio.run(Relay(feed, stream, rest=at_once, **given).run(once=True))


def test_every_row_is_put_at_its_own_sequence() -> None:
    feed, stream = MemoryFeed(1000), MemoryStream()

    assert relaying(feed, stream) == 1000
    assert held(stream) == rows(feed)
    assert stream.sent == 1000


def test_a_relay_that_has_nothing_to_do_sends_nothing() -> None:
    feed, stream = MemoryFeed(7), MemoryStream()
    relaying(feed, stream)

    assert relaying(feed, stream) == 7
    assert stream.sent == 7


@pytest.mark.parametrize("fate", [each for each in Fate if each is not Fate.ANSWERED])
@pytest.mark.parametrize("known", [dict, Forgetful], ids=["ids are known", "ids are forgotten"])
def test_whatever_becomes_of_a_message_each_is_stored_once(fate: Fate, known: type[dict[str, int]]) -> None:
    feed, stream = MemoryFeed(9), MemoryStream(Fate.ANSWERED, fate, Fate.ANSWERED, fate, fate)
    stream.known = known()

    assert relaying(feed, stream) == 9
    assert held(stream) == rows(feed)


def test_a_stream_that_never_was_is_made_once() -> None:
    feed, stream = MemoryFeed(3), MemoryStream(there=False)

    assert relaying(feed, stream, create=1) == 3
    assert stream.created == [1]


def test_a_stream_that_is_gone_is_missed_and_not_made_again() -> None:
    with pytest.raises(Diverged) as raised:
        relaying(MemoryFeed(3), MemoryStream(there=False), patience=0)

    assert raised.value.code == "relay.stream-missing"
    assert "--rebuild-stream" in raised.value.detail.zh


def test_a_stream_that_goes_while_it_is_relayed_to_is_not_made_again_either() -> None:
    class Gone(MemoryFeed):
        def wait(self, after: int, timeout: float) -> bool:  # noqa: ARG002 - the port's
            stream.lose()
            self.grow(1)
            return True

    stream = MemoryStream(there=False)

    with pytest.raises(Diverged) as raised:
        asyncio.run(Relay(Gone(3), stream, create=1, rest=at_once, patience=0).run())

    assert raised.value.code == "relay.stream-missing"
    assert stream.created == [1]


def test_a_stream_that_is_not_found_for_a_moment_is_waited_for_also_after_a_quiet_night() -> None:
    class Night(MemoryFeed):
        def wait(self, after: int, timeout: float) -> bool:  # noqa: ARG002 - the port's
            nights.append(after)
            if len(nights) == 1:
                raise OSError
            sleep(0.4)
            stream.there = False
            self.grow(1)
            return True

    async def found_again(_: float) -> None:
        rests.append(stream.there)
        stream.there = rests.count(False) != 1

    nights: list[int] = []
    rests: list[bool] = []
    stream = MemoryStream()
    relay = Relay(
        Night(3), stream, rest=found_again, patience=0.3, told=lambda at, _: relay.stop() if at == 4 else None
    )

    assert asyncio.run(relay.run()) == 4
    assert rests == [True, False, False]


class Door(MemoryStream):
    """It turns the relay away from where ``shut`` is set."""

    shut = True

    async def end(self) -> End:
        if self.shut:
            msg = "authorization violation"
            raise TurnedAway(msg)
        return await super().end()


def test_who_was_never_let_in_stops_at_once() -> None:
    with pytest.raises(BusUnavailable, match="authorization violation"):
        asyncio.run(Relay(MemoryFeed(3), Door(), rest=at_once).run())


def test_who_was_let_in_once_waits_until_the_login_is_right_again() -> None:
    async def rest(_: float) -> None:
        rests.append(stream.shut)
        stream.shut = rests.count(True) < len(("refused", "turned away"))

    def told(at: int, trouble: str) -> None:
        troubles.append(trouble)
        if at == 2 and not stream.shut:
            stream.shut, stream.fates = True, [Fate.REFUSED]
            feed.grow(1)
        if at == 3:
            relay.stop()

    rests: list[bool] = []
    troubles: list[str] = []
    feed, stream = MemoryFeed(2), Door()
    stream.shut = False
    relay = Relay(feed, stream, rest=rest, told=told)

    assert asyncio.run(relay.run()) == 3
    assert True in rests
    assert "authorization violation" in troubles


def test_a_trouble_is_logged_once_and_told_until_it_is_over() -> None:
    told: list[str] = []
    stream = MemoryStream(*[Fate.REFUSED] * 3)

    with capture_logs() as logged:
        relaying(MemoryFeed(2), stream, told=lambda _, trouble: told.append(trouble))

    assert [each["event"] for each in logged if each["log_level"] == "warning"] == ["the relay stands still"]
    assert "" not in told[told.index("REFUSED") : len(told) - told[::-1].index("REFUSED")]
    assert told[-1] == ""


def test_a_deleted_stream_is_rebuilt_to_the_same_sequences() -> None:
    feed, stream = MemoryFeed(50), MemoryStream()
    relaying(feed, stream)
    before = held(stream)
    stream.lose()

    assert relaying(feed, stream, create=1) == 50
    assert held(stream) == before


def test_a_stream_may_be_rebuilt_from_a_later_row_on() -> None:
    feed, stream = MemoryFeed(50), MemoryStream(there=False)

    assert relaying(feed, stream, create=41) == 50
    assert held(stream) == rows(feed)[40:]


def test_a_stream_that_lost_its_tail_gets_it_back() -> None:
    feed, stream = MemoryFeed(50), MemoryStream()
    relaying(feed, stream)
    stream.lose_tail(13)

    assert relaying(feed, stream) == 50
    assert held(stream) == rows(feed)


def test_a_stream_whose_messages_are_all_too_old_goes_on_behind_them() -> None:
    feed, stream = MemoryFeed(5), MemoryStream()
    relaying(feed, stream)
    stream.age()
    feed.grow(2)

    assert relaying(feed, stream) == 7
    assert held(stream) == rows(feed)[5:]


def restored(feed: MemoryFeed) -> None:
    del feed.rows[40:]


def rewritten(feed: MemoryFeed) -> None:
    del feed.rows[40:]
    feed.grow(10, "otherwise")


def overtaken(feed: MemoryFeed) -> None:
    del feed.rows[40:]
    feed.grow(60, "otherwise")


def renamed(feed: MemoryFeed) -> None:
    feed.epoch = "feed-2"


CHANGES = [restored, rewritten, overtaken, renamed]


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_a_feed_that_is_not_what_the_stream_holds_stops_the_relay(change: Callable[[MemoryFeed], None]) -> None:
    feed, stream = MemoryFeed(50), MemoryStream()
    relaying(feed, stream)
    change(feed)

    with pytest.raises(Diverged) as raised:
        relaying(feed, stream)

    assert raised.value.code == "relay.diverged"
    assert stream.sent == stream.last == 50, "nothing is mended by publishing"


@pytest.mark.parametrize("change", CHANGES[:3], ids=lambda each: each.__name__)
def test_so_does_one_that_is_replaced_under_a_running_relay(change: Callable[[MemoryFeed], None]) -> None:
    class Replaced(MemoryFeed):
        def wait(self, after: int, timeout: float) -> bool:
            change(self)
            return super().wait(after, timeout)

    feed, stream = Replaced(50), MemoryStream()

    with pytest.raises(Diverged):
        asyncio.run(Relay(feed, stream, rest=at_once).run())

    assert stream.last == 50


def test_a_stream_that_stores_elsewhere_is_not_ours() -> None:
    feed, stream = MemoryFeed(3), MemoryStream()
    stream.known[f"{EPOCH}:1"] = 7

    with pytest.raises(Diverged):
        relaying(feed, stream)


def test_a_bus_that_never_answers_is_told_by_whoever_wants_it_once() -> None:
    told: list[tuple[int, str]] = []
    stream = MemoryStream(*[Fate.DROPPED] * 3)

    with pytest.raises(BusUnavailable) as raised:
        relaying(MemoryFeed(1), stream, patience=0, told=lambda at, trouble: told.append((at, trouble)))

    assert "DROPPED" in raised.value.detail.zh
    assert told[-1] == (0, "DROPPED")


def test_a_relay_that_is_told_to_stop_lets_land_what_is_under_way() -> None:
    feed, stream = MemoryFeed(1000), MemoryStream()
    relay = Relay(feed, stream, rest=at_once, told=lambda at, _: relay.stop() if at else None)

    assert asyncio.run(relay.run()) == WINDOW
    assert held(stream) == rows(feed)[:WINDOW]


def test_a_relay_looks_often_after_something_came_and_seldom_in_a_quiet_night() -> None:
    class Quiet(MemoryFeed):
        def wait(self, after: int, timeout: float) -> bool:  # noqa: ARG002 - the port's
            pauses.append(timeout)
            if timeout > SLOW / 2:
                relay.stop()
            return False

    pauses: list[float] = []
    relay = Relay(Quiet(3), MemoryStream(), rest=at_once)
    asyncio.run(relay.run())

    assert pauses[0] == QUICK
    assert pauses == sorted(pauses)
    assert len([each for each in pauses if each < 0.05]) < 20, "most of the night it sleeps"


def test_two_relays_at_once_do_no_harm() -> None:
    async def both() -> None:
        await asyncio.gather(*(Relay(feed, stream, rest=at_once).run(once=True) for _ in range(2)))

    feed, stream = MemoryFeed(2000), MemoryStream(*[Fate.ANSWERED, Fate.SILENCED, Fate.LATE] * 20)
    stream.known = Forgetful()
    asyncio.run(both())

    assert held(stream) == rows(feed)
