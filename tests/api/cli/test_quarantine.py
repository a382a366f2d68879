"""Care for what people read: what is parked is told without its values, what was lost is built anew."""

import sqlite3
from contextlib import closing

import pytest
from rich.cells import cell_len
from sqlalchemy import text

from adapters.store.engine import open_engine
from tests.api.conftest import Cli

CANARY = "金丝雀投资有限公司"


def test_a_parked_event_is_listed_without_what_the_database_choked_on(either_cli: Cli, database_url: str) -> None:
    either_cli.register(name=CANARY)
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE UNIQUE INDEX once ON risk_ledger_v1_g1 (subject)"))
    engine.dispose()
    either_cli.register(name=CANARY)

    (failed,) = (each for each in either_cli.json("quarantine list")["parked"] if each["error"])
    assert failed["error"].startswith(("UniqueViolation 23505: ", "IntegrityError SQLITE_CONSTRAINT_UNIQUE: "))
    assert CANARY not in "".join((failed["error"], either_cli("quarantine list").out, either_cli("rebuild").out))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_parked_is_readable_in_a_narrow_window(cli: Cli, lang: str) -> None:
    number = cli.register(name=CANARY)
    with closing(sqlite3.connect(cli.data / "chufei.db")) as connection, connection:
        connection.execute("CREATE UNIQUE INDEX once ON risk_ledger_v1_g1 (grade_reasons)")
    again = cli.register(name=CANARY)
    cli(f"lead act {again} grade-risk grade=高 reasons=高息 --as qj-01")
    (stream,) = {each["stream"] for each in cli.json("quarantine list")["parked"]}

    told = cli("quarantine list", "--lang", lang).out

    assert number != again
    assert max(map(cell_len, told.splitlines())) <= 80
    assert [line for line in told.splitlines() if stream in line] == [f"risk_ledger {stream}"]
    assert "chufei quarantine retry" in told


def test_a_rebuild_says_what_it_could_not_take(cli: Cli) -> None:
    cli.register(name=CANARY)
    assert cli("rebuild").code == 0
    with closing(sqlite3.connect(cli.data / "chufei.db")) as log, log:
        log.execute("DROP TRIGGER events_no_update")
        log.execute("UPDATE events SET data = '{}' WHERE position = 1")

    told, document = cli("rebuild risk_ledger"), cli.json("rebuild risk_ledger")

    assert (told.code, "risk_ledger 已重建到第 2 号事件，1 件搁置" in told.out) == (7, True)
    assert "chufei quarantine list" in told.out
    assert document == {"rebuilt": [{"name": "risk_ledger", "position": 2, "parked": 1}]}


LOST = {
    "the name readers see": ["DROP VIEW risk_ledger_v1"],
    "the whole ledger": ["DROP VIEW risk_ledger_v1", "DROP TABLE risk_ledger_v1_g1"],
    "who stands where": ["DROP TABLE projections"],
}


@pytest.mark.parametrize("lost", LOST)
def test_what_somebody_dropped_is_built_anew(either_cli: Cli, database_url: str, lost: str) -> None:
    number = either_cli.register()
    engine = open_engine(database_url)
    with engine.begin() as connection:
        for statement in LOST[lost]:
            connection.execute(text(statement))
    engine.dispose()

    if "ledger" in LOST[lost][0]:
        assert either_cli("ledger list").code == 7, "told as a fault, not as a traceback"
    assert either_cli("rebuild").code == 0
    assert number in either_cli("ledger list").out


def test_a_log_that_was_dropped_is_told_as_a_fault(either_cli: Cli, database_url: str) -> None:
    either_cli.register()
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE commands"))
    engine.dispose()

    assert either_cli("verify").code == 7
