"""No value of a row stands in what is told of an event that could not be taken: quarantine, health, logs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from adapters.follow.followers import Followers
from adapters.follow.tables import QUARANTINE
from adapters.store.store import Store
from projections.base import Change, Projection, Rows, Set, count, key, text
from tests.support.product import opened, record
from tests.support.samplelog import SAMPLES, Noted
from tests.support.waiting import comes_true
from workflows.ports import Recorded

CANARY = "金丝雀甲"


def quotes(_: Rows, event: Noted) -> Change:
    msg = f"cannot take {event.text}"
    raise RuntimeError(msg)


def counts(rows: Rows, event: Noted) -> Change:
    return rows.add("a", times=int(event.text))


def looks_up(_: Rows, event: Noted) -> Change:
    known: dict[str, Change] = {}
    return known[event.text]


def breaks_a_constraint(rows: Rows, event: Noted) -> Change:
    return Set(rows.table, ("a",), {"words": event.text, "times": None})


WAYS: dict[Callable[[Rows, Noted], Change], str] = {
    quotes: "RuntimeError", counts: "ValueError", looks_up: "KeyError", breaks_a_constraint: "times"
}  # fmt: skip
"""How a reaction, or the row it makes, fails on the canary → what must still be told of it."""


def choking(way: Callable[[Rows, Noted], Change]) -> Projection:
    """A read model that fails in this way on every note."""
    model = Projection("canaries", version=1)
    rows = model.table(key("stream"), text("words"), count("times"))

    @model.on(Noted)
    def _(event: Noted, _: Recorded) -> Change:
        return way(rows, event)

    return model


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with opened(database_url, tmp_path, SAMPLES) as store:
        yield store


@pytest.mark.parametrize("way", WAYS)
def test_what_could_not_be_taken_is_told_without_its_values(
    store: Store, way: Callable[[Rows, Noted], Change], capfd: pytest.CaptureFixture[str]
) -> None:
    with Followers(store, [choking(way)]) as followers:
        followers.start()
        last = record(store, [(("sample/a", Noted(text=CANARY)),), (("sample/a", Noted(text="后")),)])
        assert followers.wait(last)
        followers.retry()

        with store.engine.connect() as connection:
            kept = connection.execute(select(QUARANTINE).order_by(QUARANTINE.c.position)).all()
        told = (repr(kept), repr(followers.health()), repr(followers.parked()), *capfd.readouterr())
        for each in told:
            assert CANARY not in each
        assert WAYS[way] in kept[0].error
        assert len(kept) == 2


def test_a_follower_that_stands_still_says_why(store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    with Followers(store, [choking(quotes)]) as followers:
        followers.start()
        with store.writing() as connection:
            connection.execute(sql("ALTER TABLE projections RENAME TO away"))
        record(store, [(("sample/a", Noted(text=CANARY)),)])

        assert comes_true(lambda: "projections" in followers.trouble), followers.trouble
        assert CANARY not in "".join((followers.trouble, *capfd.readouterr()))
        with store.writing() as connection:
            connection.execute(sql("ALTER TABLE away RENAME TO projections"))
