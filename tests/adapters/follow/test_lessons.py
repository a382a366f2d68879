"""What followers elsewhere are known for, and ours are not: silent loss, effects done again, work after the end."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import Connection

from adapters.clock import SystemClock
from adapters.follow.effects import EffectFollower
from adapters.follow.followers import Followers
from adapters.store.append_postgresql import append_batch
from adapters.store.batch import command_of
from adapters.store.store import Store
from domain.instants import microseconds
from tests.support.product import record, rows
from tests.support.samplelog import Noted, appending, sample_store
from tests.support.tally import Tally
from workflows.ports import Recorded


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        yield store


@pytest.fixture
def on_postgresql(postgres_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(postgres_url, tmp_path) as store:
        yield store


def said(store: Store, *streams: str) -> int:
    return record(store, [((f"sample/{stream}", Noted(text="示例")),) for stream in streams])


def appended_unseen(connection: Connection, store: Store, stream: str) -> None:
    """Append in a transaction that is not committed yet."""
    command = command_of(appending((f"sample/{stream}", Noted(text="示例"))), store._codec, {})  # noqa: SLF001
    append_batch(connection, [command], microseconds(SystemClock().now()))


def test_a_commit_that_takes_long_is_not_stepped_over(on_postgresql: Store) -> None:
    """Neither by its position nor by its age: others' events come behind it, however long it takes."""
    store, tally = on_postgresql, Tally(1)
    with Followers(store, [tally.model], poll=0.01) as followers, ThreadPoolExecutor(1) as pool:
        followers.start()
        with store.engine.connect() as slow:
            appended_unseen(slow, store, "slow")
            quick = pool.submit(said, store, "quick")
            sleep(0.5)
            assert (quick.done(), tally.read(followers)) == (False, 0)
            slow.commit()
        assert quick.result(timeout=10) == 2
        assert followers.wait(2)
        assert tally.read(followers) == 2


def test_an_append_that_was_rolled_back_leaves_no_hole(on_postgresql: Store) -> None:
    store, tally = on_postgresql, Tally(1)
    with Followers(store, [tally.model]) as followers:
        said(store, "a")
        with store.engine.connect() as given_up:
            appended_unseen(given_up, store, "b")
            given_up.rollback()
        assert said(store, "c") == 2
        followers.catch_up(timeout=10)
        assert tally.read(followers) == 2


def test_a_rebuild_does_no_effect_again(store: Store) -> None:
    done: list[int] = []

    def effect(recorded: Recorded) -> None:
        done.append(recorded.position)

    tally = Tally(1)
    follower = EffectFollower(store, "mail", effect, holder="one", clock=SystemClock())
    with Followers(store, [tally.model]) as followers:
        said(store, "a", "b")
        follower.step()
        followers.catch_up()
        followers.rebuild("tally")
        follower.step()

    assert done == [1, 2]


def test_after_the_end_nothing_is_taken_any_more(store: Store) -> None:
    tally = Tally(1)
    with Followers(store, [tally.model], poll=0.01) as followers:
        followers.start()
        assert followers.wait(said(store, "a"))
    said(store, "b", "c")
    sleep(0.1)

    with Followers(store, [tally.model]) as looking:
        assert [each.behind for each in looking.health().models] == [2]


@pytest.mark.parametrize("batch", [1, 2, 3, 4, 5, 7])
def test_no_event_is_lost_at_the_edge_of_a_page(store: Store, batch: int) -> None:
    tally = Tally(1)
    with Followers(store, [tally.model], batch=batch) as followers:
        for some in range(1, 6):
            said(store, *"abcdefg"[:some])
            followers.catch_up()
            assert tally.read(followers) == store.head()
        assert sum(row["notes"] for row in rows(followers, tally.model)["tally_v1"]) == store.head()
