"""The databases the suites are given are the ones production runs on: durable, in UTF-8, one to each test."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.support import postgres
from tests.support.tree import ROOT
from tests.support.waiting import comes_true


def ask(url: str, question: str) -> str:
    engine = create_engine(url)
    with engine.begin() as connection:
        answer: str = connection.execute(text(question)).scalar_one()
    engine.dispose()
    return answer


def test_postgresql_is_durable_and_sorts_by_code_point(postgres_url: str) -> None:
    assert ask(postgres_url, "SHOW fsync") == "on"
    assert ask(postgres_url, "SHOW synchronous_commit") == "on"
    assert ask(postgres_url, "SHOW server_encoding") == "UTF8"
    assert ask(postgres_url, "SELECT datcollate FROM pg_database WHERE datname = current_database()") == "C.UTF-8"


def test_each_test_has_a_database_to_itself(postgres_url: str, postgres_module_url: str) -> None:
    assert ask(postgres_url, "SELECT current_database()") != ask(postgres_module_url, "SELECT current_database()")


def test_chinese_survives_either_database(database_url: str) -> None:
    assert ask(database_url, "SELECT '处非办'") == "处非办"


def test_a_server_ends_with_whoever_started_it_even_by_force(postgres_server: postgres.Server, for_all: Path) -> None:
    """``postgres_server`` is asked for because without binaries there is nothing to try."""
    script = (
        "from tests.support.postgres import binaries, serving\n"
        "with serving(binaries()) as server:\n"
        "    print(server.port, flush=True)\n"
        "    input()\n"
    )
    environment = {**os.environ, "TMPDIR": str(for_all)}
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as starter:
        assert starter.stdout is not None
        port = int(starter.stdout.readline())
        assert answers(port)
        starter.kill()

    assert postgres_server.port != port
    assert comes_true(lambda: not answers(port), 30)
    assert comes_true(lambda: not list(for_all.iterdir()), 30), "nothing is left behind"


@pytest.fixture
def for_all() -> Iterator[Path]:
    """A folder that the user the server runs as may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def answers(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
