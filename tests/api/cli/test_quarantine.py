"""What is said of an event a ledger could not take holds no value of its row."""

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
