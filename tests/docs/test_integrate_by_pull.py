"""The page for those who pull the feed: its curl lines and its consumer do what it says, against a running server."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.api.conftest import begun, environment, folder
from tests.api.http.conftest import Served, serve, served
from tests.api.http.feeding import changed, register
from tests.support.pages import blocks, page
from workflows.scopes import Scope

__all__ = ["begun", "environment", "folder", "serve", "served"]

PAGE: Final = page("integrate-by-pull")


@pytest.fixture
def run(served: Served, tmp_path: Path) -> Callable[..., str]:
    """Run a program as the page's reader does: with the address and his token, in a folder of his own."""
    token = served.app.tokens.mint("qj-01", [Scope.FEED], days=1)
    given = {**os.environ, "CHUFEI_URL": served.address, "CHUFEI_TOKEN": token}

    def run(*program: str) -> str:
        done = subprocess.run(program, cwd=tmp_path, env=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_the_curl_lines_get_what_the_page_says(served: Served, run: Callable[..., str]) -> None:
    register(served.app, "lead1")
    first, chosen, waiting, stream = (run("bash", "-euo", "pipefail", "-c", each) for each in blocks(PAGE, "bash"))

    for answer in (first, waiting, stream):
        assert "chufei.lead.registered.v1" in answer
    assert '"next":1,' in chosen
    assert '"events":[]' in chosen
    named = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert named >= {"events", "next", "full", "rights", "epoch"}
    assert all(f'"{name}":' in first for name in named)


def test_the_consumer_keeps_up_and_lets_go(
    served: Served, run: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (consumer,) = blocks(PAGE, "python")

    def consume() -> list[tuple[str, str]]:
        run(sys.executable, "-c", consumer)
        with sqlite3.connect(tmp_path / "consumer.db") as db:
            return db.execute("SELECT id, stage FROM leads ORDER BY id").fetchall()

    register(served.app, "here")
    register(served.app, "there", "qj-01", division="370104013")
    assert consume() == [("here", "registered"), ("there", "registered")]
    register(served.app, "third")
    assert consume() == [("here", "registered"), ("there", "registered"), ("third", "registered")]
    changed(served.app, monkeypatch.setattr, "qj-01", office="370104014", division="370104014")
    consume()
    served.app.feeding.catch_up()
    assert consume() == [("here", "registered"), ("third", "registered")]
