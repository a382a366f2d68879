"""The command line as a test uses it: run in this process on a folder of its own, on either database."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any, TypeVar

import pytest

from api import outside, settings
from api.app import App
from api.bootstrap import bootstrap, make_folder
from api.cli.main import main
from api.settings import DATABASE_URL, Settings
from api.staff import found, reload
from domain.directory.state import DirectoryStage
from workflows.staff.file import sample

T = TypeVar("T")

HEADING = "账号,姓名,单位代码,单位名称,层级,区划代码,机关代字,职务,岗位,执法证号,执法证有效期"
OURS = (
    settings.DATA, settings.DATABASE_URL, settings.KEYS_URL, settings.LANG, settings.ACTOR, settings.WEBHOOK_HOSTS,
    settings.WEBHOOK_LOOPBACK, outside.ORIGIN, outside.ISSUER, outside.CLIENT_ID, outside.CLIENT_SECRET, outside.CLAIM,
)  # fmt: skip
"""What a machine may have set for itself, and no test may depend on."""


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

    def suspect_and_refer(self, number: str) -> None:
        """Open a transfer of a lead, and refer it to another organ."""
        suspected = f"lead act {number} open-transfer suspicion=某某 offence=某某 occurred=2025-03-02"
        assert self(suspected, "--as", "qj-01").code == 0
        to = "receiver=370104-scjg receiver_organ=示例区市场监督管理局 reason=某某 letter=转办函|1 occurred=2025-03-02"
        assert self(f"lead act {number} refer-lead {to}", "--as", "jd-01").code == 0


@dataclass(frozen=True)
class Prepared:
    """What several tests begin with: made for the first of them, and a copy for each of the others."""

    shelf: Path
    kept: dict[Callable[[Cli], Any], tuple[Path, Any]] = field(default_factory=dict)

    def __call__(self, cli: Cli, make: Callable[[Cli], T]) -> T:
        """The answer of ``make``, and its work in the folder of ``cli``."""
        if make not in self.kept:
            answer = make(cli)
            self.kept[make] = copytree(cli.data, self.shelf / str(len(self.kept))), answer
        else:
            folder, answer = self.kept[make]
            rmtree(cli.data)
            copytree(folder, cli.data)
        return answer


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A shelf of data folders."""
    return Prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """An environment without settings of ours; call it to set one."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch.setenv


def begin(path: Path, database_url: str = "") -> Path:
    """A data folder with the sample of a directory, as ``chufei init`` makes it."""
    make_folder(path)
    with bootstrap(Settings.read({DATABASE_URL: database_url}, data=str(path))) as app:
        if app.roster.directory().stage is DirectoryStage.EMPTY:
            found(app, sample())
        app.read_models.catch_up()
    return path


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One such folder, to be copied."""
    return begin(tmp_path_factory.mktemp("begun") / "data")


@pytest.fixture
def folder(tmp_path: Path, begun: Path) -> Callable[[str], Path]:
    """Make data folders with the sample of a directory."""
    return lambda name: tmp_path / name if (tmp_path / name).exists() else copytree(begun, tmp_path / name)


@pytest.fixture
def app(folder: Callable[[str], Path], database_url: str) -> Iterator[App]:
    """The product put together, on a fresh database of either kind."""
    given = Settings.read({DATABASE_URL: database_url}, data=str(begin(folder("data"), database_url)))
    with bootstrap(given) as made:
        yield made


def add_staff(path: Path, *rows: str) -> None:
    """Load further people: rows in the columns of older rosters."""
    with bootstrap(Settings.read(os.environ, data=str(path))) as app:
        reload(app, "\n".join((HEADING, *rows)).encode(), app.roster.actor("admin"), file="more.csv")


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
    begin(cli.data, database_url)
    return cli
