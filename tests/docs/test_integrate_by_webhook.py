"""The page for those who are called does what it says: its receiver verifies, its commands reach it."""

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

from api.bootstrap import bootstrap
from api.cli.main import main
from api.settings import Settings
from tests.api.conftest import begin
from tests.support.feed_table import fill
from tests.support.nats import free_ports
from tests.support.pages import blocks, lines, page
from tests.support.waiting import comes_true

PAGE: Final = page("integrate-by-webhook")
ADDRESS: Final = "https://hooks.example.cn/chufei"
LOOPBACK: Final = "CHUFEI_WEBHOOK_LOOPBACK"


@contextmanager
def receiver(folder: Path, secret: str, port: int) -> Iterator[None]:
    """The receiver of the page, as somebody would run it."""
    (program,) = blocks(PAGE, "python")
    (folder / "receiver.py").write_text(program, encoding="utf-8")
    told = {**os.environ, "CHUFEI_SECRET": secret}
    command = [sys.executable, "receiver.py", str(port)]
    with subprocess.Popen(command, cwd=folder, env=told, stderr=subprocess.DEVNULL) as process:
        yield
        process.terminate()


def received(folder: Path) -> list[str]:
    """The ids that stand in the receiver's own database."""
    with closing(sqlite3.connect(folder / "received.db")) as theirs:
        if not theirs.execute("select 1 from sqlite_master where name = 'events'").fetchone():
            return []
        return [row[0] for row in theirs.execute("select id from events order by rowid")]


def test_whoever_follows_the_page_receives_every_event_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings.read({LOOPBACK: "1"}, data=str(tmp_path / "data"))
    begin(settings.data)
    for name, value in ((LOOPBACK, "1"), ("CHUFEI_DATA", str(settings.data))):
        monkeypatch.setenv(name, value)
    (port,) = free_ports(1)
    asking, *others = (line.replace(ADDRESS, f"http://127.0.0.1:{port}/chufei") for line in lines(PAGE, "sh|bash"))
    main(shlex.split(asking)[1:])
    found = re.search(r"whsec_\S+", capsys.readouterr().out)
    assert found is not None
    epoch = fill(settings.database_url, 3)

    with receiver(tmp_path, found[0], port), bootstrap(settings) as app:
        app.read_models.start()
        app.webhooks.start()
        expected = [f"{epoch}:{sequence}" for sequence in (1, 2, 3)]
        assert comes_true(lambda: received(tmp_path) == expected, 30)
        for line in others:
            assert main(shlex.split(line)[1:]) == 0, line
    assert received(tmp_path) == expected


def test_the_guarantees_are_written_down() -> None:
    for promise in ("至少一次", "逐字节相同", "75 小时", "410", "不跟随", "Retry-After"):
        assert promise in PAGE
