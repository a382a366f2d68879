"""``chufei health`` tells an operator who follows, how far, and what to do; its exit code tells a machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from rich.cells import cell_len
from sqlalchemy import Connection, text

from adapters.follow.tables import EFFECTS, PULSES
from adapters.store.engine import open_engine
from api.health_told import CONDITIONS
from domain.instants import microseconds
from tests.api.conftest import Cli
from tests.support.read_models import READ_MODELS
from tests.support.staff import SAMPLED
from workflows.health import Condition


@contextmanager
def changed(url: str) -> Iterator[Connection]:
    """The database, changed by hand."""
    engine = open_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def beat(connection: Connection, model: str, ago: timedelta, trouble: str = "", holder: str = "server:1") -> None:
    at = microseconds(datetime.now(UTC) - ago)
    row = {"follower": f"model:{model}_v{VERSIONS[model]}", "holder": holder, "at": at, "moved": at, "trouble": trouble}
    connection.execute(PULSES.insert().values(row))


VERSIONS = {each.name: each.version for each in READ_MODELS}
NOW, LONG_AGO = timedelta(), timedelta(minutes=3)


def test_where_nobody_follows_all_is_well_and_that_is_said(either_cli: Cli) -> None:
    either_cli.register()
    told, document = either_cli("health"), either_cli.json("health")

    assert (told.code, document["grade"]) == (0, "healthy")
    assert "没有进程在跟读" in told.out
    assert {each["condition"] for each in document["followers"]} == {"unattended"}
    assert {each["position"] for each in document["followers"]} == {document["head"]}
    assert [each["name"] for each in document["followers"] if each["name"] in told.out] == []
    assert "风险线索台账" in told.out


def test_what_was_verified_and_an_end_that_is_gone_are_told(cli: Cli) -> None:
    cli.register()
    well = cli("health"), cli.json("health")
    with changed(f"sqlite:///{cli.data / 'chufei.db'}") as connection:
        connection.execute(text("DROP TRIGGER events_no_delete"))
        connection.execute(text("DELETE FROM events WHERE position = (SELECT max(position) FROM events)"))
    told, document = cli("health"), cli.json("health")

    assert "近一天没有由审计员核验过日志" in well[0].out
    assert well[1]["check"] == {"found": "unknown", "at": None}
    assert (told.code, document["grade"]) == (13, "unhealthy")
    assert "日志末尾被截断" in told.out.replace("\n", "")
    assert {(each["ahead"], each["condition"]) for each in document["followers"]} == {(1, "ahead")}


def test_who_gives_no_sign_of_life_is_named(either_cli: Cli, database_url: str) -> None:
    either_cli.register()
    with changed(database_url) as connection:
        beat(connection, "risk_ledger", LONG_AGO)
        beat(connection, "acts", NOW, holder="server:2")

    told, document = either_cli("health"), either_cli.json("health")

    assert (told.code, document["grade"]) == (13, "unhealthy")
    assert "失联" in told.out
    assert "server:1" in told.out
    silent = [each["name"] for each in document["followers"] if each["condition"] == "silent"]
    assert silent == ["risk_ledger"]


def test_a_trouble_and_a_parked_event_are_degraded(either_cli: Cli, database_url: str) -> None:
    either_cli.register()
    with changed(database_url) as connection:
        beat(connection, "acts", NOW, "OSError: disk full")
    assert either_cli("health").code == 12
    assert "OSError: disk full" in either_cli("health").out

    with changed(database_url) as connection:
        connection.execute(PULSES.delete())
        connection.execute(text("CREATE UNIQUE INDEX once ON risk_ledger_v4_g1 (subject)"))
    either_cli.register()
    told = either_cli("health")
    assert (told.code, "quarantine list" in told.out) == (12, True)


def test_effects_are_told_beside_the_read_models(either_cli: Cli, database_url: str) -> None:
    either_cli.register()
    with changed(database_url) as connection:
        connection.execute(EFFECTS.insert().values(name="mail", position=0, holder="", until=0))

    feed, mail = (each for each in either_cli.json("health")["followers"] if each["kind"] == "effect")
    assert (feed["name"], feed["behind"], feed["condition"]) == ("feed", 0, "unattended")
    assert (mail["name"], mail["behind"], mail["condition"]) == ("mail", SAMPLED + 2, "unattended")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_readable_in_a_narrow_window(cli: Cli, lang: str) -> None:
    cli.register()
    with changed(f"sqlite:///{cli.data / 'chufei.db'}") as connection:
        beat(connection, "risk_ledger", LONG_AGO, holder="office-server-number-one.example:40213")

    assert max(map(cell_len, cli("health", "--lang", lang).out.splitlines())) <= 80


def test_looking_changes_nothing(cli: Cli) -> None:
    cli.register()
    with changed(f"sqlite:///{cli.data / 'chufei.db'}") as connection:
        connection.execute(text("UPDATE projections SET position = position - 1 WHERE name = 'acts'"))

    for _ in range(2):
        assert [each["behind"] for each in cli.json("health")["followers"] if each["name"] == "acts"] == [1]


def test_every_condition_has_a_name_and_an_advice() -> None:
    assert set(CONDITIONS) == set(Condition)
    assert [each for each, (_, advice) in CONDITIONS.items() if not advice.zh] == [Condition.WELL]
