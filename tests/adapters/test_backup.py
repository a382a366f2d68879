"""A copy of a data folder that others write to meanwhile: the log whole up to a moment, and every key that opens it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from shutil import copyfile
from typing import Final

import pytest

from adapters.backup import copy_folder
from adapters.store.verify import verify
from domain.errors import FileUnusable, StoreUnavailable
from tests.support.samplelog import OPENED, Opened, append, appending, sample_store

LOG: Final = "log.sqlite"
KEYS: Final = "keys.sqlite"
NAMES: Final = {"示例", "示例甲"}
"""Of the reporters that the writer, and this suite, put into the log."""
COPIES: Final = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one event in it."""
    (tmp_path / "data").mkdir()
    with sample_store(_url(tmp_path / "data", LOG), tmp_path / "data") as store:
        append(store, appending(("sample/first", OPENED)))
    return tmp_path / "data"


def _url(folder: Path, name: str) -> str:
    return f"sqlite:///{folder / name}"


def _copied(folder: Path, into: Path) -> list[str]:
    into.mkdir()
    return copy_folder(folder, {name: _url(folder, name) for name in (LOG, KEYS)}, into)


@contextmanager
def _somebody_writes(folder: Path) -> Iterator[Iterator[str]]:
    """Another process, as what it says is stored."""
    command = (sys.executable, "-m", "tests.support.writer_process", _url(folder, LOG), str(folder), "w")
    with subprocess.Popen((*command, "1000000", "0", "0"), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout
        finally:
            process.kill()


def test_a_copy_made_while_another_process_writes_is_whole_and_opens(folder: Path, tmp_path: Path) -> None:
    heads = []
    with _somebody_writes(folder) as told:
        for number in range(COPIES):
            stored = [line.strip() for line in islice(told, 50)]
            copy = tmp_path / str(number)
            assert _copied(folder, copy) == [LOG, KEYS]
            with sample_store(_url(copy, LOG), copy) as store:
                report = verify(store.engine)
                assert (report.sound, report.events) == (True, store.head())
                assert all(store.find(command_id) for command_id in stored), "what was stored before the copy is in it"
                events = (each.event for each in store.log(limit=100_000))
                assert {
                    event.reporter.name for event in events if isinstance(event, Opened) and event.reporter
                } <= NAMES
                heads.append(report.events)

    assert sorted(set(heads)) == heads, "each holds more than the one before"


def test_what_sqlite_had_not_yet_put_into_its_file_is_in_the_copy(folder: Path, tmp_path: Path) -> None:
    with sample_store(_url(folder, LOG), folder) as store:
        for _ in range(5):
            append(store, appending(("sample/more", OPENED), expect={"sample/more": store.tail("sample/more").head}))
        _copied(folder, tmp_path / "copy")
        (tmp_path / "by hand").mkdir()
        copyfile(folder / LOG, tmp_path / "by hand" / LOG)

    assert _events(tmp_path / "copy") == 6
    assert _events(tmp_path / "by hand") < 6, "sound, and too short: that is why there is a verb"


def _events(copy: Path) -> int:
    with sample_store(_url(copy, LOG), copy) as store:
        return verify(store.engine).events


def test_every_other_file_goes_along_and_nothing_of_sqlites_own(folder: Path, tmp_path: Path) -> None:
    (folder / "filters").mkdir()
    (folder / "filters" / "甲.json").write_text("{}", encoding="utf-8")
    (folder / "divisions.csv").write_text("代码", encoding="utf-8")
    with sample_store(_url(folder, LOG), folder):
        assert list(folder.glob(f"{LOG}-*"))
        copied = _copied(folder, tmp_path / "copy")

    assert copied == [LOG, KEYS, "divisions.csv", "filters/甲.json"]
    there = {
        path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*") if path.is_file()
    }
    assert there == set(copied)
    assert {(tmp_path / "copy" / name).stat().st_mode & 0o777 for name in (LOG, KEYS)} == {0o600}


def test_a_missing_database_is_told_and_not_made(folder: Path, tmp_path: Path) -> None:
    (folder / KEYS).unlink()
    with pytest.raises(FileUnusable):
        _copied(folder, tmp_path / "copy")

    assert not (folder / KEYS).exists()


def test_a_file_that_is_no_database_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / KEYS).write_bytes(b"no database" * 1000)
    with pytest.raises(StoreUnavailable):
        _copied(folder, tmp_path / "copy")
