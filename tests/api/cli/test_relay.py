"""``chufei relay`` puts the feed on NATS, says where a person must look, and takes no secret in an address."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest
from nats.js.errors import NotFoundError
from sqlalchemy import Connection, Engine, update

from adapters.feeds.tables import FEED, prepare_feed
from adapters.jetstream import nats_stream, running
from adapters.store.engine import open_engine
from api.health_told import CONDITIONS
from tests.api.conftest import Cli
from tests.support import nats
from tests.support.bus_reading import delete, held_by
from tests.support.feed_rows import add_rows, rows_of, take_rows, unguarded
from tests.support.waiting import comes_true
from workflows.health import Condition

CHUFEI = (sys.executable, "-c", "from api.cli.main import main; raise SystemExit(main())")


@pytest.fixture
def engine(either_cli: Cli, database_url: str) -> Iterator[Engine]:
    """The database of the command line, with three rows in its feed."""
    either_cli.register()
    engine = open_engine(database_url)
    prepare_feed(engine)
    take_rows(engine, 0)
    add_rows(engine, 3)
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here gets better by waiting."""
    monkeypatch.setattr(running, "PATIENCE", 0.2)
    monkeypatch.setattr(nats_stream, "CONNECTING", 0.5)


@contextmanager
def changed(cli: Cli) -> Iterator[Connection]:
    """The feed of a command line on SQLite, changed by hand."""
    engine = open_engine(f"sqlite:///{cli.data / 'chufei.db'}")
    with unguarded(engine) as connection:
        yield connection
    engine.dispose()


def there(bus: str) -> int:
    """How many messages the stream has, if it is made by now."""
    sleep(0.1)
    try:
        return len(held_by(bus))
    except NotFoundError:
        return 0


def conditions(cli: Cli) -> set[str]:
    return {each["condition"] for each in cli.json("health")["followers"] if each["kind"] == "relay"}


def test_what_there_is_is_put_on_the_bus(either_cli: Cli, engine: Engine, bus: str) -> None:
    assert conditions(either_cli) == set(), "nobody misses what never was"

    assert either_cli.json("relay --once --nats", bus) == {"stream": "CHUFEI", "sequence": 3}
    assert held_by(bus) == rows_of(engine)
    add_rows(engine, 2)
    told = either_cli("relay --once --nats", bus)

    assert (told.code, "已到第 5 号" in told.out) == (0, True)
    assert held_by(bus) == rows_of(engine)
    assert conditions(either_cli) == {"unattended"}
    (relay,) = (each for each in either_cli.json("health")["followers"] if each["kind"] == "relay")
    assert (relay["name"], relay["position"], relay["behind"]) == ("CHUFEI", 5, 0)


def test_a_deleted_stream_stops_it_and_one_command_brings_it_back(either_cli: Cli, engine: Engine, bus: str) -> None:
    either_cli("relay --once --nats", bus)
    delete(bus)
    told = either_cli("relay --once --nats", bus)

    assert (told.code, "--rebuild-stream" in told.out) == (14, True)
    assert conditions(either_cli) == {"diverged"}
    assert either_cli("health").code == 13

    assert either_cli("relay --once --rebuild-stream --nats", bus).code == 0
    assert held_by(bus) == rows_of(engine)
    assert either_cli("health").code == 0


def test_a_bus_that_was_away_does_not_make_it_forget_the_stream(either_cli: Cli, engine: Engine, bus: str) -> None:
    (port,) = nats.free_ports(1)
    either_cli("relay --once --nats", bus)
    either_cli("relay --once --nats", f"nats://127.0.0.1:{port}")
    (relay,) = (each for each in either_cli.json("health")["followers"] if each["kind"] == "relay")
    delete(bus)

    assert relay["position"] == len(rows_of(engine))
    assert either_cli("relay --once --nats", bus).code == 14, "it is not made anew unasked"


def test_a_restored_database_stops_it(either_cli: Cli, engine: Engine, bus: str) -> None:
    either_cli("relay --once --nats", bus)
    before = rows_of(engine)
    take_rows(engine, 2)

    told = either_cli("relay --once --nats", bus)
    assert (told.code, "较早的备份" in told.out) == (14, True)
    assert either_cli("health").code == 13
    assert CONDITIONS[Condition.DIVERGED][0].zh in either_cli("health").out

    add_rows(engine, 1, "otherwise")
    assert either_cli("relay --once --rebuild-stream --nats", bus).code == 14, "rebuilding mends no other history"
    assert held_by(bus) == before


def test_it_ends_when_it_is_told_to(either_cli: Cli, engine: Engine, bus: str) -> None:
    command = (*CHUFEI, "relay", "--nats", bus, "--data", str(either_cli.data))
    relay = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert comes_true(lambda: there(bus) == 3, 60)
        add_rows(engine, 2)
        assert comes_true(lambda: there(bus) == 5, 20)
        assert comes_true(lambda: conditions(either_cli) == {"well"}, 20), "it gives signs of life"
        relay.terminate()
        told, trouble = relay.communicate(timeout=30)
    finally:
        relay.kill()

    assert (relay.returncode, trouble) == (0, "")
    assert "已到第 5 号" in told
    assert conditions(either_cli) == {"unattended"}, "it said goodbye"


def test_a_relay_that_nobody_runs_is_missed_until_it_is_forgotten(cli: Cli, bus: str) -> None:
    cli.register()
    cli("relay --once --nats", bus)
    cli.register(name="示例乙公司")
    with changed(cli) as connection:
        connection.execute(update(FEED).values(recorded_at=0))

    assert (conditions(cli), cli("health").code) == ({"not-run"}, 12)
    assert "--forget" in cli("health").out
    assert cli.json("relay --forget") == {"stream": "CHUFEI", "forgotten": True}
    assert (conditions(cli), cli("health").code) == (set(), 0)
    assert cli("relay --forget").code == 3


def test_a_bus_that_is_away_is_a_fault(cli: Cli) -> None:
    (port,) = nats.free_ports(1)

    assert cli("relay --once --nats", f"nats://127.0.0.1:{port}").code == 7


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--nats", "nats://user:secret@bus:4222"), "input.nats.secret"),
        (("--nats", "nats://bus:4222,nats://token@bus:4222"), "input.nats.secret"),
        (("--nats", "http://bus"), "input.nats.address"),
        (("--nats", "bus:4222"), "input.nats.address"),
        (("--nats", "nats://bus:port"), "input.nats.address"),
        (("--nats", ","), "input.nats.address"),
        ((), "input.nats.address"),
        (("--nats", "nats://bus", "--stream", "a.b"), "input.relay.stream"),
        (("--nats", "nats://bus", "--first", "2"), "input.relay.first"),
        (("--nats", "nats://bus", "--first", "0"), "input.relay.first"),
        (("--nats", "nats://bus", "--replicas", "7"), "input.relay.replicas"),
    ],
)
def test_what_cannot_be_is_refused_with_a_way_out(cli: Cli, arguments: tuple[str, ...], code: str) -> None:
    told = cli("relay --once --json", *arguments)
    error = told.document["error"]

    assert (told.code, error["code"]) == (2, code)
    assert "secret" not in told.out.replace("input.nats.secret", "")
    assert error["way_out"]["zh"]


@pytest.mark.parametrize("content", ["", "no toml", "user = 3\n", 'unknown = "x"\n'])
def test_credentials_that_cannot_be_read_are_refused(cli: Cli, tmp_path: Path, content: str) -> None:
    (tmp_path / "login.toml").write_text(content, encoding="utf-8")

    told = cli("relay --once --json --nats nats://bus --credentials", str(tmp_path / "login.toml"))

    assert told.document["error"]["code"] == "input.nats.credentials"


@pytest.mark.parametrize(
    ("server", "login"),
    [
        ('authorization { user: relay, password: "of paper" }', 'user = "relay"\npassword = "of paper"\n'),
        ('authorization { token: "of paper" }', 'token = "of paper"\n'),
    ],
)
def test_it_signs_in_by_a_file(cli: Cli, tmp_path: Path, server: str, login: str) -> None:
    (tmp_path / "login.toml").write_text(login, encoding="utf-8")
    with nats.single(server) as bus:
        stranger = cli("relay --once --nats", bus.url)
        known = cli("relay --once --nats", bus.url, "--credentials", str(tmp_path / "login.toml"))

    assert (stranger.code, known.code) == (7, 0)
    assert "of paper" not in stranger.out + known.out
