"""What is said of an event a ledger could not take holds no value of its row."""

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
