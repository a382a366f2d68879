"""What a read model declares stands in the database, also after it was built anew: indexes, derived columns, order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Index, inspect, select

from adapters.follow.followers import Followers
from adapters.follow.indexing import index
from adapters.follow.registry import begin, retire
from domain.lead.intake.events import LeadRegistered
from domain.lead.shapes import Unit
from domain.lead.stage import Stage
from projections.base import Change, Projection, derived, key, text
from projections.risk_ledger import LEDGER, lead_of
from tests.support.ledger import row_of
from tests.support.product import opened, record
from tests.support.samples import build
from workflows.ports import Recorded

NAMES: Projection = Projection("names", version=1)
ROWS = NAMES.table(key("lead"), text("name"), derived("first", "substr(name, 1, 1)"), Index("names_first", "first"))


@NAMES.on(LeadRegistered)
def _named(event: LeadRegistered, at: Recorded) -> Change:
    return ROWS.set(lead_of(at), name=event.unit.name if event.unit else "")


@pytest.fixture
def followers(database_url: str, tmp_path: Path) -> Iterator[Followers]:
    with opened(database_url, tmp_path) as store, Followers(store, [NAMES, LEDGER]) as followers:
        yield followers


def indexes(followers: Followers, table: str) -> set[tuple[str | None, ...]]:
    """The columns of each index."""
    return {tuple(each["column_names"]) for each in inspect(followers.store.engine).get_indexes(table)}


def test_a_model_that_was_built_anew_has_all_its_indexes(followers: Followers) -> None:
    declared = {tuple(column.name for column in index.columns) for index in LEDGER.tables[0].indexes}
    assert indexes(followers, "risk_ledger_v4_g1") == declared

    followers.rebuild("risk_ledger")

    assert indexes(followers, "risk_ledger_v4_g2") == declared


def test_a_model_is_filled_without_its_indexes_and_shown_with_them(followers: Followers) -> None:
    with followers.store.writing() as connection:
        begun = begin(connection, NAMES)
    (table,) = begun.tables.values()
    assert indexes(followers, table.name) == set()

    index(followers.store, begun)

    assert indexes(followers, table.name) == {("first",)}


def test_nothing_is_indexed_that_somebody_else_has_brought_to_an_end(followers: Followers) -> None:
    with followers.store.writing() as connection:
        begun = begin(connection, NAMES)
        retire(connection, begun)

    index(followers.store, begun)  # raises nothing, though the tables are gone


def test_texts_stand_in_the_order_of_their_code_points_and_derived_ones_follow(followers: Followers) -> None:
    for at, name in enumerate(("中", "a", "Z", "é", "")):
        record(followers.store, [((f"lead/l{at}", build(LeadRegistered, unit=Unit(name=name))),)])
    followers.catch_up()

    with followers.store.engine.connect() as connection:
        found = connection.scalars(select(ROWS.table.c.first).order_by(ROWS.table.c.first)).all()
    assert found == ["", "Z", "a", "é", "中"]


def test_a_batch_may_touch_a_row_again_whose_derived_columns_are_filled(followers: Followers) -> None:
    registered = build(LeadRegistered, division="370104014002", office="370104014", stage=Stage.REGISTERED)
    for _ in range(2):
        record(followers.store, [(("lead/l1", registered),)])
        followers.catch_up()

    row = followers.ask(row_of, "l1")
    assert row is not None
    assert row.responsible_office == "370104014"
