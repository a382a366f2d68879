"""The relay on a real NATS: rebuilt streams, lost tails, outages, full streams, and all that it must refuse."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from nats import connect
from nats.js import JetStreamContext
from nats.js.api import StreamInfo

from adapters.jetstream import nats_stream
from adapters.jetstream.messages import LARGEST, stub
from adapters.jetstream.nats_stream import NatsStream
from adapters.jetstream.relay import Relay
from domain.errors import BusUnavailable, Diverged
from tests.support import nats
from tests.support.bus import MemoryFeed, row_of, rows
from tests.support.bus_reading import STREAM, delete, held_by, on_bus
from tests.support.relaying import relay
from tests.support.waiting import comes_true


@pytest.fixture
def mortal() -> Iterator[nats.Server]:
    """A node to be killed."""
    with nats.single() as server:
        yield server


def test_the_stream_holds_the_feed(bus: str) -> None:
    feed = MemoryFeed(3000)

    assert relay(feed, bus, create=1) == 3000
    assert held_by(bus) == rows(feed)


def test_a_deleted_stream_is_rebuilt_to_the_same_sequences(bus: str) -> None:
    feed = MemoryFeed(300)
    relay(feed, bus, create=1)
    delete(bus)

    with pytest.raises(Diverged):
        relay(feed, bus, patience=0)
    assert relay(feed, bus, create=1) == 300
    assert held_by(bus) == rows(feed)


def test_a_stream_rebuilt_from_a_later_row_has_the_sequences_it_had(bus: str) -> None:
    feed = MemoryFeed(300)

    relay(feed, bus, create=201)

    assert held_by(bus) == rows(feed)[200:]


def test_a_stream_whose_subjects_were_written_otherwise_is_made_again_by_one_command(bus: str) -> None:
    feed = MemoryFeed(30)
    now = list(feed.rows)
    feed.rows = [row._replace(subject_token="370104.chufei_lead_moved_v1") for row in now]  # noqa: S106 - no secret
    relay(feed, bus, create=1)
    before = held_by(bus)
    feed.rows = now
    feed.grow(5)

    with pytest.raises(Diverged, match="--rebuild-stream"):
        relay(feed, bus)
    assert held_by(bus) == before, "readers of the new subjects would miss what lies under the old"
    delete(bus)
    assert relay(feed, bus, create=1) == 35
    assert held_by(bus) == rows(feed)


def test_nobody_can_purge_or_delete_what_is_on_the_stream(bus: str) -> None:
    relay(MemoryFeed(3), bus, create=1)

    for act in (lambda js: js.purge_stream(STREAM), lambda js: js.delete_msg(STREAM, 2)):
        with pytest.raises(Exception, match="not permitted"):
            on_bus(bus, act)


@pytest.mark.parametrize("rewritten", [False, True], ids=["older", "rewritten"])
def test_a_restored_database_is_told_and_nothing_is_sent(bus: str, *, rewritten: bool) -> None:
    feed = MemoryFeed(300)
    relay(feed, bus, create=1)
    before = held_by(bus)
    del feed.rows[250:]
    feed.grow(60 * rewritten, "otherwise")

    with pytest.raises(Diverged):
        relay(feed, bus)

    assert held_by(bus) == before


def test_a_tail_that_an_older_store_of_nats_lacks_comes_back(mortal: nats.Server, tmp_path: Path) -> None:
    feed = MemoryFeed(200)
    relay(feed, mortal.url, create=1)
    mortal.kill()
    shutil.copytree(mortal.store, tmp_path / "older")
    mortal.start()
    feed.grow(100)
    relay(feed, mortal.url)
    mortal.kill()
    shutil.rmtree(mortal.store)
    shutil.copytree(tmp_path / "older", mortal.store)
    mortal.start()
    assert held_by(mortal.url) == rows(feed)[:200]

    assert relay(feed, mortal.url) == 300
    assert held_by(mortal.url) == rows(feed)


def test_a_relay_outlives_its_bus(mortal: nats.Server) -> None:
    feed = MemoryFeed(100)
    reached: list[int] = []

    async def relayed() -> None:
        stream = NatsStream([mortal.url], STREAM, 1, {})
        relay = Relay(feed, stream, create=1, told=lambda at, _: told(relay, at))
        await relay.run()
        await stream.close()

    def told(relay: Relay, at: int) -> None:
        reached.append(at)
        if at == 500:
            relay.stop()

    running = Thread(target=asyncio.run, args=(relayed(),))
    running.start()
    assert comes_true(lambda: 100 in reached)
    mortal.kill()
    feed.grow(400)
    sleep(0.5)
    mortal.start()
    running.join(30)

    assert not running.is_alive()
    assert held_by(mortal.url) == rows(feed)


def test_a_full_stream_is_waited_for(bus: str) -> None:
    feed = MemoryFeed(10)
    relay(feed, bus, create=1)

    def limited(most: int) -> StreamInfo:
        async def limit(jetstream: JetStreamContext) -> StreamInfo:
            config = (await jetstream.stream_info(STREAM)).config
            return await jetstream.update_stream(config.evolve(max_msgs=most))

        return on_bus(bus, limit)

    limited(15)
    feed.grow(10)
    with pytest.raises(BusUnavailable, match="maximum messages"):
        relay(feed, bus, patience=0.3)
    limited(-1)

    assert relay(feed, bus) == 20
    assert held_by(bus) == rows(feed)


def test_a_row_too_large_is_a_stub_at_its_own_sequence(bus: str) -> None:
    feed = MemoryFeed(3)
    feed.rows[1] = row_of(2, "x" * (LARGEST + 1))

    relay(feed, bus, create=1)

    assert held_by(bus) == [(1, feed.rows[0].body), (2, stub(feed.rows[1])), (3, feed.rows[2].body)]


def test_a_bus_that_takes_only_small_messages_is_told(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nats_stream, "LARGEST", 2 * LARGEST)

    with pytest.raises(BusUnavailable, match="max_payload"):
        relay(MemoryFeed(1), bus, patience=0)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stream is made for other subjects than those that are sent to."""
    monkeypatch.setattr(nats_stream, "SUBJECTS", "chufei.else.>")


@pytest.mark.usefixtures("elsewhere")
def test_what_no_stream_takes_is_lost_at_once(bus: str) -> None:
    with pytest.raises(BusUnavailable, match="nobody takes"):
        relay(MemoryFeed(1), bus, create=1, patience=0)


@pytest.mark.usefixtures("elsewhere")
def test_an_answer_that_never_comes_is_lost_in_time(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nats_stream, "DEADLINE", 0.5)

    async def relayed() -> None:
        async with await connect(bus) as silent:
            await silent.subscribe("chufei.feed.>")  # it hears what is sent, and says nothing
            await silent.flush()
            stream = NatsStream([bus], STREAM, 1, {})
            try:
                await Relay(MemoryFeed(1), stream, create=1, patience=0).run(once=True)
            finally:
                await stream.close()

    with pytest.raises(BusUnavailable, match="no answer"):
        asyncio.run(relayed())
