"""The feed is read as it was written, by whoever reads it: gap-free numbers, one name for ever."""

from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from adapters.feeds.reading import StoredFeed, token
from adapters.feeds.tables import FEED, prepare_feed
from adapters.store.store import Store
from tests.support.product import opened
from tests.support.waiting import comes_true


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store:
        yield store


@pytest.fixture
def feed(store: Store) -> Any:  # noqa: ANN401 - generator fixture
    feed = StoredFeed(store)
    yield feed
    feed.close()


def put(store: Store, *sequences: int) -> None:
    """Rows as the follower writes them."""
    with store.writing() as connection:
        for number in sequences:
            body = b'{"n":%d}' % number
            connection.execute(
                FEED.insert().values(
                    sequence=number, position=number, type="chufei.lead.moved.v1", stream="lead/a", lead="a",
                    office="370104", division="370104014", was_office="", was_division="", addressee="",
                    recorded_at=0, body=body, digest=sha256(body).hexdigest(),
                )
            )  # fmt: skip


def test_a_feed_has_one_name_for_ever(store: Store) -> None:
    assert prepare_feed(store.engine) == prepare_feed(store.engine) != ""


def test_an_empty_feed_has_nothing_to_read(feed: StoredFeed) -> None:
    assert (feed.head(), list(feed.read(0, 10)), feed.row(1)) == (0, [], None)


def test_rows_are_read_in_order_after_a_sequence(store: Store, feed: StoredFeed) -> None:
    put(store, 1, 2, 3)

    assert [row.sequence for row in feed.read(1, 10)] == [2, 3]
    assert [row.sequence for row in feed.read(0, 2)] == [1, 2]
    row = feed.row(3)
    assert row is not None
    assert row.body == b'{"n":3}'
    assert row.digest == sha256(row.body).hexdigest()
    assert row.subject_token == "37.01.04.014.-.370104.chufei_lead_moved_v1"  # noqa: S105 - no secret


@pytest.mark.parametrize(
    ("division", "office", "addressee", "expected"),
    [
        ("370104", "370104", "", "37.01.04.-.-.370104.x_v1"),
        ("370104000000", "370104", "", "37.01.04.-.-.370104.x_v1"),
        ("370104014", "370104", "", "37.01.04.014.-.370104.x_v1"),
        ("370104014001", "370104014", "", "37.01.04.014.001.370104014.x_v1"),
        ("370104014001007", "370104014", "", "37.01.04.014.001.370104014.x_v1"),
        ("370100", "370100-finance", "", "37.01.-.-.-.370100-finance.x_v1"),
        ("", "", "", "-.-.-.-.-.-.x_v1"),
        ("370104", "370104", "sys-1", "to-sys-1.x_v1"),
    ],
)
def test_on_a_bus_a_row_lies_where_its_lead_lies(division: str, office: str, addressee: str, expected: str) -> None:
    assert token("x.v1", office, division, addressee) == expected


def test_whoever_waits_is_woken_by_what_another_process_wrote(store: Store, feed: StoredFeed) -> None:
    late = Thread(target=put, args=(store, 1))
    late.start()

    assert feed.wait(0, 5)
    late.join()
    assert not feed.wait(1, 0.1)


def test_listeners_are_told_the_head(store: Store, feed: StoredFeed) -> None:
    heads: list[int] = []
    end = feed.on_moved(heads.append)
    put(store, 1, 2)

    assert comes_true(lambda: heads[-1:] == [2])
    end()
    put(store, 3)
    assert feed.wait(2, 5)
    assert heads[-1:] == [2]
