"""What holds personal data, or opens it, is made for whoever runs the program and for nobody else at the machine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adapters.store.engine import open_engine
from api.bootstrap import bootstrap, make_folder
from api.settings import Settings
from tests.api.conftest import Cli

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def modes(folder: Path) -> dict[str, int]:
    return {path.name: mode(path) for path in folder.iterdir()}


def test_a_new_folder_and_its_files_are_ones_own(tmp_path: Path) -> None:
    settings = Settings.read({}, data=str(tmp_path / "above" / "data"))
    make_folder(settings.data)
    with bootstrap(settings) as app:
        app.read_models.catch_up()
        found = modes(settings.data)

    assert mode(settings.data) == 0o700
    assert mode(tmp_path / "above") == 0o755, "only what is ours"
    assert {"chufei.db", "chufei.db-wal", "chufei.db-shm", "keys.db"} <= found.keys()
    assert set(found.values()) == {0o600}


def test_a_folder_or_database_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    settings = Settings.read({}, data=str(tmp_path / "data"))
    settings.data.mkdir(mode=0o750)
    (settings.data / "chufei.db").touch(mode=0o640)
    make_folder(settings.data)
    with bootstrap(settings):
        found = modes(settings.data)

    assert mode(settings.data) == 0o750
    assert (found["chufei.db"], found["chufei.db-wal"]) == (0o640, 0o640)
    assert found["keys.db"] == 0o600


@pytest.mark.parametrize("verb", ["demo", "seed --year 2022 --seed 7 --leads 100"])
def test_invented_data_lies_no_more_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], environment: Callable[[str, str], None], verb: str
) -> None:
    environment("COLUMNS", "80")
    assert Cli(tmp_path / "data", capsys)(verb).code == 0

    assert mode(tmp_path / "data") == 0o700
    found = modes(tmp_path / "data")
    assert {found[name] for name in ("chufei.db", "keys.db")} == {0o600}


def test_a_database_in_memory_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for url in ("sqlite://", "sqlite:///:memory:"):
        with open_engine(url).connect() as connection:
            connection.exec_driver_sql("select 1")

    assert list(tmp_path.iterdir()) == []
