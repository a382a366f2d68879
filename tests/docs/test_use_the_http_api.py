"""The page for those who use the HTTP interface: its curl lines do what it says, one after the other."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.api.conftest import begun, environment, folder
from tests.api.http.conftest import Served, serve, served
from tests.support.pages import blocks, page
from workflows.scopes import Scope

__all__ = ["begun", "environment", "folder", "serve", "served"]

PAGE: Final = page("use-the-http-api")


@pytest.fixture
def answers(served: Served, tmp_path: Path) -> list[str]:
    """What each block of the page printed, to somebody of the district with a token."""
    token = served.app.tokens.mint("qj-01", [Scope.READ, Scope.WRITE], days=1)
    given = {**os.environ, "CHUFEI_URL": served.address, "CHUFEI_TOKEN": token}
    printed = []
    for block in blocks(PAGE, "bash"):
        run = ["bash", "-euo", "pipefail", "-c", block]
        done = subprocess.run(run, cwd=tmp_path, env=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (block, done.stdout, done.stderr)
        printed.append(done.stdout)
    return printed


def test_every_block_answers_what_the_page_says(answers: list[str]) -> None:
    registered, looked, graded, refused, listed, written, imported = answers

    named = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert named
    assert json.loads(registered).keys() >= set(named)
    assert '"command":"grade-risk"' in looked
    assert json.loads(graded)["stage"] == "registered"
    assert '"code":"move.not-from-here"' in refused
    assert '"status":409' in refused
    assert json.loads(registered)["number"] in listed
    assert written.splitlines()[-1] == "ledger.xlsx"
    assert json.loads(imported)["state"] in {"running", "done"}
