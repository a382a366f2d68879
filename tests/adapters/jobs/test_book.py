"""Jobs are told by every process, are worked at by one, and hold nothing that lies open or stays for long."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Final

import pytest
from sqlalchemy import Engine, func, select, update

from adapters.jobs.book import AT_MOST, KEPT, LOST, JobBook
from adapters.jobs.tables import JOBS
from adapters.keys.store import Keys, open_keys
from adapters.store.engine import open_engine, writing
from tests.support.served import Clock
from tests.support.waiting import comes_true
from workflows.jobs import Asked, Job, Progress, State

ROW: Final = "示例甲公司".encode()
IMPORT: Final = Asked("one", "import", "jd-01", order="台账.csv".encode(), file=ROW * 1000)
MOMENT: Final = timedelta(seconds=1)


@dataclass
class Process:
    """One process of the house; its work waits until it may end."""

    engine: Engine
    keys: Keys
    clock: Clock
    beat: float = 0.01
    may_end: Event = field(default_factory=Event)
    begun: int = 0

    def __post_init__(self) -> None:
        self.book = JobBook(self.engine, self.keys, self.clock, self.beat)

    def begin(self, asked: Asked = IMPORT, at_once: int = 2) -> Job | None:
        return self.book.begin(asked, self._work, at_once=at_once)

    def end(self, asked: Asked = IMPORT) -> None:
        """Let it end, and wait until everybody can see that."""
        self.may_end.set()
        assert comes_true(lambda: self.standing(asked) is not State.RUNNING)

    def standing(self, asked: Asked = IMPORT) -> State | None:
        job = self.book.find(asked.id, asked.kind, asked.owner)
        return job.state if job else None

    def _work(self, progress: Progress) -> bytes:
        self.begun += 1
        progress.total = 3
        progress.step()
        assert self.may_end.wait(10)
        return ROW


@dataclass
class Broken(Process):
    """Its work meets an error."""

    def _work(self, progress: Progress) -> bytes:
        del progress
        raise ZeroDivisionError


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 30, 1, 2, 3, tzinfo=UTC))


@pytest.fixture
def processes(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[list[Process]]:
    """Two processes over one database and one store of keys."""
    with open_keys(f"sqlite:///{tmp_path}/keys.db") as keys:
        engines = [open_engine(database_url) for _ in range(2)]
        both = [Process(engine, keys, clock) for engine in engines]
        yield both
        for each in both:
            each.may_end.set()
        for thread in threading.enumerate():
            if thread.name in {"import", "verify", "beat"}:
                thread.join(10)
        for engine in engines:
            engine.dispose()


def test_every_process_tells_how_far_a_job_is_and_what_it_found(processes: list[Process]) -> None:
    one, other = processes
    begun = one.begin()

    assert begun is not None
    assert other.book.find("one", "import", "jd-01") == begun
    assert comes_true(lambda: _how_far(other) == (1, 3))
    assert (other.book.order("one"), other.book.file("one"), other.book.found("one")) == (
        IMPORT.order,
        IMPORT.file,
        b"",
    )
    one.end()
    assert (other.standing(), other.book.found("one")) == (State.DONE, ROW)


def _how_far(process: Process) -> tuple[int, int]:
    job = process.book.find("one", "import", "jd-01")
    return (job.done, job.total) if job else (0, 0)


def test_a_job_is_nobody_elses_and_none_of_another_kind(processes: list[Process]) -> None:
    processes[0].begin()

    assert processes[1].book.find("one", "import", "qj-01") is None
    assert processes[1].book.find("one", "export", "jd-01") is None


def test_what_is_under_way_is_begun_by_nobody_again_and_what_is_over_anew(processes: list[Process]) -> None:
    one, other = processes
    begun = one.begin()
    assert (other.begin(), other.begun) == (begun, 0)

    one.end()
    other.begin()
    assert comes_true(lambda: other.begun == 1)
    assert other.book.found("one") == b"", "what it found before is of the time before"
    other.end()


def test_so_many_of_a_kind_are_under_way_in_all_processes_together(processes: list[Process]) -> None:
    one, other = processes
    one.begin()

    assert other.begin(IMPORT._replace(id="two"), at_once=1) is None
    assert other.begin(IMPORT._replace(id="proof", kind="verify"), at_once=1) is not None


def test_the_file_stays_only_where_it_is_asked_for_again(processes: list[Process]) -> None:
    one, other = processes
    kept = IMPORT._replace(id="kept", keep=True)
    for each in (IMPORT, kept):
        one.begin(each)
        one.end(each)

    assert (other.book.file("one"), other.book.file("kept")) == (b"", IMPORT.file)


def test_what_is_taken_away_is_taken_once(processes: list[Process]) -> None:
    one, other = processes
    one.begin()
    assert other.book.take("one") == b""
    one.end()
    with ThreadPoolExecutor() as both:
        taken = list(both.map(lambda each: each.book.take("one"), processes))

    assert sorted(taken) == [b"", ROW]
    assert (one.standing(), one.book.found("one")) == (State.DONE, b"")


def test_what_meets_an_error_is_lost_and_says_nothing_of_it(
    processes: list[Process], capfd: pytest.CaptureFixture[str]
) -> None:
    broken = Broken(processes[0].engine, processes[0].keys, processes[0].clock)
    broken.begin()

    assert comes_true(lambda: processes[1].standing() is State.LOST)
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_job_whose_process_is_gone_is_lost_and_can_be_begun_again(processes: list[Process], clock: Clock) -> None:
    gone, other = Process(processes[0].engine, processes[0].keys, clock, beat=1000), processes[1]
    gone.begin()
    clock.present += LOST
    assert other.standing() is State.LOST

    other.begin(at_once=1)
    assert comes_true(lambda: other.begun == 1)
    gone.may_end.set()  # it only slept
    assert not comes_true(lambda: other.standing() is not State.RUNNING, 0.2)
    other.end()
    assert other.standing() is State.DONE


def test_whoever_gives_signs_of_life_is_not_lost_however_long_it_takes(processes: list[Process], clock: Clock) -> None:
    one, other = processes
    one.begin()
    for _ in range(3):
        clock.present += LOST - MOMENT
        assert comes_true(lambda: _seen(other) == clock.present)
        assert other.standing() is State.RUNNING


def _seen(process: Process) -> datetime:
    with process.engine.connect() as connection:
        micros = connection.execute(select(JOBS.c.seen)).scalar_one()
    return datetime.fromtimestamp(micros / 1_000_000, UTC)


def test_nothing_of_a_job_lies_open_and_what_was_changed_by_hand_is_not_read(processes: list[Process]) -> None:
    one, other = processes
    one.begin(IMPORT._replace(keep=True))
    one.end()
    with one.engine.connect() as connection:
        row = connection.execute(select(JOBS.c.asked, JOBS.c.file, JOBS.c.found)).one()
    assert all(ROW not in each and IMPORT.order not in each for each in row)

    with writing(one.engine) as connection:
        connection.execute(update(JOBS).values(found=row.file, file=row.file[:-1] + bytes([row.file[-1] ^ 1])))
    assert (other.book.found("one"), other.book.file("one")) == (b"", b"")


def test_a_job_is_gone_a_day_later_when_a_process_starts(processes: list[Process], clock: Clock) -> None:
    one = processes[0]
    one.begin()
    one.end()
    clock.present += KEPT + MOMENT

    Process(one.engine, one.keys, clock)
    assert _count(one) == 0


def test_of_a_kind_and_an_owner_only_the_last_ones_are_kept(processes: list[Process], clock: Clock) -> None:
    one = processes[0]
    one.may_end.set()
    others = IMPORT._replace(id="others", owner="jd-02")
    one.begin(others)
    one.end(others)
    clock.present += MOMENT
    for number in range(AT_MOST + 3):
        asked = IMPORT._replace(id=f"n{number}")
        one.begin(asked)
        one.end(asked)
        clock.present += MOMENT

    assert _count(one) == AT_MOST + 2, "the last one was under way when it was looked after; another's are his own"
    assert one.standing(others) is State.DONE
    assert one.standing(IMPORT._replace(id="n0")) is None


def _count(process: Process) -> int:
    with process.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(JOBS)).scalar_one())
