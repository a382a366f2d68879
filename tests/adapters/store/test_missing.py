"""A stream that lacks an event is never read as if it were whole: every way of reading it says so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from adapters.store.store import Store
from adapters.store.tables import EVENTS
from domain.errors import LogDamaged
from tests.support.flips import Flipper
from tests.support.samplelog import Noted, append, appending, sample_store
from workflows.ports import Tail

A, B = "sample/a", "sample/b"
WAYS: dict[str, Callable[[Store, int], object]] = {
    "tail": lambda store, after: store.tail(A, after, open_personal=False),
    "past": lambda store, after: list(store.past(A, after).events),
}


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        append(store, appending(*((A, Noted(text=str(number))) for number in range(1, 6)), (B, Noted(text="另一卷"))))
        Flipper(store.engine, 2026)
        yield store


def lose(store: Store, *versions: int) -> None:
    with store.engine.begin() as connection:
        connection.execute(delete(EVENTS).where(EVENTS.c.stream == A, EVENTS.c.version.in_(versions)))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("lost", "after"), [(3, 0), (3, 1), (3, 2), (3, 3), (1, 0), (1, 1), (4, 3)])
def test_a_missing_event_is_damage_whatever_is_asked_for(store: Store, way: str, lost: int, after: int) -> None:
    lose(store, lost)

    with pytest.raises(LogDamaged, match=f"Event {lost} "):
        WAYS[way](store, after)


@pytest.mark.parametrize("way", WAYS)
def test_what_comes_after_the_hole_is_read_by_whoever_has_read_beyond_it(store: Store, way: str) -> None:
    lose(store, 2)

    assert WAYS[way](store, 3)


@pytest.mark.parametrize("way", WAYS)
def test_an_event_under_another_version_is_damage(store: Store, way: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(update(EVENTS).where(EVENTS.c.stream == A, EVENTS.c.version == 1).values(version=0))

    with pytest.raises(LogDamaged, match="Event 1 "):
        WAYS[way](store, 0)


def test_a_single_event_that_is_missing_is_no_event_that_has_not_come_yet(store: Store) -> None:
    lose(store, 2)

    with pytest.raises(LogDamaged, match="Event 2 "):
        store.at(A, 2)
    assert (store.at(A, 6), store.at(A, 0), store.at("sample/none", 1)) == (None, None, None)


def test_other_streams_are_read_as_before(store: Store) -> None:
    lose(store, 3)

    assert [each.event for each in store.tail(B).events] == [Noted(text="另一卷")]
    assert store.tail(A, after=7) == Tail((), store.tail(A, after=5).head)
