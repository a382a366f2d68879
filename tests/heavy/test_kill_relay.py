"""From the log to a consumer's own database over three nodes of NATS, everything on the way killed −9 again and again.

Two processes fill the feed, two relays put it on a stream that knows an id for one second, a consumer takes it. In the
end the log, the feed, the stream and what the consumer took tell the same, in one order, nothing twice.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path
from random import Random
from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select

from adapters.clock import SystemClock
from adapters.feeds.follower import FeedFollower
from adapters.feeds.tables import FEED, prepare_feed
from adapters.store.store import Store
from domain.lead.decide import Decision
from tests.support import nats
from tests.support.bus import MemoryFeed
from tests.support.bus_reading import STREAM, held_by
from tests.support.feed_rows import rows_of
from tests.support.histories import history
from tests.support.product import opened, record
from tests.support.relaying import relay
from tests.support.tree import ROOT
from tests.support.waiting import comes_true, meanwhile

pytestmark = [pytest.mark.kills, pytest.mark.timeout(0)]


class Life:
    """A process that is started again whenever it is killed."""

    def __init__(self, stack: ExitStack, *command: str) -> None:
        self._command = command
        self.start()
        stack.callback(self.end)

    def start(self) -> None:
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(self._command, cwd=ROOT, stdout=quiet, stderr=quiet)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()

    def kill(self) -> None:
        self.end()
        self.start()


class Way:
    """All there is between the log and what the consumer took."""

    def __init__(self, folder: Path, store: Store, cluster: nats.Cluster, stack: ExitStack) -> None:
        url = store.engine.url.render_as_string(hide_password=False)
        self.store = store
        self.cluster = cluster
        self.taken = folder / "consumer.db"
        working = (sys.executable, "-m", "tests.heavy.kill_relay")
        consuming = (sys.executable, str(ROOT / "examples" / "consumer.py"), cluster.url, str(self.taken))
        self.lives = {
            "filler": [Life(stack, *working, "fill", url, str(folder)) for _ in range(2)],
            "relay": [Life(stack, *working, "relay", url, str(folder), cluster.url) for _ in range(2)],
            "consumer": [Life(stack, *consuming)],
        }
        self.roles: dict[str, Callable[[Random], None]] = {
            "relay": lambda dice: dice.choice(self.lives["relay"]).kill(),
            "leader": lambda _: self._node(cluster.leader(STREAM)),
            "filler": lambda dice: dice.choice(self.lives["filler"]).kill(),
            "follower": lambda dice: self._node(dice.choice(cluster.followers(STREAM))),
            "consumer": lambda _: self.lives["consumer"][0].kill(),
        }

    def place(self) -> int:
        """How far the consumer is."""
        try:
            return max((sequence for (sequence,) in self.asked("SELECT sequence FROM place")), default=0)
        except sqlite3.OperationalError:  # it has only just been started
            return 0

    def asked(self, question: str) -> list[tuple[Any, ...]]:
        """What stands in the consumer's own database."""
        with closing(sqlite3.connect(self.taken)) as database:
            return database.execute(question).fetchall()

    def goes_on(self) -> bool:
        """Whether something that is written now arrives."""
        before = self.place()
        return comes_true(lambda: self.place() > before, 90)

    def _node(self, node: nats.Server) -> None:
        node.kill()
        assert self.goes_on(), f"two of three nodes are enough, without {node.name}"
        node.start()


@pytest.fixture
def way(database_url: str, tmp_path: Path) -> Iterator[Way]:
    """Everything is at work, and somebody writes all the while."""
    with opened(database_url, tmp_path) as store, nats.cluster() as cluster, ExitStack() as stack:
        prepare_feed(store.engine)
        relay(MemoryFeed(), cluster.url, create=1, replicas=3)
        yield Way(tmp_path, store, cluster, stack)


def writing(store: Store, enough: Event) -> None:
    histories = [history(seed) for seed in range(3)]
    for number in count():
        for decision in histories[number % len(histories)]:
            if enough.is_set():
                return
            record(store, [renamed(decision, number)])
            sleep(0.005)


def renamed(decision: Decision, number: int) -> Decision:
    """The same of another lead."""
    return tuple((f"{stream}-{number}", event) for stream, event in decision)


@pytest.fixture
def quiet(way: Way) -> Iterator[Callable[[], None]]:
    """Somebody writes all the while, until this is called."""
    with meanwhile(partial(writing, way.store)) as stop:
        yield stop


def test_everything_arrives_once_and_in_order(way: Way, kills: int, quiet: Callable[[], None]) -> None:
    dice = Random(kills)  # noqa: S311 - dice, not secrets
    assert way.goes_on()
    for role in islice(cycle(way.roles), kills):
        way.roles[role](dice)
        assert way.goes_on(), f"after the {role} was killed"
        sleep(dice.random() * 0.3)
    quiet()
    FeedFollower(way.store, clock=SystemClock()).catch_up()
    feed = rows_of(way.store.engine)
    assert comes_true(lambda: way.place() == len(feed), 90)

    assert [sequence for sequence, _ in feed] == list(range(1, len(feed) + 1))
    assert positions(way.store) == sorted(positions(way.store)), "the order of the log"
    assert held_by(way.cluster.url) == feed
    assert way.asked("SELECT sequence, body FROM events ORDER BY rowid") == feed


def positions(store: Store) -> list[int]:
    with store.engine.connect() as connection:
        return list(connection.scalars(select(FEED.c.position).order_by(FEED.c.sequence)))
