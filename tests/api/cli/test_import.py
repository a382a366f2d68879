"""``chufei import``: three ledgers of three hands, tried first, taken once, every line told."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from importlib.resources import files
from os import close, openpty, read, write
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from adapters.workbooks.reading import read_sheets
from tests.api.conftest import Cli
from tests.support.workbooks import case_ledger, rows_of, screening_report, street_ledger

PROGRAM = Path(sys.executable).with_name("chufei")
HEADING: list[Any] = ["单位名称", "集资金额（元）", "参与人数", "发现渠道", "登记日期", "备注"]
PLAIN: list[list[Any]] = [
    HEADING,
    *([f"示例{each}投资有限公司", 10_000, 3, "自查发现", "2022.3.1", None] for each in "甲乙丙丁"),
]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], str]:
    def write(name: str, data: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(data)
        return str(path)

    return write


def outcomes(document: Any) -> list[str]:  # noqa: ANN401 - JSON is anything
    return [row["outcome"] for row in document["rows"]]


def test_a_first_run_stores_nothing(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    answer = cli("import", file("a.xlsx", rows_of(PLAIN)), "--as", "qj-01")

    assert answer.code == 0
    assert "试运行" in answer.out
    assert "可导入 4" in answer.out
    assert cli.json("ledger list")["leads"] == []


def test_taken_once_however_often_it_is_brought(either_cli: Cli, file: Callable[[str, bytes], str]) -> None:
    path = file("a.xlsx", rows_of(PLAIN))
    first = either_cli.json("import", path, "--yes", "--as", "qj-01")
    again = either_cli.json("import", path, "--yes", "--as", "qj-01")
    tried = either_cli.json("import", path, "--as", "qj-01")

    assert outcomes(first) == ["taken"] * 4
    assert outcomes(again) == outcomes(tried) == ["known"] * 4
    assert [row["number"] for row in again["rows"]] == [row["number"] for row in first["rows"]]
    assert len(either_cli.json("ledger list")["leads"]) == 4


def test_the_same_rows_in_another_file_are_the_same_rows(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    text = "\r\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in PLAIN)
    cli.json("import", file("a.xlsx", rows_of(PLAIN)), "--yes", "--as", "qj-01")

    again = cli.json("import", file("a.csv", text.encode("gb18030")), "--yes", "--as", "qj-01")

    assert outcomes(again) == ["known"] * 4


def test_a_ledger_of_a_few_hundred_rows_is_numbered_in_its_order(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    rows = cli.json("import", file("a.xlsx", rows_of(PLAIN)), "--yes", "--as", "qj-01")["rows"]

    numbers = [row["number"] for row in rows]
    assert numbers == sorted(numbers)


def test_what_comes_out_is_what_stood_in_the_file(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    cli.json("import", file("a.xlsx", rows_of(PLAIN[:2])), "--yes", "--as", "qj-01")
    (row,) = cli.json("ledger export", "--as", "qj-01")["columns"]

    assert (row["对象名称"], row["涉及金额(万元)"], row["涉及人数"]) == ("示例甲投资有限公司", "1", "3")
    assert (row["来源渠道"], row["登记时间"]) == ("净街扫楼", "2022-03-01 00:00")


def test_a_case_ledger_is_brought_as_it_is(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    document = cli.json("import", file("a.xlsx", case_ledger()), "--yes", "--as", "qj-01")

    assert (document["rows"][0]["line"], document["rows"][0]["outcome"]) == (5, "taken")
    assert [row["line"] for row in document["rows"] if row["outcome"] == "skipped"] == [8, 9, 10, 11]
    assert document["rows"][1]["stated"]["text"] == "行政处理：已完成"


def test_a_row_in_mid_procedure_is_never_registered_as_if_it_began_today(
    cli: Cli, file: Callable[[str, bytes], str]
) -> None:
    document = cli.json("import", file("a.xlsx", case_ledger()), "--yes", "--as", "qj-01")
    stated = [row for row in document["rows"] if row["stated"]]

    assert [row["stated"]["stage"] for row in stated] == ["disposing", "criminal"]
    assert {row["outcome"] for row in stated} == {"taken"}


def test_a_street_ledger_is_brought_as_it_is(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    answer = cli("import", file("b.xlsx", street_ledger()), "--as", "qj-01", "--json")
    rows = {row["line"]: row for row in answer.document["rows"]}

    assert answer.code == 9
    assert rows[4]["outcome"] == "ready"
    assert [fault["code"] for fault in rows[7]["error"]["faults"]] == ["input.import.digits-lost"]
    assert [fault["code"] for fault in rows[8]["error"]["faults"]] == ["input.import.future"]
    assert answer.document["sheets"] == [{"name": "台账", "unknown_columns": ["联系电话"]}]


def test_a_report_in_gb18030_asks_for_its_channel_and_is_brought(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    path = file("c.csv", screening_report())
    asked = cli("import", path, "--as", "qj-01")
    document = cli.json("import", path, "--source", "净街扫楼", "--yes", "--as", "qj-01")

    assert (asked.code, "--source" in asked.out) == (2, True)
    assert [row["outcome"] for row in document["rows"] if row["line"] == 5] == ["taken"]


@pytest.mark.parametrize("flags", [(), ("--unit", "万元")])
def test_a_bare_amount_is_asked_about_and_never_guessed(
    cli: Cli, file: Callable[[str, bytes], str], flags: tuple[str, ...]
) -> None:
    heading = ["单位名称", "集资金额", *HEADING[2:]]
    path = file("a.xlsx", rows_of([heading, ["示例甲投资有限公司", 98.5, 3, "自查发现", "2022.3.1", None]]))
    answer = cli("import", path, "--as", "qj-01", "--yes", *flags)

    assert answer.code == (0 if flags else 2)
    assert ("--unit" in answer.out) is not bool(flags)


def test_a_wrong_row_stops_no_other_and_tells_column_reason_and_way_out(
    cli: Cli, file: Callable[[str, bytes], str]
) -> None:
    rows = [*PLAIN, ["示例戊投资有限公司", "一些", 3, "做梦", "2022.3.1", None]]
    answer = cli("import", file("a.xlsx", rows_of(rows)), "--yes", "--as", "qj-01", "--lang", "zh")
    document = cli.json("import", file("a.xlsx", rows_of(rows)), "--as", "qj-01")

    assert answer.code == 9
    assert "已导入 4，未导入 1" in answer.out
    faults = document["rows"][4]["error"]["faults"]
    assert {fault["code"] for fault in faults} == {"input.money.number", "input.form.choice"}
    assert all(fault["way_out"]["zh"] for fault in faults)


def test_a_second_sheet_with_the_same_rows_adds_none(cli: Cli, tmp_path: Path) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - only here two sheets are needed

    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as made:
        for name in ("汇总", "兴福", "说明"):
            sheet = made.add_worksheet(name)
            for line, row in enumerate(PLAIN if name != "说明" else [["说明"]]):
                sheet.write_row(line, 0, ["" if cell is None else cell for cell in row])
    document = cli.json("import", str(path), "--yes", "--as", "qj-01")
    one = cli.json("import", str(path), "--sheet", "兴福", "--as", "qj-01")

    assert outcomes(document) == ["taken"] * 4 + ["skipped"] * 4
    assert document["passed_sheets"] == ["说明"]
    assert outcomes(one) == ["known"] * 4
    assert cli("import", str(path), "--sheet", "没有", "--as", "qj-01").code == 2
    assert cli("import", str(path), "--sheet", "说明", "--as", "qj-01").code == 2


def test_whoever_may_not_register_there_is_told_before_anything_is_stored(
    cli: Cli, file: Callable[[str, bytes], str]
) -> None:
    heading = [*HEADING, "登记单位"]
    rows = [heading, [*PLAIN[1], "示例街道办事处"]]
    document = cli.json("import", file("a.xlsx", rows_of(rows)), "--as", "scjg-01")

    assert document["rows"][0]["error"]["code"] == "register.office"


def test_two_alike_rows_of_a_file_are_told_of_each_other(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    rows = [*PLAIN[:2], [*PLAIN[1][:2], 4, *PLAIN[1][3:]], PLAIN[2]]
    document = cli.json("import", file("a.xlsx", rows_of(rows)), "--yes", "--as", "qj-01")

    first, second, _ = document["rows"]
    assert second["duplicates"] == [first["number"]]


def test_the_report_says_of_every_line_what_became_of_it(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    report = cli.data / "report.xlsx"
    rows = [*PLAIN[:2], ["=1+1", "一些", 3, "做梦", "2022.3.1", None], ["合计", 10_000, 6]]
    cli("import", file("a.xlsx", rows_of(rows)), "--yes", "--as", "qj-01", "--report", str(report))

    whole, lines, changes = read_sheets(report.read_bytes(), "report.xlsx")
    assert ("已导入", 1) in {tuple(row[:2]) for row in whole.rows}
    assert [row[2] for row in lines.rows] == ["结果", "已导入", "未导入", "跳过"]
    assert [row[5] for row in lines.rows][2] == "=1+1"
    assert ("登记日期", "2022.3.1", "2022-03-01") in {tuple(row[2:5]) for row in changes.rows}


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xff\xff\x00\x80\xff", "什么,也不是\n1,2\n".encode()])
def test_a_file_nobody_understands_is_refused_whole(cli: Cli, file: Callable[[str, bytes], str], data: bytes) -> None:
    answer = cli("import", file("a.xlsx", data), "--yes", "--as", "qj-01")

    assert answer.code == 2
    assert "怎么改" in answer.out


def test_killed_half_way_and_brought_again_every_row_is_there_once(cli: Cli, file: Callable[[str, bytes], str]) -> None:
    rows = [HEADING, *([f"示例{each}号投资有限公司", 10_000, 3, "自查发现", "2022.3.1", None] for each in range(150))]
    path = file("a.xlsx", rows_of(rows))
    asked = ["import", path, "--yes", "--as", "qj-01", "--data", str(cli.data)]
    with subprocess.Popen([PROGRAM, *asked], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while leads_in(cli.data / "chufei.db") < 20 and process.poll() is None:
            sleep(0.01)
        process.kill()
    killed_at = leads_in(cli.data / "chufei.db")
    found = outcomes(cli.json("import", path, "--yes", "--as", "qj-01"))

    assert 20 <= killed_at < 150
    assert (found.count("known"), found.count("taken")) == (killed_at, 150 - killed_at)
    assert leads_in(cli.data / "chufei.db") == 150


@pytest.mark.parametrize("terminal", [True, False])
def test_whoever_reads_along_sees_how_far_it_is(
    cli: Cli,
    file: Callable[[str, bytes], str],
    terminal: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    asked = [str(PROGRAM), "import", file("a.xlsx", rows_of(PLAIN)), "--as", "qj-01", "--data", str(cli.data)]
    ours, theirs = openpty()
    subprocess.run(asked, stdout=subprocess.DEVNULL, stderr=theirs if terminal else subprocess.DEVNULL, check=True)
    write(theirs, b"end")
    close(theirs)
    told = read(ours, 100_000).decode(errors="replace")
    close(ours)

    assert ("%" in told) is terminal


def leads_in(database: Path) -> int:
    """How many leads the log holds, looked at from outside."""
    if not database.exists():
        return 0
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        (count,) = reader.execute("SELECT count(DISTINCT stream) FROM events WHERE stream LIKE 'lead/%'").fetchone()
        return int(count)
    return 0


@pytest.mark.parametrize(
    ("name", "flags", "leads", "skipped"),
    [
        ("case-ledger.xlsx", (), 6, 4),
        ("street-ledger.xlsx", (), 5, 2),
        ("screening-report.csv", ("--source", "扫楼"), 3, 2),
    ],
)
def test_the_shipped_samples_are_understood(
    cli: Cli, name: str, flags: tuple[str, ...], leads: int, skipped: int
) -> None:
    path = files("api.demo") / "workbooks" / name
    rows = cli.json("import", str(path), "--as", "qj-01", *flags)["rows"]

    assert len([row for row in rows if row["outcome"] != "skipped"]) == leads
    assert len([row for row in rows if row["outcome"] == "skipped"]) == skipped
    assert all(row["corrections"] for row in rows if row["outcome"] != "skipped")


def test_our_own_export_is_known_where_it_comes_from(cli: Cli) -> None:
    number = cli.register()
    out = str(cli.data / "out.csv")
    cli("ledger export", out, "--as", "qj-01")

    (row,) = cli.json("import", out, "--as", "qj-01")["rows"]
    assert (row["outcome"], row["number"]) == ("known", number)


def test_a_street_is_placed_by_the_name_of_its_office(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(rows_of([
        ["单位名称", "来源", "登记日期", "街道", "社区", "经营地址"],
        ["济南示例甲商贸有限公司", "网格", "2022-03-01", "示例街道", None, "示例路1号"],
        ["济南示例乙商贸有限公司", "网格", "2022-03-01", "兴福街道办事处", "示例社区", None],
        ["济南示例丙商贸有限公司", "网格", "2022-03-01", None, None, "槐荫区"],
    ]))  # fmt: skip
    rows = cli.json("import", str(path), "--as", "qj-01", "--yes")["rows"]
    leads = {row["subject"][4]: row for row in cli.json("ledger list", "--as", "qj-01")["leads"]}

    assert [leads[name]["division"] for name in "甲乙丙"] == ["370104014", "370104014001", "370104"]
    assert leads["甲"]["address"] == "示例路1号"
    assert [each["heading"] for each in rows[2]["corrections"]] == ["来源"]
