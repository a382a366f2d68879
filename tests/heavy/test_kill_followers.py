"""Followers killed −9 in the middle of their work, again and again: what they leave equals the log, exactly once."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import sleep

import pytest
from sqlalchemy import func, select

from adapters.clock import SystemClock
from adapters.follow.effects import EffectFollower
from adapters.follow.followers import Followers
from adapters.store.store import Store
from adapters.store.tables import EVENTS
from tests.heavy.kill_followers import ROWS, STREAMS, TOTALS
from tests.support.product import record
from tests.support.samplelog import Noted, sample_store
from tests.support.waiting import comes_true, meanwhile

pytestmark = [pytest.mark.kills, pytest.mark.timeout(0)]


class Worker:
    """A process that follows; counts what it said it did."""

    def __init__(self, *place: str) -> None:
        self._place = place
        self._lives = 0
        self.said = 0
        self.start()

    def start(self) -> None:
        self._lives += 1
        command = [sys.executable, "-m", "tests.heavy.kill_followers", *self._place, f"life-{id(self)}-{self._lives}"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._listener = Thread(target=self._listen)
        self._listener.start()

    def kill(self) -> None:
        self.process.kill()
        self._listener.join()
        self.process.wait()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as told:
            for line in told:
                self.said += line.endswith("\n")


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        yield store


@pytest.fixture
def quiet(store: Store) -> Iterator[Callable[[], None]]:
    """Somebody writes all the while, until this is called."""
    with meanwhile(partial(write_until, store)) as stop:
        yield stop


def write_until(store: Store, enough: Event) -> None:
    dice = Random(3)  # noqa: S311 - dice, not secrets
    while not enough.is_set():
        notes = [((f"sample/{dice.randrange(20)}", Noted(text="示例")),) for _ in range(dice.randrange(1, 12))]
        record(store, notes)
        sleep(0.1)


@pytest.fixture
def killed(database_url: str, tmp_path: Path, kills: int, quiet: Callable[[], None]) -> Iterator[Callable[[str], None]]:
    """Two processes of a role; whoever is at work is killed, at any moment of it."""
    dice = Random(kills)  # noqa: S311 - dice, not secrets
    workers: list[Worker] = []

    def loop(role: str) -> None:
        workers.extend(Worker(database_url, str(tmp_path), role) for _ in range(2))
        for _ in range(kills):
            victim = at_work(workers)
            sleep(dice.random() * 0.02)
            victim.kill()
            victim.start()
        quiet()

    yield loop
    for worker in workers:
        worker.kill()


def at_work(workers: list[Worker]) -> Worker:
    """The first that says it did something."""
    before = {worker: worker.said for worker in workers}
    assert comes_true(lambda: any(worker.said > before[worker] for worker in workers), 60), "nobody works"
    return next(worker for worker in workers if worker.said > before[worker])


def test_read_models_count_every_event_once(store: Store, killed: Callable[[str], None], kills: int) -> None:
    with Followers(store, [TOTALS]) as followers:
        killed("read-models")
        followers.catch_up(timeout=120)

        noted = EVENTS.c.type == "sample.noted/1"
        with store.engine.connect() as connection:
            logged = connection.execute(
                select(EVENTS.c.stream, func.count(), func.sum(EVENTS.c.position))
                .where(noted)
                .group_by(EVENTS.c.stream)
            ).all()
            kept = connection.execute(select(STREAMS.table)).all()
            times = Counter(connection.scalars(select(ROWS.table.c.times)))
        assert sorted(map(tuple, kept)) == sorted((stream, count, int(total)) for stream, count, total in logged)
        assert times == {1: store.head()}
        assert store.head() > kills
        assert not followers.parked()


def test_effects_are_done_once(store: Store, killed: Callable[[str], None], kills: int) -> None:
    killed("effects")
    notes = in_log(store, "sample/")
    asked = store.head()
    looking = EffectFollower(store, "answer", print, holder="nobody", clock=SystemClock())
    while (before := looking.position()) < asked:
        assert comes_true(lambda: looking.position() > before, 60), "what waits is done, however much it is"

    answers = in_log(store, "answer/")
    assert answers == {f"answer/{at}-{which}": 1 for at in positions(store) for which in ("first", "second")}
    assert len(answers) == 2 * sum(notes.values())
    assert sum(notes.values()) > kills


def in_log(store: Store, prefix: str) -> Counter[str]:
    """How many events each of these streams has."""
    with store.engine.connect() as connection:
        return Counter(connection.scalars(select(EVENTS.c.stream).where(EVENTS.c.stream.startswith(prefix))))


def positions(store: Store) -> list[int]:
    with store.engine.connect() as connection:
        return list(connection.scalars(select(EVENTS.c.position).where(EVENTS.c.stream.startswith("sample/"))))
