"""Care for what people read: what is parked is told without its values, what was lost is built anew."""

import sqlite3
from contextlib import closing

import pytest
from rich.cells import cell_len
from sqlalchemy import text

from adapters.store.engine import open_engine
from tests.api.conftest import Cli
from tests.support.staff import SAMPLED

CANARY = "金丝雀投资有限公司"
NAMED = {"zh": "风险线索台账（risk_ledger）", "en": "risk ledger (risk_ledger)"}


def test_a_parked_event_is_listed_without_what_the_database_choked_on(either_cli: Cli, database_url: str) -> None:
    either_cli.register(name=CANARY)
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE UNIQUE INDEX once ON risk_ledger_v4_g1 (subject)"))
    engine.dispose()
    either_cli.register(name=CANARY)

    (failed,) = (each for each in either_cli.json("quarantine list")["parked"] if each["error"])
    assert failed["error"].startswith(("UniqueViolation 23505: ", "IntegrityError SQLITE_CONSTRAINT_UNIQUE: "))
    assert CANARY not in "".join((failed["error"], either_cli("quarantine list").out, either_cli("rebuild").out))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_parked_is_readable_in_a_narrow_window(cli: Cli, lang: str) -> None:
    number = cli.register(name=CANARY)
    with closing(sqlite3.connect(cli.data / "chufei.db")) as connection, connection:
        connection.execute("CREATE UNIQUE INDEX once ON risk_ledger_v4_g1 (grade_reasons)")
    again = cli.register(name=CANARY)
    cli(f"lead act {again} grade-risk grade=高 reasons=高息 --as qj-01")
    (stream,) = {each["stream"] for each in cli.json("quarantine list")["parked"]}

    told = cli("quarantine list", "--lang", lang).out

    assert number != again
    assert max(map(cell_len, told.splitlines())) <= 80
    assert [line for line in told.splitlines() if stream in line] == [f"{NAMED[lang]} {stream}"]
    assert "chufei quarantine retry" in told


def test_one_parked_event_is_told_in_detail_and_without_what_is_in_it(either_cli: Cli, database_url: str) -> None:
    either_cli.register(name=CANARY)
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE UNIQUE INDEX once ON risk_ledger_v4_g1 (subject)"))
    again = either_cli.register(name=CANARY)
    lead = either_cli.json(f"lead show {again}")["lead"]["id"]
    either_cli(f"lead act {again} grade-risk grade=高 reasons=高息 --as qj-01")

    (listed,) = either_cli.json("quarantine list")["parked"]
    told = either_cli(f"quarantine show {listed['position']}")
    document = either_cli.json("quarantine show", listed["stream"])

    assert (listed["event"], listed["waiting"]) == ("lead.registered/1", 1)
    assert listed["stream"] == f"lead/{lead}"
    (detail,) = document["parked"]
    assert detail == {**listed, "behind": detail["behind"]}
    assert all(position > listed["position"] for position in detail["behind"])
    way_out = f"chufei quarantine retry lead/{lead}"
    for needed in (f"第 {listed['position']} 号事件", "lead.registered/1", "risk_ledger", way_out):
        assert needed in told.out.replace("\n", "")
    assert CANARY not in told.out + str(document)
    waiting = either_cli(f"quarantine show {detail['behind'][0]}")
    assert waiting.out == told.out, "who asks for one that waits is told what it waits for"

    stale = either_cli("ledger list")
    assert "未列在上面的还有 1 条" in stale.out
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX once"))
    engine.dispose()
    assert either_cli.json("quarantine retry --model acts") == {"taken": 0, "left": 0}
    assert either_cli.json("quarantine retry --model risk_ledger") == {"taken": 2, "left": 0}
    assert "quarantine" not in either_cli("ledger list").out


def test_what_is_not_parked_is_not_found(cli: Cli) -> None:
    cli.register()
    assert cli("quarantine show 1").code == cli("quarantine show lead/none").code == 3
    assert cli.json("quarantine show 1")["error"]["code"] == "quarantine.unknown"
    assert cli("quarantine retry --model nothing").code == 3


def test_a_ledger_says_which_of_its_rows_are_not_up_to_date(cli: Cli) -> None:
    number, whole = cli.register(), cli.register(name="示例置业有限公司")
    with closing(sqlite3.connect(cli.data / "chufei.db")) as connection, connection:
        connection.execute("CREATE TRIGGER no BEFORE UPDATE ON risk_ledger_v4_g1 BEGIN SELECT RAISE(ABORT, 'no'); END")
    cli(f"lead act {number} grade-risk grade=高 reasons=高息 --as qj-01")

    told, document = cli("ledger list").out, cli.json("ledger list")

    (line,) = (line for line in told.splitlines() if "不是最新" in line)
    assert number in line
    assert whole not in line
    assert document["stale"] == [row["lead"] for row in document["leads"] if row["number"] == number]


def test_a_rebuild_says_what_it_could_not_take(cli: Cli) -> None:
    cli.register(name=CANARY)
    assert cli("rebuild").code == 0
    with closing(sqlite3.connect(cli.data / "chufei.db")) as log, log:
        log.execute("DROP TRIGGER events_no_update")
        log.execute("UPDATE events SET data = '{}' WHERE position = ?", (SAMPLED + 1,))

    told, document = cli("rebuild risk_ledger"), cli.json("rebuild risk_ledger")

    assert told.code == 7
    assert f"风险线索台账（risk_ledger）已重建到第 {SAMPLED + 2} 号事件，1 件搁置" in told.out
    assert "chufei quarantine list" in told.out.replace("\n", " ")
    assert document == {"rebuilt": [{"name": "risk_ledger", "position": SAMPLED + 2, "parked": 1}]}


LOST = {
    "the name readers see": ["DROP VIEW risk_ledger_v4"],
    "the whole ledger": ["DROP VIEW risk_ledger_v4", "DROP TABLE risk_ledger_v4_g1"],
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
