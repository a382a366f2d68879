"""A new version of a read model comes up beside the old one, and nobody who reads or writes notices."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import sleep

import pytest
from sqlalchemy import inspect, select

from adapters.follow.followers import Followers
from adapters.follow.tables import HOLDINGS, PROJECTIONS
from adapters.follow.versions import LEFT
from adapters.store.store import Store
from domain.errors import StoreUnavailable
from tests.support.product import record, rows
from tests.support.samplelog import Noted, sample_store
from tests.support.tally import Tally
from tests.support.waiting import comes_true
from workflows.health import Condition, Grade


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        yield store


@pytest.fixture
def process(database_url: str, tmp_path: Path) -> Callable[[str, int], "subprocess.Popen[str]"]:
    """Start a process of some version of the program."""

    def start(role: str, version: int) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "tests.support.tally", role, database_url, str(tmp_path), str(version)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    return start


def noted(store: Store, notes: int) -> int:
    dice = Random(notes)  # noqa: S311 - dice, not secrets
    return record(store, [((f"sample/{dice.randrange(9)}", Noted(text=str(number))),) for number in range(notes)])


@contextmanager
def written_all_the_while(store: Store) -> Iterator[None]:
    """Somebody appends a few events again and again."""
    enough = Event()

    def write() -> None:
        while not enough.wait(0.02):
            noted(store, 5)

    writer = Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        enough.set()
        writer.join()


def keys(store: Store) -> list[str]:
    with store.engine.connect() as connection:
        return sorted(connection.scalars(select(PROJECTIONS.c.key)))


def tables(store: Store) -> set[str]:
    names = inspect(store.engine)
    return {name for name in (*names.get_table_names(), *names.get_view_names()) if name.startswith("tally")}


def test_a_new_version_is_built_and_swapped_in_under_load(
    store: Store, process: Callable[[str, int], "subprocess.Popen[str]"]
) -> None:
    written = noted(store, 400)
    new = Tally(2)
    with process("serve", 1) as old:
        assert old.stdout is not None
        assert old.stdout.readline() == "reading\n"
        with written_all_the_while(store):
            with Followers(store, [new.model], batch=20) as followers, ThreadPoolExecutor(1) as pool:
                eager = pool.submit(lambda: new.read(followers))
                followers.start()
                seen = [eager.result(), *(new.read(followers) for _ in range(50))]
                for _ in range(3):
                    followers.rebuild("tally")
                    seen += [new.read(followers) for _ in range(20)]
                kept = followers.migrate().kept
                both = followers.health()
            sleep(0.2)  # the old one goes on as before
        told, _ = old.communicate(timeout=30)

    assert seen[0] >= written, "the first answer is whole"
    assert seen == sorted(seen)
    assert kept == (("tally_v1_g1", ("old serve",)),)
    assert [(each.version, each.condition) for each in both.followers] == [(2, Condition.WELL), (1, Condition.OTHER)]
    answer = json.loads(told)
    assert (answer["troubles"], answer["backwards"]) == ([], 0)
    assert answer["reads"] > 20
    assert answer["last"] >= seen[-1] - 100, "it did not stop at the swap"

    with Followers(store, [new.model]) as followers:
        assert followers.migrate().retired == ("tally_v1_g1",), "it said goodbye"
        followers.catch_up()
        assert new.read(followers) == store.head()
        grown = rows(followers, new.model)
        followers.rebuild("tally")
        assert rows(followers, new.model) == grown
    assert tables(store) == {"tally_v2", "tally_whole_v2", "tally_v2_g5", "tally_whole_v2_g5"}
    with store.engine.connect() as connection:
        assert set(connection.scalars(select(HOLDINGS.c.projection))) == {"tally_v2_g5"}


def test_nobody_sees_a_version_before_it_is_built(store: Store) -> None:
    noted(store, 30)
    new = Tally(2)
    with Followers(store, [new.model], batch=7) as followers:
        assert tables(store) == {"tally_v2_g1", "tally_whole_v2_g1"}, "no name to read them by"
        assert followers.health().followers[0].condition is Condition.BUILDING
        assert new.read(followers) == 30
        assert followers.health().followers[0].condition is Condition.UNATTENDED


def test_a_build_that_was_killed_goes_on_where_it_was(
    store: Store, process: Callable[[str, int], "subprocess.Popen[str]"]
) -> None:
    last = noted(store, 300)
    with Followers(store, [Tally(1).model]) as followers:
        followers.catch_up()
    with process("build", 2) as killed:
        assert comes_true(lambda: position(store, "tally_v2_g1") > 20, 30)
        killed.kill()

    new, told = Tally(2), list[int]()
    with Followers(store, [new.model]) as followers:
        built = followers.migrate(lambda reached, _: told.append(reached)).built
        assert [each.generation for each in built] == [1]
        assert 20 < told[0] < last, "half of it was there"
        assert new.read(followers) == last
        grown = rows(followers, new.model)
        followers.rebuild("tally")
        assert rows(followers, new.model) == grown


def test_a_rebuild_that_was_killed_is_done_again(
    store: Store, process: Callable[[str, int], "subprocess.Popen[str]"]
) -> None:
    last = noted(store, 300)
    tally = Tally(2)
    with Followers(store, [tally.model]) as followers:
        followers.catch_up()
        grown = rows(followers, tally.model)
        with process("rebuild", 2) as killed:
            assert comes_true(lambda: position(store, "tally_v2_g2") > 20, 30)
            assert tally.read(followers) == last, "people read on"
            killed.kill()

        assert position(store, "tally_v2_g2") < last
        followers.rebuild("tally")
        assert position(store, "tally_v2_g2") == last
        assert rows(followers, tally.model) == grown
    assert keys(store) == ["tally_v2_g2"], "its tables took the place of those left half built"


def position(store: Store, key: str) -> int:
    with store.engine.connect() as connection:
        return connection.scalar(select(PROJECTIONS.c.position).where(PROJECTIONS.c.key == key)) or 0


def test_several_processes_build_one_version_together(store: Store) -> None:
    last = noted(store, 200)
    new = Tally(2)
    with Followers(store, [new.model], batch=3) as one, Followers(store, [new.model], batch=3) as other:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda each: each.migrate(), (one, other)))

        assert new.read(one) == new.read(other) == last
    assert keys(store) == ["tally_v2_g1"]


class Later:
    """A clock that runs ahead."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


def test_who_was_silent_too_long_finds_its_version_gone_and_says_so(store: Store) -> None:
    last = noted(store, 10)
    old, new = Tally(1), Tally(2)
    with Followers(store, [old.model], holder="old") as left, Followers(store, [new.model]) as soon:
        left.start()
        assert left.wait(last)
        assert soon.migrate().retired == (), "it is alive"
        with Followers(store, [new.model], clock=Later(LEFT + timedelta(minutes=1))) as late:
            assert late.migrate().retired == ("tally_v1_g1",)

        with pytest.raises(StoreUnavailable, match="newer program"):
            old.read(left)
        noted(store, 1)
        with pytest.raises(StoreUnavailable, match="newer program"):
            left.catch_up()
        health = left.health()
        assert (health.followers[0].condition, health.grade) == (Condition.RETIRED, Grade.UNHEALTHY)
        assert comes_true(lambda: "newer program" in left.trouble)
        assert new.read(soon) == last, "the new one is not disturbed"

    with Followers(store, [old.model]) as back:
        assert old.read(back) == store.head(), "started anew, an old program builds what it needs"


def test_a_version_that_somebody_reads_is_left_for_later(postgres_url: str, tmp_path: Path) -> None:
    old, new = Tally(1), Tally(2)
    with sample_store(postgres_url, tmp_path) as store, Followers(store, [old.model]) as followers:
        noted(store, 10)
        followers.catch_up()
        with Followers(store, [new.model]) as later:
            with store.engine.connect() as reader:
                reader.execute(select(old.streams.table)).all()
                assert later.migrate().kept == (("tally_v1_g1", ()),)
            assert later.migrate().retired == ("tally_v1_g1",)
