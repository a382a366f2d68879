"""What a page tells an office to type does what the page says it does: every line is run, in its order."""

import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from api.cli.main import main
from api.import_report import OUTCOMES
from tests.api.conftest import OURS
from tests.support.pages import HOW_TO, lines, page
from tests.support.tree import ROOT

PAGES: Final = sorted(path.stem for path in HOW_TO.glob("*.md"))
LEDGER: Final = ROOT / "api" / "demo" / "workbooks" / "case-ledger.xlsx"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a ledger of the office and a data folder; a handler of the district types."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    assert main(["init", "--data", str(tmp_path / "data")]) == 0
    (tmp_path / "台账.xlsx").write_bytes(LEDGER.read_bytes())
    monkeypatch.setenv("CHUFEI_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CHUFEI_AS", "qj-01")
    monkeypatch.setenv("CHUFEI_WEBHOOK_HOSTS", "hooks.example.cn")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.usefixtures("office")
def test_every_command_of_a_page_does_its_work(name: str) -> None:
    typed = lines(page(name), "sh")

    assert typed
    for line in typed:
        program, *arguments = shlex.split(line)
        assert program == "chufei"
        assert main(arguments) == 0, line


def test_the_page_explains_every_outcome_that_is_printed() -> None:
    explained = re.findall(r"^\| (\S+) \|", page("import-a-ledger"), re.MULTILINE)

    assert set(explained) - {"结果"} == {words.zh for words in OUTCOMES.values()}


@pytest.mark.usefixtures("office")
def test_a_command_that_fails_would_be_noticed() -> None:
    assert main(["import", "没有.xlsx"]) != 0


def test_what_the_pages_name_is_there_afterwards(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in lines(page("import-a-ledger"), "sh"):
        main(shlex.split(line)[1:])

    assert {path.name for path in office.glob("*.xlsx")} >= {"试运行结果.xlsx", "导入结果.xlsx", "一企一档.xlsx"}
    assert "已在库" in capsys.readouterr().out
