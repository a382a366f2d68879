"""A thread that follows is known by its signs of life: one that is frozen, dead or gone is told apart, soon enough."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Final

import pytest
from sqlalchemy import event as listened
from sqlalchemy import select

from adapters.clock import SystemClock
from adapters.follow.effects import EffectFollower
from adapters.follow.followers import Followers
from adapters.follow.pulse import FORGOTTEN
from adapters.follow.tables import PULSES
from adapters.store.store import Store
from projections.base import Change, Projection, key, text
from tests.support.product import record
from tests.support.samplelog import Noted, sample_store
from tests.support.waiting import comes_true
from workflows.health import BEAT, SILENCE, Condition, Followed, Grade
from workflows.ports import Recorded

TOLD_WITHIN: Final = timedelta(seconds=30)
"""What people were promised."""
FREEZE: Final = "冻"
DIE: Final = "死"
FAST: Final = 0.01
"""Seconds between two rounds of an idle thread, so that a test need not wait."""


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 1, 5, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def later(self, by: timedelta) -> None:
        self.instant += by


class Ice:
    """What a thread runs into and does not come out of before it is let go."""

    def __init__(self) -> None:
        self.armed = False
        self._frozen = Event()
        self._thawed = Event()

    def __call__(self) -> None:
        self._frozen.set()
        self._thawed.wait(30)

    def holds(self) -> bool:
        return self._frozen.wait(10)

    def thaw(self) -> None:
        self.armed = False
        self._thawed.set()


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        yield store


@pytest.fixture
def ice() -> Iterator[Ice]:
    ice = Ice()
    yield ice
    ice.thaw()


def notes(ice: Ice) -> Projection:
    """A read model that freezes, or kills its thread, on a word."""
    model = Projection("notes", version=1)
    table = model.table(key("stream"), text("words"))

    @model.on(Noted)
    def _(event: Noted, at: Recorded) -> Change:
        if event.text == FREEZE:
            ice()
        if event.text == DIE:
            raise SystemExit
        return table.set(at.stream, words=event.text)

    return model


def following(store: Store, model: Projection, clock: Clock, holder: str = "one") -> Followers:
    return Followers(store, [model], clock=clock, holder=holder, poll=FAST)


@contextmanager
def effect_follower(store: Store, clock: Clock, ice: Ice) -> Iterator[EffectFollower]:
    def effect(recorded: Recorded) -> None:
        if isinstance(recorded.event, Noted) and recorded.event.text == FREEZE:
            ice()

    follower = EffectFollower(store, "mail", effect, holder="one", clock=clock, poll=FAST)
    follower.start()
    try:
        yield follower
    finally:
        ice.thaw()
        follower.stop()


def said(store: Store, *words: str) -> int:
    return record(store, [((f"sample/{word if word.isascii() else 'x'}", Noted(text=word)),) for word in words])


def beaten(store: Store, clock: Clock) -> bool:
    """Whether somebody gave a sign of life just now."""
    with store.engine.connect() as connection:
        return clock.now().timestamp() * 1_000_000 in connection.scalars(select(PULSES.c.at)).all()


def conditions(followers: Followers) -> list[Condition]:
    return [each.condition for each in followers.health().followers]


def test_a_thread_frozen_where_nothing_happens_is_told_within_half_a_minute(
    store: Store, ice: Ice, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, read = Clock(), store.log

    def log(after: int = 0, limit: int = 500, *, open_personal: bool = True) -> object:
        if ice.armed:
            ice()
        return read(after, limit, open_personal=open_personal)

    monkeypatch.setattr(store, "log", log)
    with following(store, notes(ice), clock) as followers:
        last = said(store, "a")
        followers.start()
        assert followers.wait(last)
        assert comes_true(lambda: beaten(store, clock))
        assert conditions(followers) == [Condition.WELL]

        ice.armed = True
        assert ice.holds()
        clock.later(TOLD_WITHIN)
        health = followers.health()
        assert (health.followers[0].behind, health.followers[0].condition) == (0, Condition.SILENT)
        assert health.grade is Grade.UNHEALTHY

        ice.thaw()
        assert comes_true(lambda: conditions(followers) == [Condition.WELL])


def test_a_reaction_that_never_comes_back_is_told_too(store: Store, ice: Ice) -> None:
    clock = Clock()
    with following(store, notes(ice), clock) as followers:
        followers.start()
        said(store, FREEZE)
        assert ice.holds()
        clock.later(TOLD_WITHIN)

        assert conditions(followers) == [Condition.SILENT]
        ice.thaw()


def test_an_idle_thread_stays_well_for_hours_and_writes_little(store: Store, ice: Ice) -> None:
    clock = Clock()
    with following(store, notes(ice), clock) as followers:
        followers.start()
        written = list[str]()
        listened.listen(store.engine, "before_cursor_execute", lambda *told: written.append(told[2]))
        for _ in range(20):
            clock.later(BEAT)
            assert comes_true(lambda: beaten(store, clock))
            assert conditions(followers) == [Condition.WELL]
        assert sum("INSERT INTO pulses" in statement for statement in written) == 20


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_died_is_told_at_once_and_never_forgotten(store: Store, ice: Ice) -> None:
    clock = Clock()
    with following(store, notes(ice), clock) as followers:
        followers.start()
        said(store, DIE)
        assert comes_true(lambda: conditions(followers) == [Condition.TROUBLED])
        assert "died" in followers.health().trouble

        for _ in range(3):
            clock.later(FORGOTTEN)
            assert conditions(followers) == [Condition.SILENT]


def test_where_nobody_follows_nothing_is_wrong(store: Store, ice: Ice) -> None:
    clock = Clock()
    with following(store, notes(ice), clock) as followers:
        said(store, "a")
        clock.later(timedelta(days=1))
        assert (conditions(followers), followers.health().grade) == ([Condition.UNATTENDED], Grade.HEALTHY)

        followers.start()
        assert comes_true(lambda: conditions(followers) == [Condition.WELL])
    with following(store, notes(ice), clock) as followers:
        clock.later(timedelta(days=1))
        assert conditions(followers) == [Condition.UNATTENDED], "it said goodbye"


def test_of_two_processes_the_frozen_one_is_named_and_then_forgotten(store: Store, ice: Ice) -> None:
    clock, warm = Clock(), Ice()
    warm.thaw()
    with (
        following(store, notes(ice), clock, "frozen") as frozen,
        following(store, notes(warm), clock, "lively") as lively,
    ):
        frozen.start()
        said(store, FREEZE)
        assert ice.holds()
        lively.start()
        clock.later(SILENCE + BEAT)
        assert comes_true(lambda: beaten(store, clock))

        (model,) = lively.health().followers
        assert model.condition is Condition.ONE_SILENT
        assert [sign.holder for sign in model.signs if sign not in model.alive] == ["frozen"]
        clock.later(FORGOTTEN)
        assert comes_true(lambda: conditions(lively) == [Condition.WELL])
        ice.thaw()


def test_a_trouble_is_told_to_other_processes(store: Store, ice: Ice, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    with following(store, notes(ice), clock) as followers, following(store, notes(ice), clock, "looking") as looking:
        followers.start()
        monkeypatch.setattr(followers._stepper, "step", _away)  # noqa: SLF001 - a machine in trouble
        assert comes_true(lambda: conditions(looking) == [Condition.TROUBLED])
        assert "OSError" in looking.health().followers[0].trouble

        monkeypatch.undo()
        assert comes_true(lambda: conditions(looking) == [Condition.WELL])


def _away(_wanted: int | None = None) -> None:
    raise OSError


def test_a_frozen_effect_is_told_within_half_a_minute(store: Store, ice: Ice) -> None:
    clock = Clock()
    with effect_follower(store, clock, ice), following(store, notes(Ice()), clock) as looking:

        def mail() -> Followed:
            return next(each for each in looking.health().followers if each.name == "mail")

        assert comes_true(lambda: mail().condition is Condition.WELL)
        clock.later(timedelta(hours=1))
        assert comes_true(lambda: mail().condition is Condition.WELL), "idle is not frozen"
        said(store, "a", FREEZE)
        assert ice.holds()
        clock.later(TOLD_WITHIN)
        assert (mail().position, mail().condition) == (1, Condition.SILENT)
        ice.thaw()
        assert comes_true(lambda: (mail().position, mail().condition) == (2, Condition.WELL))
    assert mail().condition is Condition.UNATTENDED


def test_slow_effects_give_signs_of_life_between_them(store: Store, ice: Ice) -> None:
    clock = Clock()
    seen = list[Condition]()
    with following(store, notes(ice), clock) as looking:

        def slow(_: Recorded) -> None:
            clock.later(SILENCE - BEAT)
            seen.append(looking.health().followers[-1].condition)

        said(store, *"abcde")
        follower = EffectFollower(store, "mail", slow, holder="one", clock=clock, poll=FAST)
        follower.start()
        assert comes_true(lambda: len(seen) == 5)
        follower.stop()

    assert Condition.SILENT not in seen


def test_the_promise_holds_with_the_times_that_are_in_force() -> None:
    assert SILENCE < TOLD_WITHIN
    assert SILENCE > 2 * BEAT, "one late beat is no death"
    assert SystemClock().now().tzinfo is UTC
