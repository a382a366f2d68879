"""Three workbooks as offices keep them, brought untouched: the fate of every row, and what is said of it later."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.workbooks.reading import read_sheets
from tests.api.conftest import Cli
from tests.support.workbooks import case_ledger, rows_of

BOOKS: Final = Path(__file__).with_name("workbooks")
LABEL: Final = "自旧台账转入，此前经过以原台账为准"
MISSING: Final = "未附文号，请补入卷宗"
WHO: Final = ("--as", "qj-01")

FATES: Final[dict[str, dict[str, str]]] = {
    "district-cases.xlsx": {
        "5": "criminal", "6": "criminal", "7": "disposing", "8": "ruled-out", "9": "registered",
        "10": "closed", "11": "skipped", "12": "skipped", "13": "skipped",
    },
    "street-sheets.xlsx": {
        "东片!4": "verifying", "东片!5": "monitoring", "东片!6": "ruled-out", "东片!7": "skipped", "东片!8": "skipped",
        "东片!9": "skipped", "东片!10": "skipped", "西片!4": "interview", "西片!5": "rectifying",
        "西片!6": "input.money.number input.import.stage", "西片!7": "input.import.closing", "西片!8": "referred",
        "西片!9": "skipped", "西片!10": "skipped", "西片!11": "skipped",
    },
    "complaints.csv": {
        "2": "verifying", "3": "investigating", "4": "determined", "5": "verifying", "6": "follow-up",
        "7": "follow-up", "8": "closed", "9": "input.import.assistance", "10": "rectifying",
        "11": "input.import.day", "12": "verifying", "13": "skipped", "14": "skipped",
    },
}  # fmt: skip
"""File → line → the stage at which it came, or the codes of its mistakes."""
each_book: Final = pytest.mark.parametrize("name", FATES)


def fates(document: Any) -> dict[str, str]:  # noqa: ANN401 - JSON is anything
    several = len({row["sheet"] for row in document["rows"]}) > 1
    return {f"{row['sheet']}!{row['line']}" if several else str(row["line"]): fate(row) for row in document["rows"]}


def fate(row: Any) -> str:  # noqa: ANN401 - JSON is anything
    if row["outcome"] == "refused":
        return " ".join(fault["code"] for fault in row["error"]["faults"])
    if row["outcome"] == "skipped":
        return "skipped"
    return str(row["stated"]["stage"]) if row["stated"] else "registered"


def brought(cli: Cli, name: str = "complaints.csv", *flags: str) -> Any:  # noqa: ANN401 - JSON is anything
    return cli.json("import", str(BOOKS / name), *WHO, *flags)


def number_of(cli: Cli, subject: str) -> str:
    leads = cli.json("ledger list", *WHO)["leads"]
    return str(next(row["number"] for row in leads if subject in row["subject"]))


def story(cli: Cli, number: str, *flags: str) -> str:
    told: str = cli.json("lead history", number, *flags)["timeline"][0]["words"]["zh"]
    return told


@each_book
def test_every_row_has_its_fate_and_is_tried_before(cli: Cli, name: str) -> None:
    tried = brought(cli, name)
    assert cli.json("ledger list")["leads"] == []
    taken = brought(cli, name, "--yes")
    again = brought(cli, name, "--yes")

    assert fates(tried) == fates(taken) == FATES[name]
    assert {row["outcome"] for row in again["rows"]} - {"refused"} == {"known", "skipped"}
    stages = {row["number"]: row["stage"] for row in cli.json("ledger list", *WHO)["leads"]}
    assert {row["number"]: fate(row) for row in taken["rows"] if row["outcome"] == "taken"} == stages


@pytest.mark.parametrize("name", ["street-sheets.xlsx", "complaints.csv"])
def test_what_was_refused_says_column_and_way_out(cli: Cli, name: str) -> None:
    faults = [
        fault for row in brought(cli, name)["rows"] if row["outcome"] == "refused" for fault in row["error"]["faults"]
    ]

    assert faults
    assert all(fault["field"] and fault["way_out"]["zh"] and fault["way_out"]["en"] for fault in faults)


def test_the_same_rows_in_another_order_of_columns_and_format_are_known(cli: Cli, tmp_path: Path) -> None:
    brought(cli, "complaints.csv", "--yes")
    rows = list(csv.reader(io.StringIO((BOOKS / "complaints.csv").read_bytes().decode("gb18030"), newline="")))
    turned = [row[::-1] for row in rows]
    path = tmp_path / "另存.xlsx"
    path.write_bytes(rows_of(turned))

    again = cli.json("import", str(path), "--yes", *WHO)

    assert [row["outcome"] for row in again["rows"]].count("known") == 9
    assert [row["outcome"] for row in again["rows"]].count("taken") == 0


def test_the_same_workbook_saved_as_text_is_known(either_cli: Cli, tmp_path: Path) -> None:
    brought(either_cli, "district-cases.xlsx", "--yes")
    (sheet,) = read_sheets((BOOKS / "district-cases.xlsx").read_bytes(), "district-cases.xlsx")
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[as_saved(cell) for cell in row] for row in sheet.rows])
    path = tmp_path / "另存.csv"
    path.write_bytes(text.getvalue().encode("gb18030"))

    outcomes = [row["outcome"] for row in either_cli.json("import", str(path), "--yes", *WHO)["rows"]]

    assert (outcomes.count("known"), outcomes.count("taken")) == (6, 0)


def as_saved(cell: Any) -> Any:  # noqa: ANN401 - a cell is anything
    return f"{cell.year}/{cell.month}/{cell.day}" if isinstance(cell, date) else cell


def test_the_shipped_columns_have_none_for_a_paper_and_its_cases_come_all_the_same(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "案件.xlsx").write_bytes(case_ledger())
    report = tmp_path / "report.xlsx"
    rows = cli.json("import", str(tmp_path / "案件.xlsx"), "--yes", "--report", str(report), *WHO)["rows"]
    told = [(row["stated"]["stage"], [each["zh"] for each in row["left_open"]]) for row in rows if row.get("stated")]

    assert told == [("disposing", [MISSING]), ("criminal", [MISSING])]
    assert {row["outcome"] for row in rows} == {"taken", "skipped"}
    _, lines, _ = read_sheets(report.read_bytes(), "report.xlsx")
    heading, *below = lines.rows
    assert [row[heading.index("待补")] for row in below if row[heading.index("转入阶段")]] == [MISSING, MISSING]
    for flags, text in (((), MISSING), (("--lang", "en"), "put it into the file")):
        shown = cli("lead show", number_of(cli, "鑫金珠宝"), *WHO, *flags).out
        assert text in " ".join(shown.split())


def test_an_observation_without_an_end_ends_by_the_office_rule_and_the_report_says_so(cli: Cli) -> None:
    rows = {row["line"]: row for row in brought(cli, "complaints.csv", "--yes")["rows"]}

    (change,) = [each for each in rows[7]["corrections"] if each["heading"] == "办结期限"]
    assert (change["was"], change["became"]) == ("", "2022-09-30"), "six months after 2022-03-31"
    assert "2022-09-30" in cli("lead show", rows[7]["number"], *WHO).out
    assert not [each for each in rows[6]["corrections"] if each["heading"] == "办结期限"], "the ledger names it"


def test_an_observation_that_ends_before_it_began_ends_by_the_office_rule_and_the_report_says_so(
    cli: Cli, tmp_path: Path
) -> None:
    heading = ["单位名称", "线索来源", "登记时间", "当前状态", "最新进展时间", "办结期限"]
    rows = [
        [f"济南示例{name}商贸有限公司", "社区", "2022-01-05", stage, "2022-03-01", due]
        for name, stage, due in (("早止", "持续关注", "1800-01-01"), ("善后", "善后", "2022-02-28"),
                                 ("远期", "持续关注", "3022-09-01"))
    ]  # fmt: skip
    path = tmp_path / "a.xlsx"
    path.write_bytes(rows_of([heading, *rows]))

    early, after, late = cli.json("import", str(path), "--yes", *WHO)["rows"]

    for row, was in ((early, "1800-01-01"), (after, "2022-02-28")):
        (change,) = [each for each in row["corrections"] if each["heading"] == "办结期限" and each["was"] == was]
        assert (row["outcome"], change["became"]) == ("taken", "2022-09-01"), "six months after 2022-03-01"
        assert "早于进入阶段之日" in change["why"]["zh"]
    assert (late["outcome"], late["error"]["code"]) == ("refused", "carry.due")


def test_it_is_labelled_wherever_it_is_seen(cli: Cli) -> None:
    brought(cli, "complaints.csv", "--yes")
    number = number_of(cli, "海棠置业")

    shown = cli("lead show", number, *WHO).out
    told = story(cli, number, *WHO)
    listed = cli("ledger list", *WHO).out
    (row,) = [each for each in cli.json("ledger export", *WHO)["columns"] if each["线索编号"] == number]

    for text in (shown, told, listed):
        assert LABEL in text.replace("\n", "").replace(" ", "")
    assert "XF004" in shown
    assert "示金移〔2022〕3号" in shown
    assert "complaints.csv" in told
    assert (row["当前阶段"], row["登记时间"], row["备注"]) == ("核查中", "2022-01-18 00:00", LABEL)
    assert row["是否移送"] == "是"
    assert "补登移送" in shown
    assert "carried over" in cli("lead show", number, *WHO, "--lang", "en").out


def test_what_may_name_somebody_is_veiled_and_the_label_is_not(cli: Cli) -> None:
    brought(cli, "district-cases.xlsx", "--yes")
    number = number_of(cli, "远山茶业")

    told = story(cli, number)
    (row,) = [each for each in cli.json("ledger export")["columns"] if each["线索编号"] == number]

    assert LABEL in told
    assert "district-cases" not in told
    assert row["备注"].startswith(LABEL)
    assert "某某" not in row["备注"]


def test_the_next_step_is_judged_like_any_other(cli: Cli) -> None:
    brought(cli, "complaints.csv", "--yes")
    number = number_of(cli, "云上教育")

    ruled_out = [
        "elements.unlicensed=是|无许可", "elements.promised_return=否|无承诺", "elements.unspecified_people=是|公开",
        "report=调查报告|示例1",
    ]  # fmt: skip
    answer = cli("lead act", number, "rule-out-after-inquiry", *ruled_out, *WHO, "--json")

    assert answer.document["error"]["code"] == "determine.evidence"


def test_a_street_that_carries_a_case_over_is_told_who_may(cli: Cli) -> None:
    document = cli.json("import", str(BOOKS / "complaints.csv"), "--as", "jd-01")
    (row,) = [each for each in document["rows"] if each["line"] == 4]

    assert row["error"]["code"] == "carry.level"


def test_the_report_names_the_stage_of_each_row(cli: Cli, tmp_path: Path) -> None:
    report = tmp_path / "report.xlsx"
    cli("import", str(BOOKS / "complaints.csv"), "--report", str(report), *WHO)

    _, lines, _ = read_sheets(report.read_bytes(), "report.xlsx")
    heading, *rows = lines.rows
    stages = {row[heading.index("对象名称")]: row[heading.index("转入阶段")] for row in rows}
    assert stages["济南示例海棠置业有限公司"] == "核查中"
    refused = [row for row in rows if row[heading.index("结果")] == "未导入"]
    assert [row[heading.index("对象名称")] for row in refused] == [
        "济南示例西郊养殖合作社", "济南示例小清河物流有限公司",
    ]  # fmt: skip
    assert all(row[heading.index("怎么改")] for row in refused)


def test_a_file_without_days_takes_the_one_that_is_said(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(rows_of([["单位名称", "线索来源", "处置情况"], ["济南示例无期商贸有限公司", "社区", "调查取证"]]))

    (without,) = cli.json("import", str(path), *WHO)["rows"]
    (said,) = cli.json("import", str(path), "--registered", "2008-06-30", "--yes", *WHO)["rows"]

    assert [fault["code"] for fault in without["error"]["faults"]] == ["input.import.registered"]
    assert (said["outcome"], said["corrections"][-1]["became"]) == ("taken", "2008-06-30")


def test_before_there_is_a_lead_the_way_from_a_ledger_is_named(cli: Cli) -> None:
    told = cli("lead moves", "carry-over-lead", *WHO).out
    (move,) = [each for each in cli.json("lead moves", *WHO)["moves"] if each["command"] == "carry-over-lead"]

    assert told.rstrip().endswith("chufei import 台账文件")
    assert move["target"] is None, "the row decides"


CASES: Final = ["单位名称", "发现渠道", "发案时间", "行政受理", "移送公安", "公安立案", "审判"]


def test_a_filing_that_the_ledger_denies_is_counted_nowhere(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "案件.xlsx"
    path.write_bytes(rows_of([
        CASES,
        ["济南示例甲商贸有限公司", "自查", "2022-03-01", "是", "是", "不予立案", None],
        ["济南示例乙商贸有限公司", "自查", "2022-03-01", "是", "正在移送", None, None],
        ["济南示例丙商贸有限公司", "自查", "2022-03-01", "是", "否", "已撤案", None],
        ["济南示例丁商贸有限公司", "自查", "2022-03-01", "是", "2022-03-09", "否", None],
        ["济南示例戊商贸有限公司", "自查", "2022-03-01", "是", "是", "济公立字〔2022〕12号", "判处有期徒刑三年"],
        ["济南示例己商贸有限公司", "自查", "2022-03-01", "是", "是", "不予立案", "一审已判决"],
    ]))  # fmt: skip
    rows = cli.json("import", str(path), "--yes", *WHO)["rows"]
    month = cli.json("stats months", "--month", "2022-03", *WHO)["rows"][-1]
    leads = {row["subject"][4]: row for row in cli.json("ledger list", *WHO)["leads"]}

    assert [fate(row) for row in rows] == [
        "verifying", "verifying", "verifying", "verifying", "criminal", "input.import.contradiction"
    ]  # fmt: skip
    assert (month["filed"], month["tried"]) == (1, 1)
    assert {name: row["transferred"] for name, row in leads.items()} == {
        "甲": True, "乙": False, "丙": False, "丁": True, "戊": True
    }  # fmt: skip
