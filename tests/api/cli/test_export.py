"""The ledger as a file: whole, harmless in a spreadsheet, and written in little memory however long it is."""

import csv
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from adapters.store.engine import open_engine, writing
from api.bootstrap import bootstrap
from api.settings import Settings
from domain.catalogue import MASKED
from projections.base import Change
from projections.batch import write
from projections.risk_ledger import LEADS, LEDGER
from tests.api.conftest import Cli
from workflows.forms.ledger_row import COLUMNS

DANGEROUS = ("=1+1", "+1-1", "@SUM(A1)", "-2+3")
MEASURED = """
import resource, sys
from api.cli.main import main

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

assert main(["ledger", "export", "--out", sys.argv[2], "--text", "nobody", "--data", sys.argv[1]]) == 0
before = peak()
assert main(["ledger", "export", "--out", sys.argv[2], "--data", sys.argv[1]]) == 0
print("grown", peak() - before)
"""
"""Writes the file in a process that has written an empty one before, and tells by how many KB its memory grew."""
ROOM_KB = 100 * 1024
FEW = 10_000


def sheet(path: Path) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()]


def test_a_workbook_holds_what_the_csv_holds_numbers_and_days_as_such(cli: Cli) -> None:
    cli.register(
        "unit.uscc=91370104MA00001T07", "amount_fen=98.5万元", "participants=21", "remark=备注", "areas=甲；乙"
    )
    table, book = cli.data / "out.csv", cli.data / "out.xlsx"
    assert cli("ledger export", "--out", str(table), "--as", "jd-01").code == 0
    assert cli("ledger export", str(book), "--as", "jd-01").code == 0

    (line,) = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline=""))
    head, row = sheet(book)
    cells = dict(zip(map(str, head), row, strict=True))
    assert tuple(head) == COLUMNS
    assert (cells.pop("涉及金额(万元)"), cells.pop("涉及人数")) == (98.5, 21)
    assert str(cells.pop("登记时间")) == "2025-03-01 09:00:00"
    assert cells == {name: line[name] for name in cells}
    assert (line["涉及金额(万元)"], line["涉及人数"], line["登记时间"]) == ("98.5", "21", "2025-03-01 09:00")


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_file_is_a_formula(cli: Cli, text: str) -> None:
    cli.register(f"remark={text}", f"industry={text}", name=f"{text}公司")
    book, table = cli.data / "out.xlsx", cli.data / "out.csv"
    cli("ledger export", str(book), "--as", "jd-01")
    cli("ledger export", str(table), "--as", "jd-01")

    with zipfile.ZipFile(book) as packed:
        xml = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert f"{text}公司" in sheet(book)[1]
    lines = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")))
    assert not [cell for cell in lines[1] if cell.startswith(tuple("=+-@"))]


def test_a_file_shows_no_more_than_the_screen(cli: Cli) -> None:
    cli("lead register person.ref=p1 person.name=某某 source=社区 occurred=2025-03-02 remark=某事 --as jd-01")
    book = cli.data / "out.xlsx"
    cli("ledger export", str(book))

    row = sheet(book)[1]
    assert (row[COLUMNS.index("对象名称")], row[COLUMNS.index("备注")]) == (MASKED, MASKED)
    assert not {"某某", "某事"} & set(map(str, row))


def test_a_file_is_in_the_order_and_has_the_columns_that_were_asked_for(cli: Cli) -> None:
    for amount in (2, 3, 1):
        cli.register(f"amount_fen={amount}万元", name=f"示例{amount}公司")
    book = cli.data / "out.xlsx"
    cli("ledger save 大额 --sort 金额 --desc --columns 对象名称,涉及金额 --as jd-01")
    cli("ledger export", str(book), "--filter", "大额", "--as", "jd-01")

    assert sheet(book) == [["对象名称", "涉及金额(万元)"], ["示例3公司", 3], ["示例2公司", 2], ["示例1公司", 1]]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_memory_does_not_grow_with_the_file(
    folder: Callable[[str], Path], tmp_path: Path, exported_rows: int, kind: str
) -> None:
    data = folder("large")
    fill(data, exported_rows)

    ran = subprocess.run(
        [sys.executable, "-c", MEASURED, str(data), str(tmp_path / f"out.{kind}")], capture_output=True, text=True,
        check=True, env={**os.environ, "CHUFEI_LANG": "en"},
    )  # fmt: skip

    grown = int(ran.stdout.split("grown ")[1])
    print(f"{kind}: {exported_rows} rows, {grown} KB")
    assert f"{exported_rows} rows" in ran.stdout
    assert grown < (ROOM_KB if exported_rows > FEW else ROOM_KB // 16), f"{grown} KB for {exported_rows} rows"


def fill(data: Path, leads: int) -> None:
    """So many rows in the ledger of a folder, past the log."""
    settings = Settings.read({}, data=str(data))
    with bootstrap(settings):
        pass
    engine = open_engine(settings.database_url)
    for start in range(0, leads, FEW):
        with writing(engine) as connection:
            rows = (row(number) for number in range(start, min(start + FEW, leads)))
            write(connection, LEDGER.generation(1), rows)
    engine.dispose()


def row(number: int) -> Change:
    """A lead with something in most columns."""
    texts = dict.fromkeys(
        ("organ", "representative", "address", "building", "industry", "scheme", "remark"), "示例文字"
    )
    return LEADS.insert(
        f"l{number}", number=f"370104-2022-{number:07d}", registered_at=number * 60_000_000, stage="verifying",
        subject=f"示例{number}投资有限公司", identity="91370104MA00001T07", division="370104014001", amount_fen=number,
        participants=number, grade="red", verify_by="2022-03-02", **texts,
    )  # fmt: skip
