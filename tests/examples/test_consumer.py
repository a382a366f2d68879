"""``examples/consumer.py``, as a stranger runs it: what it took equals the feed, and it knows when to stop."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.bus import MemoryFeed, row_of, rows
from tests.support.bus_reading import delete
from tests.support.nats import single
from tests.support.relaying import relay
from tests.support.tree import ROOT

CONSUMER = ROOT / "examples" / "consumer.py"


def consume(url: str, database: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Let it take what there is."""
    command = [sys.executable, str(CONSUMER), url, str(database), *arguments, "--once"]
    given = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=given)


def taken(database: Path) -> list[tuple[int, bytes]]:
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT sequence, body FROM events ORDER BY rowid").fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "mine.db"


def test_it_is_short_enough_to_be_read_at_once() -> None:
    assert len(CONSUMER.read_text(encoding="utf-8").splitlines()) < 80


def test_it_takes_every_event_once_and_in_order(bus: str, database: Path) -> None:
    feed = MemoryFeed(1200)
    relay(feed, bus, create=1)
    assert consume(bus, database).returncode == 0
    feed.grow(30)
    relay(feed, bus)

    assert consume(bus, database).returncode == 0
    assert taken(database) == rows(feed)


def test_a_rebuilt_stream_makes_no_difference_to_it(bus: str, database: Path) -> None:
    feed = MemoryFeed(300)
    relay(feed, bus, create=1)
    consume(bus, database)
    delete(bus)
    feed.grow(10)
    relay(feed, bus, create=1)

    assert consume(bus, database).returncode == 0
    assert taken(database) == rows(feed)


@pytest.mark.parametrize("begin", [1, 290], ids=["another history", "a history that begins later"])
def test_it_stops_where_its_last_event_is_not_what_it_was(bus: str, database: Path, begin: int) -> None:
    feed = MemoryFeed(200)
    relay(feed, bus, create=1)
    consume(bus, database)
    delete(bus)
    del feed.rows[199:]
    feed.grow(100, "otherwise")
    relay(feed, bus, create=begin)

    told = consume(bus, database)

    assert (told.returncode, "event 200 is gone" in told.stderr) == (1, True)
    assert len(taken(database)) == 200


def test_it_takes_only_what_it_asked_for(bus: str, database: Path) -> None:
    feed = MemoryFeed(20)
    feed.rows = [
        row._replace(subject_token=f"37.01.0{row.sequence % 3}.-.-.370104.chufei_lead_moved_v1") for row in feed.rows
    ]
    relay(feed, bus, create=1)

    assert consume(bus, database, "chufei.feed.37.01.01.>").returncode == 0
    assert [sequence for sequence, _ in taken(database)] == [1, 4, 7, 10, 13, 16, 19]
    assert consume(bus, database, "chufei.feed.37.01.01.>").returncode == 0


def test_a_damaged_event_is_never_taken(bus: str, database: Path) -> None:
    feed = MemoryFeed(3)
    feed.rows[1] = row_of(2)._replace(body=b'{"id":"x","type":"y"}')
    relay(feed, bus, create=1)

    told = consume(bus, database)

    assert (told.returncode, "event 2 was damaged" in told.stderr) == (1, True)
    assert taken(database) == []


GUARDED = """
authorization { users: [{ user: reader, password: "of paper", permissions: {
    publish: ["$JS.API.CONSUMER.CREATE.CHUFEI.*.chufei.feed.370104.>"], subscribe: ["_INBOX_reader.>"] } }] }
"""


@pytest.mark.parametrize(("password", "told"), [("of paper", "permissions violation"), ("of stone", "authorization")])
def test_it_ends_where_it_is_told_that_it_may_not(database: Path, password: str, told: str) -> None:
    with single(GUARDED) as server:
        ended = consume(server.url, database, NATS_USER="reader", NATS_PASSWORD=password)

    assert (ended.returncode, told in ended.stderr.lower()) == (1, True), ended.stderr
    assert "Traceback" not in ended.stderr
