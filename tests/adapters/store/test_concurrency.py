"""Many writers, in many processes, some of them killed: every acknowledged command is in the log once, and no gap."""

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from threading import Thread

import pytest
from sqlalchemy import text

from adapters.store.store import Store
from adapters.store.verify import verify
from tests.support.samplelog import Noted, appending, sample_store
from workflows.ports import Head, Stored

FOREVER = 1_000_000


class Writers:
    """One process with four tasks; remembers what each task was told is stored, and goes on from there."""

    def __init__(self, url: str, folder: Path, name: str, until: int) -> None:
        self._place = (url, str(folder), name, str(until))
        self.acknowledged: list[str] = []
        self._next = [0, 0, 0, 0]
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.support.writer_process", *self._place, *map(str, self._next)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self._listener = Thread(target=self._listen)
        self._listener.start()

    def kill(self) -> None:
        """Kill −9, and hear what it had said."""
        self.process.kill()
        self.wait()

    def wait(self) -> None:
        self._listener.join()
        self.process.wait()

    def heard_more(self, count: int) -> None:
        wanted = len(self.acknowledged) + count
        while len(self.acknowledged) < wanted:
            assert self.process.poll() is None
            time.sleep(0.005)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as told:
            for line in told:
                if line.endswith("\n"):  # not cut off
                    command_id = line.strip()
                    self.acknowledged.append(command_id)
                    _, task, number = command_id.rsplit("-", 2)
                    self._next[int(task)] = int(number) + 1


Start = Callable[..., Writers]


@pytest.fixture
def writing(database_url: str, tmp_path: Path) -> Iterator[Start]:
    """Starts writer processes; none outlives its test."""
    started: list[Writers] = []

    def start(name: str, until: int = FOREVER) -> Writers:
        started.append(Writers(database_url, tmp_path, name, until))
        return started[-1]

    yield start
    for writers in started:
        writers.kill()


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        yield store


def commands_in(store: Store) -> Counter[str]:
    """How often each command's first event stands in the log, read in pages."""
    count: Counter[str] = Counter()
    after = 0
    while page := store.log(after, open_personal=False):
        count.update(recorded.meta.command_id for recorded in page if isinstance(recorded.event, Noted))
        after = page[-1].position
    return count


def test_a_follower_that_never_looks_back_sees_every_event(store: Store, writing: Start) -> None:
    writers = [writing(f"w{number}", until=60) for number in range(4)]
    seen: list[int] = []
    while any(writer.process.poll() is None for writer in writers) or len(seen) < store.head():
        page = store.log(seen[-1] if seen else 0, limit=100, open_personal=False)
        seen += [recorded.position for recorded in page]
    for writer in writers:
        writer.wait()

    acknowledged = [command_id for writer in writers for command_id in writer.acknowledged]
    assert len(acknowledged) == 4 * 4 * 60
    assert seen == list(range(1, len(seen) + 1))
    assert commands_in(store) == Counter(acknowledged)
    assert verify(store.engine).sound


@pytest.mark.kills
@pytest.mark.timeout(0)
def test_a_killed_writer_loses_nothing_it_acknowledged_and_doubles_nothing(
    store: Store, writing: Start, kills: int
) -> None:
    random = Random(9)  # noqa: S311 - nothing here is secret
    writers = [writing("left"), writing("right")]
    for _ in range(kills):
        victim = random.choice(writers)
        victim.heard_more(random.randrange(1, 40))
        time.sleep(random.random() * 0.01)  # in the middle of something
        victim.kill()
        victim.start()
    for writer in writers:
        writer.heard_more(1)
        writer.kill()

    stored = commands_in(store)
    acknowledged = {command_id for writer in writers for command_id in writer.acknowledged}
    assert acknowledged <= stored.keys()
    assert set(stored.values()) == {1}
    assert len(stored) - len(acknowledged) <= 2 * 4  # at most what each task had under way
    assert verify(store.engine).sound


def test_tasks_that_fight_for_few_streams_all_get_through(store: Store, database_url: str, tmp_path: Path) -> None:
    """Two replicas, twelve tasks, three streams: each command is judged on a head that nobody has moved."""
    streams = [f"sample/{number}" for number in range(3)]

    async def all_at_once(other: Store) -> list[int]:
        both = (store, other)
        return await asyncio.gather(*(fight(both, streams, Random(task)) for task in range(12)))  # noqa: S311 - as above

    with sample_store(database_url, tmp_path) as other:
        conflicts = asyncio.run(all_at_once(other))

    assert sum(conflicts) > 0
    assert store.head() == 120
    for stream in streams:
        events = store.tail(stream).events
        assert [recorded.event for recorded in events] == [Noted(text=str(number)) for number in range(len(events))]
    assert verify(store.engine).sound


async def fight(replicas: tuple[Store, Store], streams: list[str], random: Random) -> int:
    """Ten commands, each tried until it is stored and then sent once more; how many tries were conflicts."""
    conflicts = 0
    for _ in range(10):
        stream, command_id = random.choice(streams), f"c-{random.getrandbits(64)}"
        while True:
            head = random.choice(replicas).tail(stream).head
            noted = Noted(text=str(head.version))
            request = appending((stream, noted), expect={stream: head}, command_id=command_id)
            answer = await random.choice(replicas).append(request)
            if isinstance(answer, Stored):
                break
            conflicts += 1
            await asyncio.sleep(random.random() * 0.005)
        repeated = await random.choice(replicas).append(request)
        assert isinstance(repeated, Stored)
        assert (repeated.first, repeated.repeated) == (answer.first, True)
    return conflicts


CUT = """
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""


def test_connections_that_are_cut_hurt_no_command(postgres_url: str, tmp_path: Path) -> None:
    """The server ends every session of ours, again and again, in the middle of the work."""
    with sample_store(postgres_url, tmp_path) as store:

        async def work(stream: str) -> None:
            head = Head()
            for number in range(40):
                answer = await store.append(appending((stream, Noted(text=str(number))), expect={stream: head}))
                assert isinstance(answer, Stored)
                head = answer.heads[stream]

        def cut() -> None:
            with store.engine.connect() as connection:
                connection.execute(text(CUT))

        async def work_and_cut() -> None:
            working = asyncio.gather(*(work(f"sample/{number}") for number in range(8)))
            while not working.done():
                await asyncio.to_thread(cut)
                await asyncio.sleep(0.05)
            await working

        asyncio.run(work_and_cut())

        assert store.head() == 8 * 40
        assert verify(store.engine).sound


def test_a_read_over_a_connection_that_died_meanwhile_is_asked_again(postgres_url: str, tmp_path: Path) -> None:
    with sample_store(postgres_url, tmp_path) as store:
        head = store.head()
        with store.engine.connect() as connection:
            connection.execute(text(CUT))

        assert store.head() == head
        assert store.tail("sample/1").events == ()
