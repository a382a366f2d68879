"""The page on NATS does what it says: its server is configured so, its lines are typed, its reader reads his office."""

import asyncio
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest
from nats import connect
from nats.aio.client import Client
from nats.errors import TimeoutError as Unanswered
from nats.js.api import AckPolicy, ConsumerConfig

from adapters.jetstream.nats_stream import NatsStream
from adapters.jetstream.stream import Lost
from api.cli.main import main
from api.settings import Settings
from tests.api.conftest import begin
from tests.support import nats
from tests.support.bus_reading import STREAM
from tests.support.pages import blocks, page
from tests.support.tree import ROOT

PAGE: Final = page("integrate-by-nats")
PORT: Final = "127.0.0.1:4222"
READER: Final = "reader-370104014"


@pytest.fixture
def bus() -> Iterator[str]:
    """The server of the page, on a port that is free."""
    (port,) = nats.free_ports(1)
    (written,) = blocks(PAGE, "conf")
    with nats.configured(written.replace(PORT, f"127.0.0.1:{port}"), port) as server:
        yield server.url


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a data folder in which a street registered two leads, and the program of the example."""
    settings = Settings.read({}, data=str(tmp_path / "chufei-data"))
    begin(settings.data)
    for name in ("示例甲公司", "示例乙公司"):
        register = ["lead", "register", f"unit.name={name}", "source=社区", "--as", "jd-01"]
        assert main([*register, "--data", str(settings.data)]) == 0
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (login,) = blocks(PAGE, "toml")
    (tmp_path / "relay.toml").write_text(login, encoding="utf-8")
    return tmp_path


def typed(line: str, office: Path, bus: str) -> None:
    """Type a block of the page into a shell."""
    given = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LANG": "C.UTF-8"}
    command = ["bash", "-e", "-c", line.replace(f"nats://{PORT}", bus)]
    done = subprocess.run(command, cwd=office, env=given, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_line_of_the_page_does_its_work(office: Path, bus: str) -> None:
    for block in blocks(PAGE, "bash"):
        typed(block, office, bus)

    taken = asked(office / "mine.db", "SELECT sequence, body FROM events")
    assert taken == asked(office / "chufei-data" / "chufei.db", "SELECT sequence, body FROM feed")
    assert {json.loads(body)["type"] for _, body in taken} == {"chufei.lead.registered.v1"}
    assert len(taken) == 2


def asked(database: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(question).fetchall()


FOREIGN: Final = (
    f"CONSUMER.CREATE.{STREAM}",
    f"CONSUMER.CREATE.{STREAM}.mine",
    f"CONSUMER.CREATE.{STREAM}.mine.chufei.feed.>",
    f"CONSUMER.CREATE.{STREAM}.mine.chufei.feed.37.01.04.>",
    f"CONSUMER.CREATE.{STREAM}.mine.chufei.feed.37.01.04.*.>",
    f"CONSUMER.CREATE.{STREAM}.mine.chufei.feed.37.01.05.>",
    f"CONSUMER.DURABLE.CREATE.{STREAM}.mine",
    f"CONSUMER.NAMES.{STREAM}",
    f"STREAM.MSG.GET.{STREAM}",
    f"DIRECT.GET.{STREAM}",
    f"STREAM.INFO.{STREAM}",
    f"STREAM.DELETE.{STREAM}",
    f"STREAM.PURGE.{STREAM}",
)
MINE: Final = f"$JS.API.CONSUMER.CREATE.{STREAM}.mine.chufei.feed.37.01.04.014.>"


def secret(user: str) -> str:
    """The password that the page gives a user."""
    (found,) = re.findall(rf'user: {user}, password: "(.*?)"', PAGE)
    return str(found)


def as_user(bus: str, user: str, test: Callable[[Client], Awaitable[None]]) -> None:
    """Do something as a user of the page, on a bus with a stream."""

    async def quiet(_: Exception) -> None: ...

    async def tested() -> None:
        stream = NatsStream([bus], STREAM, 1, {"user": "relay", "password": secret("relay")})
        await stream.create(1)
        await stream.close()
        inbox = f"_INBOX_{user}"
        async with await connect(bus, user=user, password=secret(user), inbox_prefix=inbox, error_cb=quiet) as client:
            await test(client)

    asyncio.run(tested())


def test_a_reader_gets_no_answer_to_what_is_not_his(bus: str) -> None:
    async def test(client: Client) -> None:
        asked = [client.request(f"$JS.API.{each}", b"{}", timeout=1) for each in FOREIGN]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(each) for each in answers] == [Unanswered] * len(FOREIGN)

    as_user(bus, READER, test)


@pytest.mark.parametrize(("wanted", "given"), [("chufei.feed.37.01.04.014.>", True), ("chufei.feed.37.01.04.>", False)])
def test_a_reader_asks_for_his_office_and_for_no_other_under_its_name(bus: str, wanted: str, *, given: bool) -> None:
    async def test(client: Client) -> None:
        config = ConsumerConfig(name="mine", ack_policy=AckPolicy.NONE, filter_subject=wanted).as_dict()
        asked = json.dumps({"stream_name": STREAM, "config": config}).encode()
        answer = json.loads((await client.request(MINE, asked, timeout=5)).data)
        assert ("error" not in answer) == given, answer

    as_user(bus, READER, test)


def test_who_may_not_relay_is_told_what_he_lacks(bus: str) -> None:
    async def test(_: Client) -> None:
        login = {"user": READER, "password": secret(READER), "inbox_prefix": f"_INBOX_{READER}"}
        stream = NatsStream([bus], STREAM, 1, login)
        try:
            with pytest.raises(Lost, match=r"permissions violation for publish to .*stream\.info"):
                await stream.end()
        finally:
            await stream.close()

    as_user(bus, READER, test)


def test_nobody_listens_to_the_answers_of_others(bus: str) -> None:
    async def test(client: Client) -> None:
        heard = await client.subscribe("_INBOX.>")
        await client.publish("_INBOX.somebody", b"for others")
        with pytest.raises(Unanswered):
            await heard.next_msg(1)

    as_user(bus, READER, test)
