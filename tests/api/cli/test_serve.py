"""``chufei serve`` as a machine runs it: all in one process or in parts, until it is told to end."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals
from typing import Any

import pytest
from httpx2 import Client

from api.bootstrap import bootstrap
from api.settings import Settings
from tests.api.conftest import Cli
from tests.api.http.test_leads import FORM
from tests.support.waiting import comes_true
from workflows.scopes import Scope

CHUFEI = (sys.executable, "-c", "from api.cli.main import main; raise SystemExit(main())")


@contextmanager
def serving(data: Path, *flags: str, end: Signals = SIGTERM) -> Iterator[Any]:
    """A process of it, and what it said of itself once it had begun."""
    command = (*CHUFEI, "serve", "--port", "0", "--json", "--data", str(data), *flags)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            said = ""
            for line in process.stdout:
                said += line
                if line == "}\n":
                    break
            yield json.loads(said)
            process.send_signal(end)
            assert process.wait(30) == 0
        finally:
            process.kill()


@dataclass(frozen=True)
class Desk:
    """A program at an address that is served."""

    client: Client

    def register(self) -> str:
        """Register a lead, and wait until the ledger has it."""
        done = self.client.post("/v1/leads", json=FORM)
        fresh = {"chufei-position": done.headers["chufei-position"]}
        assert comes_true(lambda: self.client.get("/v1/ledger", headers=fresh).status_code == 200, 30)
        (row,) = self.client.get("/v1/ledger").json()["rows"]
        assert row["number"] == done.json()["number"]
        return str(done.json()["lead"])

    def told(self, wait: float, of: str) -> bool:
        """Whether the feed tells of a lead within some seconds."""
        events = self.client.get("/v1/feed", params={"wait": wait}).json()["events"]
        return f"leads/{of}" in [each["subject"] for each in events]


@contextmanager
def desk_at(address: str, data: Path) -> Iterator[Desk]:
    """Somebody of a street, with a key."""
    with bootstrap(Settings.read(os.environ, data=str(data))) as app:
        headers = {"authorization": f"Bearer {app.tokens.mint('jd-01', tuple(Scope), days=1)}"}
    with Client(base_url=address, headers=headers, timeout=60) as client:
        yield Desk(client)


@pytest.mark.parametrize("end", [SIGTERM, SIGINT])
def test_one_process_does_it_all_until_it_is_told_to_end(cli: Cli, end: Signals) -> None:
    with serving(cli.data, end=end) as said:
        assert (said["role"], said["administrator"], len(said["password"])) == ("all", "admin", 24)
        with desk_at(said["address"], cli.data) as desk:
            assert desk.told(wait=20, of=desk.register())


def test_its_parts_do_the_same_together(either_cli: Cli) -> None:
    data = either_cli.data
    with serving(data, "--role", "worker") as worker, serving(data, "--role", "api") as api:
        assert (worker["role"], worker["address"], worker["password"], api["role"]) == ("worker", "", "", "api")
        with desk_at(api["address"], data) as desk:
            assert desk.told(wait=20, of=desk.register())


def test_without_a_worker_ledgers_are_kept_up_by_who_asks_and_the_feed_stands_still(cli: Cli) -> None:
    with serving(cli.data, "--role", "api") as api, desk_at(api["address"], cli.data) as desk:
        assert not desk.told(wait=0.5, of=desk.register())
