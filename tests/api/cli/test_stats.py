"""The statistics as people and machines read them, and as files."""

from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from tests.api.conftest import Cli, Prepared

TITLE: Final = "涉嫌非法集资新发案件分类情况统计表"
MONTH: Final = ("--month", "2025-03")


def visited_and_suspected(cli: Cli) -> None:
    """Two leads of one street, the first visited and then suspected of crime."""
    first = cli.register("division=370104014", "pretext=养老", "amount_fen=2亿元", "participants=30", "areas=广东深圳")
    cli.register("division=370104014", "amount_fen=5万元", name="示例乙投资有限公司")
    task = ("officers=jd-01；jd-02", "no_interest=是", "task.title=任务单", "task.reference=任务1")
    when = ("occurred=2025-03-02 09:00", "--as", "jd-01")
    assert cli(f"lead act {first} start-verification", *task, *when).code == 0
    suspicion = ("suspicion=资金去向不明", "offence=非法吸收公众存款", "occurred=2025-03-05 09:00", "--as", "qj-01")
    assert cli(f"lead act {first} open-transfer", *suspicion).code == 0


@pytest.fixture
def office(cli: Cli, prepared: Prepared) -> Cli:
    prepared(cli, visited_and_suspected)
    return cli


def lines(office: Cli, verb: str, *flags: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.json(f"stats {verb}", *flags)["rows"]
    return found


def test_the_stages_tell_how_many_leads_came_and_stand_there(office: Cli) -> None:
    told = {row["stage"]: (row["reached"], row["here"]) for row in lines(office, "stages")}

    assert told == {"registered": (2, 1), "verifying": (1, 1)}
    assert {row["group"]["zh"] for row in lines(office, "stages", "--by", "street")} == {"兴福街道"}
    assert {row["group"]["zh"] for row in lines(office, "stages", "--by", "pretext")} == {"健康养老", "投资理财"}
    assert [row["derived"] for row in lines(office, "stages", "--by", "pretext")] == [0, 0, 1]
    assert {row["group"]["zh"] for row in lines(office, "stages", "--by", "group")} == {"未分类"}
    assert lines(office, "stages", "--division", "370105") == []


def test_the_stays_of_one_lead_are_told(office: Cli) -> None:
    (number,) = (each["number"] for each in office.json("ledger list")["leads"] if each["stage"] == "verifying")
    first, second = lines(office, "stages", "--lead", number)

    assert (first["stage"], first["left"], second["left"]) == ("registered", second["entered"], None)
    assert first["spent"] == 24 * 3600 * 10**6


def test_the_monthly_return_counts_new_cases_in_its_units(office: Cli) -> None:
    case, total = lines(office, "months", *MONTH, "--by", "pretext")

    assert (case["name"]["zh"], case["cases"], case["amount_fen"]) == ("健康养老", 1, 2 * 10**10)
    assert (case["participants"], case["derived"]) == (30, 0)
    assert (case["crossing"], case["filed"], case["tried"], case["closed"]) == (1, 0, 0, 0)
    assert total == {**case, "name": {"zh": "合计", "en": "all"}, "sum": True}
    assert [row["cases"] for row in lines(office, "months", "--month", "2025-04", "--by", "pretext")] == [0]
    both = lines(office, "months", "--month", "2025-02", "--until", "2025-03", "--by", "pretext")
    assert [row["cases"] for row in both] == [1, 1]
    told = office("stats months", *MONTH, "--as", "qj-01").out
    for text in ("涉嫌非法集资新发案件分类情况统计表", "填报单位：示例区地方金融管理局", "单位：件、万元、人", "20000"):
        assert text in told


def test_a_csv_has_the_same_lines(office: Cli, tmp_path: Path) -> None:
    file = tmp_path / "月报.csv"
    assert office("stats months", *MONTH, "--out", str(file), "--as", "qj-01").code == 0

    first, second, *_, last = file.read_text("utf-8-sig").splitlines()
    assert (first, second) == (TITLE, "填报单位：示例区地方金融管理局　单位：件、万元、人")
    assert last == "合计,1,20000,30,1,0,0,0"


def test_the_form_has_its_own_rows_and_says_what_nobody_said(office: Cli) -> None:
    found = {row["name"]["zh"]: row["cases"] for row in lines(office, "months", *MONTH) if row["sum"]}
    assert found == {"债权类": 0, "股权类": 0, "商品营销类": 0, "生产经营类": 0, "其他": 1, "合计": 1}
    assert "未填类别、按台账文字推断的：其他1件（按办公规则" in office("stats months", *MONTH).out

    number = next(each["number"] for each in office.json("ledger list")["leads"] if each["stage"] == "verifying")
    said = ("business=预付消费", "pretext=财富管理（中介）", "reason=已核实", "occurred=2025-03-06 09:00")
    assert office(f"lead act {number} correct-facts", *said, "--as", "qj-01").code == 0

    told = {row["name"]["zh"]: (row["cases"], row["derived"]) for row in lines(office, "months", *MONTH)}
    assert (told["商品营销类"], told["预付消费"], told["其他"]) == ((1, 0), (1, 0), (0, 0))
    assert "推断" not in office("stats months", *MONTH).out
    assert office.json("ledger list", "--columns", "pretext")["leads"][0]["pretext"] in {"wealth-management", "other"}
    assert "业务类别" in office(f"lead show {number}", "--as", "qj-01").out


@pytest.mark.parametrize(
    ("flags", "cases"),
    [
        ("--amount 1-10", 1), ("--amount below-1", 0), ("--division 370104", 1), ("--division 370105", 0),
        ("--division 370105 --place involved", 0), ("--division 440300 --place involved", 0),
        ("--division 370104 --place registered", 0),
    ],
)  # fmt: skip
def test_cases_are_narrowed_by_amount_and_by_each_of_their_places(office: Cli, flags: str, cases: int) -> None:
    assert lines(office, "months", *MONTH, *flags.split())[-1]["cases"] == cases


@pytest.mark.parametrize(("by", "name"), [("amount", "1亿–10亿元"), ("street", "兴福街道"), ("group", "未分类")])
def test_cases_are_classed_by_whatever_is_asked_for(office: Cli, by: str, name: str) -> None:
    assert [row["name"]["zh"] for row in lines(office, "months", *MONTH, "--by", by)] == [name, "合计"]


def test_each_street_reports_its_month(office: Cli) -> None:
    *streets, total = lines(office, "streets", *MONTH)
    (street,) = (row for row in streets if not row["nil"])

    assert len(streets) == 16
    assert {row["nil"]["zh"] for row in streets if row is not street} == {"零报告"}
    assert (street["street"]["zh"], street["registered"], street["amount_fen"]) == (
        "兴福街道",
        2,
        2 * 10**10 + 5_000_000,
    )
    assert total["registered"] == 2


def test_a_month_without_anything_is_a_nil_return_of_every_street_of_the_district(office: Cli) -> None:
    silent = ("streets", "--month", "2025-09")

    assert len(lines(office, *silent)) == 1, "nobody said whose district it is"
    for whose in (("--division", "370104"), ("--as", "qj-01")):
        rows = lines(office, *silent, *whose)
        assert len(rows) == 17
        assert {row["nil"]["zh"] for row in rows} == {"零报告"}
    assert len(lines(office, *silent, "--division", "370104014")) == 1 + 1


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verb", ["stages --by pretext", "months --month 2025-03", "streets --month 2025-03"])
def test_tables_fit_the_window(office: Cli, monkeypatch: pytest.MonkeyPatch, verb: str, lang: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))

    assert max(map(cell_len, office(f"stats {verb}", "--lang", lang).out.splitlines())) <= width


def test_a_workbook_holds_numbers_as_numbers(office: Cli, tmp_path: Path) -> None:
    file = tmp_path / "月报.xlsx"
    assert office("stats months", *MONTH, "--out", str(file), "--as", "qj-01").code == 0

    with CalamineWorkbook.from_filelike(BytesIO(file.read_bytes())) as book:
        title, reported, period, derived, head, *rows = book.get_sheet_by_index(0).to_python()
    assert (title[0], reported[0]) == (TITLE, "填报单位：示例区地方金融管理局　单位：件、万元、人")
    assert period[0] == "2025-03-01 起，2025-04-01 前"
    assert "办公规则" in str(derived[0])
    assert head == ["业务类别", "案件数", "集资金额", "参与集资人数", "跨省案件数", "立案数", "司法审理数", "结案数"]
    assert [row[0] for row in rows[:2]] == ["债权类", "· 委托理财"]
    assert rows[-1] == ["合计", 1.0, 20000.0, 30.0, 1.0, 0.0, 0.0, 0.0]


def test_what_is_no_month_is_refused(cli: Cli) -> None:
    refused = cli("stats months", "--month", "三月", "--json")

    assert refused.code != 0
    assert "input.month" in refused.out
