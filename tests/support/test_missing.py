"""What a machine lacks is said at the end of the run, whichever process found it out."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.tree import ROOT

CONFTEST = """
from tests.support import missing

def pytest_terminal_summary(terminalreporter):
    missing.report(terminalreporter)
"""
SUITE = """
from tests.support.missing import lacks

def test_one():
    lacks("a database", "apt-get install one")

def test_other():
    lacks("a database", "apt-get install one")
"""


def run(folder: Path, ci: str) -> tuple[int, str]:
    """Try it in another process than the one that tells, with no more plugins than that takes."""
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (folder / "test_suite.py").write_text(SUITE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--rootdir", folder, "-p", "xdist.plugin", "-n", "1", folder],
        cwd=ROOT, env={**os.environ, "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_what_was_not_tried_is_said_once_with_the_way_to_try_it(tmp_path: Path) -> None:
    code, said = run(tmp_path, ci="")

    assert code == 0
    _, told = said.split("NOT TRIED, because this machine lacks it")
    assert told.count("\na database: apt-get install one\n") == 1


def test_under_ci_it_fails(tmp_path: Path) -> None:
    code, said = run(tmp_path, ci="true")

    assert code == 1
    assert "this machine lacks a database: apt-get install one" in said
