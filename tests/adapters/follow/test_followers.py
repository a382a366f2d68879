"""Followers keep up with the log, whoever writes it and whoever follows."""

from pathlib import Path
from typing import Any

import pytest

from adapters.follow.followers import Followers
from adapters.store.store import Store
from projections.risk_ledger import LEDGER
from tests.support.histories import history
from tests.support.product import opened, record, rows


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store:
        yield store


def test_catching_up_inline_takes_everything(store: Store) -> None:
    last = record(store, history(1, tries=150))
    with Followers(store, [LEDGER], batch=7) as followers:
        followers.catch_up()

        assert followers.wait(last, timeout=0)
        assert rows(followers, LEDGER)["risk_ledger_v1"]


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
