"""A read model built anew from the log is, row for row, the one that grew with it."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import inspect, select

from adapters.follow.followers import Followers
from adapters.follow.rebuild import rebuild, swap
from adapters.follow.registry import begin
from adapters.follow.tables import PROJECTIONS
from adapters.store.store import Store
from domain.errors import Contended, NotFound
from projections.base import Projection
from projections.ledger_rows import LedgerFilter, ledger
from projections.risk_ledger import LEDGER
from tests.support.anything import anything
from tests.support.histories import history, one_of_each
from tests.support.product import opened, record, rows
from tests.support.read_models import READ_MODELS
from workflows.ports import Recorded

MANY = 10_000
"""Events that are taken in large batches, or the test would take a day."""


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store:
        yield store


def fingerprint(followers: Followers, model: Projection) -> str:
    found = rows(followers, model)
    assert all(found.values()), f"{model.name} has an empty table: nothing was compared"
    return sha256(json.dumps(found, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@pytest.mark.parametrize("seed", [3, 16])
def test_rebuilt_is_incremental(store: Store, seed: int, random_events: int) -> None:
    dice = Random(seed)  # noqa: S311 - dice, not secrets
    with Followers(store, READ_MODELS, batch=seed if random_events < MANY else 500) as followers:
        decisions = [*history(seed, tries=250), *one_of_each(), *anything(dice, random_events)]
        while decisions:
            some = dice.choice([1, 2, 30]) if random_events < MANY else 400
            record(store, decisions[:some])
            followers.catch_up()
            decisions = decisions[some:]
        grown = {model.name: fingerprint(followers, model) for model in READ_MODELS}

        built = followers.rebuild()

        assert followers.parked() == ()
        assert {each.generation for each in built} == {2}
        assert {each.position for each in built} == {store.head()}
        assert {model.name: fingerprint(followers, model) for model in READ_MODELS} == grown


def test_nothing_is_left_of_the_old_generation(store: Store) -> None:
    with Followers(store, [LEDGER]) as followers:
        record(store, history(1, tries=60))
        followers.catch_up()
        followers.rebuild("risk_ledger")

        with store.engine.connect() as connection:
            kept = connection.scalars(select(PROJECTIONS.c.key)).all()
            tables = {name for name in inspect(connection).get_table_names() if name.startswith("risk_ledger")}
        assert kept == ["risk_ledger_v4_g2"]
        assert tables == {"risk_ledger_v4_g2"}


def test_an_interrupted_rebuild_is_cleared_away_by_the_next(store: Store) -> None:
    with Followers(store, [LEDGER]) as followers:
        with store.writing() as connection:
            begin(connection, LEDGER)

        assert [each.generation for each in followers.rebuild("risk_ledger")] == [2]
        with store.engine.connect() as connection:
            assert connection.scalars(select(PROJECTIONS.c.key)).all() == ["risk_ledger_v4_g2"]


def test_readers_and_writers_go_on_while_it_is_built(store: Store) -> None:
    with Followers(store, READ_MODELS) as followers:
        followers.start()
        assert followers.wait(record(store, history(4, tries=100)))
        seen = len(followers.ask(ledger, LedgerFilter(), limit=1000).rows)
        rebuilding = Thread(target=lambda: [rebuild(store, READ_MODELS[:1], batch=5) for _ in range(3)])
        rebuilding.start()
        last = 0
        for decision in one_of_each()[:40]:
            last = record(store, [decision])
            assert len(followers.ask(ledger, LedgerFilter(), limit=1000).rows) >= seen, "never an empty ledger"
        rebuilding.join()

        assert followers.wait(last)
        grown = fingerprint(followers, LEDGER)
        followers.rebuild("risk_ledger")
        assert fingerprint(followers, LEDGER) == grown


def test_what_came_in_until_the_swap_is_taken_too(store: Store) -> None:
    with Followers(store, [LEDGER], batch=3) as followers:
        with store.writing() as connection:
            building = begin(connection, LEDGER)
        record(store, history(1, tries=60))
        followers.catch_up()
        grown = fingerprint(followers, LEDGER)

        assert swap(store, LEDGER, building.generation, batch=3).position == store.head()
        assert fingerprint(followers, LEDGER) == grown


def test_the_log_is_read_once_for_all_read_models(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[int] = []
    read = store.log

    def noted(after: int, limit: int, *, open_personal: bool) -> Sequence[Recorded]:
        pages.append(after)
        return read(after, limit, open_personal=open_personal)

    with Followers(store, READ_MODELS, batch=10) as followers:
        record(store, one_of_each())
        followers.catch_up()
        monkeypatch.setattr(store, "log", noted)

        followers.rebuild()

    assert pages == [*range(0, store.head(), 80), *2 * [store.head()]], "and one look after the indexes were made"


def test_several_at_once_build_one_generation(store: Store) -> None:
    with Followers(store, [LEDGER], batch=3) as followers:
        record(store, one_of_each())
        followers.catch_up()
        grown = fingerprint(followers, LEDGER)
        with ThreadPoolExecutor(3) as pool:
            built = list(pool.map(lambda _: rebuild(store, [LEDGER], batch=3), range(3)))

        assert {each.position for (each,) in built} == {store.head()}
        assert fingerprint(followers, LEDGER) == grown
        with store.engine.connect() as connection:
            assert connection.scalars(select(PROJECTIONS.c.live)).all() == [True], "nothing unfinished is left"


def test_a_reader_without_end_holds_up_the_swap_and_nobody_else(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.follow.rebuild.TRIES", 2)
    with opened(postgres_url, tmp_path) as store, Followers(store, [LEDGER]) as followers:
        record(store, one_of_each())
        followers.catch_up()
        with store.engine.connect() as reader, ThreadPoolExecutor(1) as pool:
            reader.execute(select(LEDGER.tables[0])).all()
            rebuilding = pool.submit(followers.rebuild, "risk_ledger")
            while not rebuilding.done():  # a question would never come back if the swap waited for that reader
                followers.ask(ledger, LedgerFilter(), limit=1)

            with pytest.raises(Contended):
                rebuilding.result()
        assert [each.generation for each in followers.rebuild("risk_ledger")] == [2]


def test_a_name_nobody_has_is_refused(store: Store) -> None:
    with Followers(store, [LEDGER]) as followers, pytest.raises(NotFound) as refused:
        followers.rebuild("ledger")

    assert refused.value.code == "projection.unknown"
    assert "risk_ledger" in refused.value.detail.zh
