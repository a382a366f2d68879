"""Followers keep up with the log, whoever writes it and whoever follows."""

from pathlib import Path
from typing import Any

import pytest

from adapters.follow.followers import Followers
from adapters.follow.registry import live, lock
from adapters.follow.step import Outcome, Stepper
from adapters.store.store import Store
from projections.base import Change, Projection, count, key
from projections.risk_ledger import LEDGER
from tests.support.histories import history
from tests.support.product import opened, record, rows
from tests.support.waiting import comes_true
from workflows.ports import Recorded


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store:
        yield store


def test_catching_up_inline_takes_everything(store: Store) -> None:
    last = record(store, history(1, tries=150))
    with Followers(store, [LEDGER], batch=7) as followers:
        followers.catch_up()

        assert followers.wait(last, timeout=0)
        assert rows(followers, LEDGER)["risk_ledger_v4"]


def test_a_thread_makes_what_was_written_readable(store: Store) -> None:
    with Followers(store, [LEDGER]) as followers:
        followers.start()
        last = record(store, history(2, tries=50))

        assert followers.wait(last)
        assert not followers.wait(last + 1, timeout=0.1)


def test_whoever_waits_need_not_be_who_follows(store: Store) -> None:
    with Followers(store, [LEDGER]) as working, Followers(store, [LEDGER]) as waiting:
        working.start()
        last = record(store, history(3, tries=50))

        assert waiting.wait(last)


def test_what_another_process_wrote_is_found_without_a_word(store: Store, database_url: str, tmp_path: Path) -> None:
    with Followers(store, [COUNTED], poll=0.05) as followers, opened(database_url, tmp_path) as another:
        followers.start()
        last = record(another, history(1, tries=40)[:4])

        assert comes_true(lambda: followers.health().models[0].position == last)


def test_who_remembers_an_older_standing_takes_nothing_twice(store: Store) -> None:
    one, other = Stepper(store, [COUNTED], 100), Stepper(store, [COUNTED], 100)
    with Followers(store, [COUNTED]) as followers:
        record(store, history(1, tries=40)[:4])
        assert one.step().outcome is other.step().outcome is Outcome.IDLE
        record(store, history(2, leads=1, tries=40)[:4])
        one.step()

        assert other.step().outcome is Outcome.BUSY, "it finds that it was wrong"
        other.step()
        (count,) = rows(followers, COUNTED)["counted_v1"]
        assert count["events"] == store.head()


def test_who_finds_the_read_model_locked_passes_at_once(postgres_url: str, tmp_path: Path) -> None:
    with opened(postgres_url, tmp_path) as store, Followers(store, [COUNTED]) as followers:
        record(store, history(1, tries=40)[:4])
        with store.writing() as connection:
            (standing,) = live(connection, [COUNTED])
            lock(connection, [standing])
            assert Stepper(store, [COUNTED], 5).step().outcome is Outcome.BUSY
        followers.catch_up()


COUNTED = Projection("counted", version=1)
COUNTS = COUNTED.table(key("all"), count("events"))


@COUNTED.on(object)
def _counted(_: object, __: Recorded) -> Change:
    return COUNTS.add("all", events=1)
