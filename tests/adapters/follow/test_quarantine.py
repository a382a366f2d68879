"""An event that cannot be taken stops its stream for that read model and nothing else; retried, it goes on in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic
from typing import Final

import pytest
from sqlalchemy import Index
from sqlalchemy import text as sql

from adapters.follow.followers import Followers
from adapters.follow.pages import Unreadable
from adapters.follow.quarantine import Retried, look
from adapters.store.engine import POSTGRESQL
from adapters.store.store import Store
from domain.catalogue import Catalogue
from domain.errors import LogDamaged
from projections.base import Change, Projection, count, key, text
from tests.support.product import opened, record, rows
from tests.support.samplelog import OPENED, SAMPLES, Noted
from tests.support.waiting import comes_true
from workflows.health import Grade
from workflows.ports import Recorded

POISON: Final = "毒"
HUGE: Final = "大"


class Notes:
    """A read model that chokes on a word until it is healed."""

    def __init__(self, name: str = "notes") -> None:
        self.healed = False
        self.huge = 2**62  # twice that is more than a database counts
        self.model = Projection(name, version=1)
        self.table = self.model.table(key("stream"), text("words"), count("times"), count("size"))
        self.model.on(Noted)(self._noted)

    def _noted(self, event: Noted, at: Recorded) -> Iterator[Change]:
        if event.text == POISON and not self.healed:
            msg = "cannot swallow this"
            raise RuntimeError(msg)
        yield self.table.add(at.stream, times=1, size=self.huge if event.text == HUGE else 0)
        yield self.table.set(at.stream, words=event.text)


@contextmanager
def notes_over(url: str, folder: Path, *models: Notes) -> Iterator[Followers]:
    with (
        opened(url, folder, SAMPLES) as store,
        Followers(store, [notes.model for notes in models], batch=3) as followers,
    ):
        yield followers


def said(store: Store, *notes: tuple[str, str]) -> int:
    return record(store, [((f"sample/{stream}", Noted(text=word)),) for stream, word in notes])


def times(followers: Followers, notes: Notes) -> dict[str, tuple[int, str]]:
    (table,) = rows(followers, notes.model).values()
    return {row["stream"]: (row["times"], row["words"]) for row in table}


class Part(Catalogue):
    """Some events of a catalogue: what an older version of the software knows."""

    def __init__(self, whole: Catalogue, *names: str) -> None:
        super().__init__()
        self._by_name = {name: whole[name] for name in names}
        self._names = {cls: name for name, cls in self._by_name.items()}


def rename(store: Store, table: str, name: str) -> None:
    with store.writing() as connection:
        connection.execute(sql(f"ALTER TABLE {table} RENAME TO {name}"))


def in_order(followers: Followers) -> list[tuple[str, int, str, bool]]:
    return [(each.name, each.position, each.stream, bool(each.error)) for each in followers.parked()]


def test_other_streams_and_other_read_models_go_on(database_url: str, tmp_path: Path) -> None:
    choking, healthy = Notes(), Notes("healthy")
    healthy.healed = True
    with notes_over(database_url, tmp_path, choking, healthy) as followers:
        said(followers.store, ("a", "1"), ("a", POISON), ("b", "2"), ("a", "3"), ("b", "4"), ("a", "5"))
        followers.catch_up()

        assert times(followers, choking) == {"sample/a": (1, "1"), "sample/b": (2, "4")}
        assert times(followers, healthy) == {"sample/a": (4, "5"), "sample/b": (2, "4")}
        assert in_order(followers) == [
            ("notes", 2, "sample/a", True),
            ("notes", 4, "sample/a", False),
            ("notes", 6, "sample/a", False),
        ]
        assert followers.parked()[0].error.startswith("RuntimeError (projections.base:"), "never what it says"


def test_others_are_read_within_a_second_while_one_stream_is_parked(database_url: str, tmp_path: Path) -> None:
    choking, healthy = Notes(), Notes("healthy")
    healthy.healed = True
    with notes_over(database_url, tmp_path, choking, healthy) as followers:
        followers.start()
        last = said(followers.store, ("a", "1"), ("a", POISON))
        assert followers.wait(last, timeout=10)
        lags = []
        for number in range(20):
            said(followers.store, ("a", f"{number}"), ("b", f"{number}"))
            began = monotonic()
            assert comes_true(lambda: times(followers, choking).get("sample/b") == (number + 1, f"{number}"))  # noqa: B023
            lags.append(monotonic() - began)

        assert median(lags) < 1
        assert [(each.name, each.stream, each.position, each.waiting) for each in followers.held()] == [
            ("notes", "sample/a", 2, 20)
        ]
        assert times(followers, healthy)["sample/a"] == (22, "19")


def test_what_is_parked_is_counted_by_stream(database_url: str, tmp_path: Path) -> None:
    one, other = Notes("one"), Notes("other")
    other.healed = True
    with notes_over(database_url, tmp_path, one, other) as followers:
        said(followers.store, ("a", POISON), ("b", "1"), ("a", "2"), ("c", POISON), ("a", "3"))
        followers.catch_up()

        counted = [(each.name, each.stream, each.position, each.waiting) for each in followers.held()]
        assert counted == [("one", "sample/a", 1, 2), ("one", "sample/c", 4, 0)]
        assert {each.event for each in followers.parked()} == {"sample.noted/1"}
        assert followers.retry("other") == Retried(taken=0, left=0), "nothing is parked for that one"
        one.healed = True
        assert followers.retry("one", "sample/c") == Retried(taken=1, left=3)


def test_health_names_the_event(database_url: str, tmp_path: Path) -> None:
    notes = Notes()
    with notes_over(database_url, tmp_path, notes) as followers:
        assert followers.health().grade is Grade.HEALTHY
        said(followers.store, ("a", POISON), ("a", "3"))
        followers.catch_up()

        health = followers.health()
        (model,) = health.models
        assert health.grade is Grade.DEGRADED
        assert (model.position, model.behind) == (2, 0)
        assert [(each.position, each.event, each.waiting) for each in model.held] == [(1, "sample.noted/1", 1)]


def test_a_retry_takes_everything_in_order_once_the_reaction_is_mended(database_url: str, tmp_path: Path) -> None:
    notes = Notes()
    with notes_over(database_url, tmp_path, notes) as followers:
        said(followers.store, ("a", POISON), ("a", "3"), ("b", POISON), ("b", "4"))
        followers.catch_up()
        assert followers.retry() == Retried(taken=0, left=4)

        notes.healed = True
        assert followers.retry("notes", "sample/a") == Retried(taken=2, left=2)
        assert times(followers, notes) == {"sample/a": (2, "3")}
        assert followers.retry() == Retried(taken=2, left=0)
        said(followers.store, ("a", "5"))
        followers.catch_up()
        assert times(followers, notes) == {"sample/a": (3, "5"), "sample/b": (2, "4")}
        assert followers.health().grade is Grade.HEALTHY


def test_a_retry_stops_where_it_fails_again(database_url: str, tmp_path: Path) -> None:
    notes = Notes()
    with notes_over(database_url, tmp_path, notes) as followers:
        said(followers.store, ("a", HUGE), ("a", HUGE), ("a", POISON), ("a", "4"))
        followers.catch_up()
        assert in_order(followers)[0] == ("notes", 2, "sample/a", True), "the database cannot hold it"

        notes.huge = 1
        assert followers.retry() == Retried(taken=1, left=2)
        assert times(followers, notes) == {"sample/a": (2, HUGE)}
        assert in_order(followers) == [("notes", 3, "sample/a", True), ("notes", 4, "sample/a", False)]


def test_a_value_the_database_cannot_hold_parks_its_event_alone(database_url: str, tmp_path: Path) -> None:
    notes = Notes()
    with notes_over(database_url, tmp_path, notes) as followers:
        said(followers.store, ("b", "1"), ("a", HUGE), ("a", HUGE), ("a", "3"), ("b", "2"), ("c", "4"))
        followers.catch_up()

        assert times(followers, notes) == {"sample/a": (1, HUGE), "sample/b": (2, "2"), "sample/c": (1, "4")}
        assert [(position, failed) for _, position, _, failed in in_order(followers)] == [(3, True), (4, False)]
        notes.huge = 1
        assert followers.retry() == Retried(taken=2, left=0)
        assert times(followers, notes)["sample/a"] == (3, "3")


def test_a_text_too_long_for_its_index_parks_its_event_alone(database_url: str, tmp_path: Path) -> None:
    """PostgreSQL tells it as the machine's trouble (class 54), which it is not: it would stay for ever."""
    model = Projection("indexed", version=1)
    table = model.table(key("stream"), text("words"), Index("indexed_words", "words"))
    model.on(Noted)(lambda event, at: table.set(at.stream, words=event.text))
    long = "".join(map(chr, Random(1).choices(range(0x4E00, 0x9FA5), k=20_000)))  # noqa: S311 - dice, not secrets
    with opened(database_url, tmp_path, SAMPLES) as store, Followers(store, [model]) as followers:
        said(store, ("a", long), ("b", "2"))
        followers.catch_up(timeout=10)

        on_postgresql = store.engine.dialect.name == POSTGRESQL
        assert [each.position for each in followers.parked()] == ([1] if on_postgresql else [])
        assert "sample/b" in {row["stream"] for row in rows(followers, model)["indexed_v1"]}


def test_an_event_this_version_cannot_read_waits_for_one_that_can(database_url: str, tmp_path: Path) -> None:
    notes = Notes()
    with notes_over(database_url, tmp_path, notes) as followers:
        said(followers.store, ("b", "1"))
        record(followers.store, [(("sample/a", OPENED),)])
        said(followers.store, ("a", "2"), ("b", "3"))
    older = Part(SAMPLES, "sample.noted/1")
    with opened(database_url, tmp_path, older) as store, Followers(store, [notes.model], batch=3) as followers:
        followers.catch_up()

        assert [each.position for each in followers.parked()] == [2, 3]
        assert isinstance(look(store, 2, "sample/a"), Unreadable)
        assert times(followers, notes) == {"sample/b": (2, "3")}
    with notes_over(database_url, tmp_path, notes) as followers:
        assert followers.retry() == Retried(taken=2, left=0)
        assert times(followers, notes) == {"sample/a": (1, "2"), "sample/b": (2, "3")}


def test_a_hole_in_the_log_is_never_stepped_over(tmp_path: Path) -> None:
    notes = Notes()
    with notes_over(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path, notes) as followers:
        said(followers.store, ("a", "1"), ("a", "2"), ("a", "3"))
        with followers.store.writing() as connection:
            for trigger in connection.scalars(sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.execute(sql(f"DROP TRIGGER {trigger}"))
            connection.execute(sql("DELETE FROM events WHERE position = 2"))

        with pytest.raises(LogDamaged, match="position 2"):
            followers.catch_up()
        assert times(followers, notes) == {}


def test_a_thread_outlives_a_database_that_is_away(database_url: str, tmp_path: Path) -> None:
    notes = Notes()
    with notes_over(database_url, tmp_path, notes) as followers:
        followers.start()
        rename(followers.store, "projections", "away")
        last = said(followers.store, ("a", "1"))
        assert comes_true(lambda: bool(followers.trouble))
        rename(followers.store, "away", "projections")

        assert followers.wait(last, timeout=15)
        assert times(followers, notes) == {"sample/a": (1, "1")}
        assert not in_order(followers), "the machine's trouble is no event's fault"
