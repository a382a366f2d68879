"""The command line as a test uses it: run in this process on a folder of its own, on either database."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from api.bootstrap import lay_out
from api.cli.main import main
from api.settings import DATABASE_URL, Settings

OURS = ("CHUFEI_DATA", "CHUFEI_DATABASE_URL", "CHUFEI_KEYS_URL", "CHUFEI_LANG", "CHUFEI_AS")


@dataclass(frozen=True)
class Answer:
    """What one run said, and how it ended."""

    code: int
    out: str

    @property
    def document(self) -> Any:  # noqa: ANN401 - JSON is anything
        return json.loads(self.out)


@dataclass(frozen=True)
class Cli:
    """``cli("lead show", "370104-2026-0001", "--json")``."""

    data: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, verb: str, *arguments: str) -> Answer:
        self.capture.readouterr()
        code = main([*verb.split(), *arguments, "--data", str(self.data)])
        return Answer(code, self.capture.readouterr().out)

    def json(self, verb: str, *arguments: str) -> Any:  # noqa: ANN401 - JSON is anything
        return self(verb, *arguments, "--json").document

    def register(self, *arguments: str, name: str = "示例投资有限公司") -> str:
        """Register a lead and give its 线索编号."""
        number: str = self.json(
            "lead register",
            f"unit.name={name}",
            "source=社区",
            "occurred=2025-03-01 09:00",
            "--as",
            "jd-01",
            *arguments,
        )["number"]
        return number


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """An environment without settings of ours; call it to set one."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch.setenv


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    """Make data folders with the sample roster."""

    def make(name: str) -> Path:
        path = tmp_path / name
        lay_out(Settings.read({}, data=str(path)))
        return path

    return make


@pytest.fixture
def cli(
    folder: Callable[[str], Path], environment: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> Cli:
    """The command line on a fresh folder, on SQLite."""
    environment("COLUMNS", "80")
    return Cli(folder("data"), capsys)


@pytest.fixture
def either_cli(cli: Cli, environment: Callable[[str, str], None], database_url: str) -> Cli:
    """The command line on a fresh database of either kind."""
    environment(DATABASE_URL, database_url)
    return cli
