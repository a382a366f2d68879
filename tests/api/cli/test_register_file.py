"""A ledger in a file: every row taken once or refused with its reason, and what is exported comes back the same."""

import csv
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api.bootstrap import bootstrap, make_folder
from api.settings import Settings
from tests.api.conftest import Cli, add_staff
from tests.support.people import STREET
from tests.support.roads import registration
from workflows.forms.ledger_row import COLUMNS, NUMBER, REGISTERED

ROWS: tuple[dict[str, str], ...] = (
    {
        "来源渠道": "社区报告", "登记时间": "2022-03-03 09:20", "登记单位": "示例街道办事处",
        "对象名称": "示例颐养康养服务有限公司", "统一社会信用代码/身份证号(脱敏)": "91370104MA00001T07",
        "法定代表人/负责人": "负责人甲", "注册地": "示例路1号", "经营地(街道/社区/楼宇)": "兴福街道/示例大厦/3层",
        "所属行业": "养老", "集资方式": "预付床位费，年化8%",
        "疑似特征(非法性/公开性/利诱性/社会性)": "公开性、利诱性",
        "涉及金额(万元)": "98.5", "涉及人数": "21", "涉及地区": "槐荫区、市中区", "责任人": "测试承办甲",
        "备注": "=危险",
    },
    {
        "来源渠道": "12345热线", "登记时间": "2022年3月4日", "对象名称": "某某",
        "统一社会信用代码/身份证号(脱敏)": "370104********1230", "当前阶段": "核查中", "是否移送": "否",
    },
    {"来源渠道": "梦", "对象名称": "示例甲公司", "统一社会信用代码/身份证号(脱敏)": "91"},
    {"来源渠道": "网格排查", "登记时间": "2022-03-05", "对象名称": "示例乙投资有限公司"},
    {"来源渠道": "网格排查", "登记时间": "2022-03-05", "对象名称": "示例乙投资有限公司"},
)  # fmt: skip
GOOD = (ROWS[0], ROWS[1], ROWS[3], ROWS[4])


def ledger(rows: tuple[dict[str, str], ...], columns: tuple[str, ...] = COLUMNS) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    def write(rows: tuple[dict[str, str], ...], encoding: str = "utf-8", columns: tuple[str, ...] = COLUMNS) -> str:
        path = tmp_path / f"ledger-{encoding}-{len(rows)}.csv"
        path.write_bytes(ledger(rows, columns).encode(encoding))
        return str(path)

    return write


def bring(cli: Cli, path: str, *flags: str) -> list[str]:
    """The outcome of each row."""
    document = cli.json("lead register", "--from", path, "--as", "qj-01", *flags)
    return [row["outcome"] for row in document["rows"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_row_is_taken_or_refused_with_its_reason(cli: Cli, file: Callable[..., str], encoding: str) -> None:
    answer = cli("lead register", "--from", file(ROWS, encoding), "--as", "qj-01", "--json")

    document = answer.document
    assert answer.code == 9
    assert (document["taken"], document["known"], document["refused"]) == (4, 0, 1)
    assert [row["line"] for row in document["rows"]] == [2, 3, 4, 5, 6]
    assert {fault["field"] for fault in document["rows"][2]["error"]["faults"]} == {"source", "unit.uscc"}
    assert document["ignored_columns"] == ["当前阶段", "是否移送"]


def test_the_screen_names_column_reason_and_way_out(cli: Cli, file: Callable[..., str]) -> None:
    told = cli("lead register", "--from", file(ROWS), "--as", "qj-01").out

    for text in (
        "未登记",
        "已登记 4，已在库 0，未登记 1",
        "以下各列属于登记以后的办理，本次未导入：当前阶段、是否移送",
    ):
        assert text in told
    assert "应为18位" in "".join(line.split("  ")[-1].strip() for line in told.replace("\n", "  ").split("  "))


def test_what_may_be_the_same_is_told_with_its_number_in_the_own_line_of_offices(
    cli: Cli, file: Callable[..., str]
) -> None:
    first = cli.register(name="示例颐养康养服务有限公司")
    document = cli.json("lead register", "--from", file(GOOD), "--as", "qj-01")
    told = cli("lead register", "--from", file((*GOOD[:2], {**ROWS[3], "涉及人数": "3"})), "--as", "qj-01").out

    assert [row["duplicates"] for row in document["rows"]] == [[first], [], [], [document["rows"][2]["number"]]]
    assert {tuple(row["ask"]) for row in document["rows"]} == {()}
    for text in ("可能与", "重复", document["rows"][2]["number"]):
        assert text in told


def test_of_a_lead_elsewhere_only_the_office_to_ask_is_told(cli: Cli, file: Callable[..., str]) -> None:
    number = cli.register(name="示例颐养康养服务有限公司")
    row = {**ROWS[0], "登记单位": "", "经营地(街道/社区/楼宇)": "", "责任人": ""}

    answer = cli("lead register", "--from", file((row,)), "--as", "scjg-01", "--json")

    (told,) = answer.document["rows"]
    assert (told["outcome"], told["duplicates"], told["ask"]) == ("taken", [], ["示例街道办事处"])
    assert number not in answer.out


def test_brought_twice_nothing_is_registered_twice(either_cli: Cli, file: Callable[..., str]) -> None:
    first = bring(either_cli, file(ROWS))
    again = bring(either_cli, file(ROWS, "gb18030"))

    assert first == ["taken", "taken", "refused", "taken", "taken"]
    assert again == ["known", "known", "refused", "known", "known"]
    assert len(either_cli.json("ledger list")["leads"]) == 4


def test_a_file_put_right_adds_only_the_row_that_was_wrong(cli: Cli, file: Callable[..., str]) -> None:
    bring(cli, file(ROWS))
    mended = {**ROWS[2], "来源渠道": "举报", "统一社会信用代码/身份证号(脱敏)": ""}

    assert bring(cli, file((*ROWS[:2], mended, *ROWS[3:], {**ROWS[3], "涉及人数": "3"}))) == [
        "known", "known", "taken", "known", "known", "taken"
    ]  # fmt: skip


def test_an_export_comes_back_the_same_in_an_empty_folder(
    either_cli: Cli, file: Callable[..., str], folder: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(either_cli, file(GOOD))
    out = str(either_cli.data / "out.csv")
    either_cli("ledger export", out, "--as", "qj-01")
    monkeypatch.delenv("CHUFEI_DATABASE_URL")
    other = Cli(folder("other"), either_cli.capture)

    assert bring(other, out) == ["taken"] * 4
    again = str(other.data / "again.csv")
    other("ledger export", again, "--as", "qj-01")
    assert without_number(again) == without_number(out)
    assert bring(other, again) == ["known"] * 4


def without_number(path: str) -> list[dict[str, str]]:
    """All but what is drawn anew; equal rows stand in no order of their own."""
    return [{column: cell for column, cell in row.items() if column != NUMBER} for row in rows(Path(path))]


def rows(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_what_is_exported_is_what_was_brought(cli: Cli, file: Callable[..., str]) -> None:
    bring(cli, file(GOOD))
    out = str(cli.data / "out.csv")
    cli("ledger export", out, "--as", "qj-01")
    first, person, *_ = rows(Path(out))

    assert first["备注"] == "'=危险"
    same = [column for column in COLUMNS if column in REGISTERED and column != "备注"]
    assert {column: first[column] for column in same} == {column: ROWS[0].get(column, "") for column in same}
    assert first["当前阶段"] == "已登记"
    assert (person["对象名称"], person["统一社会信用代码/身份证号(脱敏)"]) == ("某某", "")


def test_of_several_with_one_name_each_is_told_by_the_id_and_read_back(
    cli: Cli, file: Callable[..., str], folder: Callable[[str], Path]
) -> None:
    other = Cli(folder("other"), cli.capture)
    for each in (cli, other):
        add_staff(each.data, "jd-02,测试承办甲,370104014,示例街道办事处,街道,370104014,,正职,领导,,")
    bring(cli, file(({**ROWS[0], "责任人": "jd-01"},)))
    out = str(cli.data / "out.csv")
    cli("ledger export", out, "--as", "qj-01")

    assert rows(Path(out))[0]["责任人"] == "测试承办甲（jd-01）"
    assert bring(other, out) == ["taken"]


def test_a_ledger_of_before_there_was_a_directory_is_read_and_shows_ids(cli: Cli, tmp_path: Path) -> None:
    before = Cli(tmp_path / "before", cli.capture)
    make_folder(before.data)
    with bootstrap(Settings.read({}, data=str(before.data))) as app:
        app.do(registration(), STREET)

    (number,) = (each["number"] for each in before.json("ledger list")["leads"])
    assert STREET.id in before("lead history", number).out


def test_rows_of_an_export_are_known_where_they_come_from(cli: Cli) -> None:
    number = cli.register()
    out = str(cli.data / "out.csv")
    cli("ledger export", out, "--as", "qj-01")

    document = cli.json("lead register", "--from", out, "--as", "qj-01")
    assert [(row["outcome"], row["number"]) for row in document["rows"]] == [("known", number)]


def test_what_was_veiled_is_not_taken_for_data(
    cli: Cli, file: Callable[..., str], folder: Callable[[str], Path]
) -> None:
    bring(cli, file(GOOD))
    out = str(cli.data / "out.csv")
    cli("ledger export", out)

    assert "refused" in bring(Cli(folder("other"), cli.capture), out)


def test_a_file_nobody_can_read_is_refused_whole(cli: Cli, file: Callable[..., str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\xff\xfe\x00\x80\xff")

    assert cli("lead register", "--from", str(broken), "--as", "qj-01").code == 2
    assert cli("lead register", "--from", str(tmp_path / "none.csv"), "--as", "qj-01").code == 2
    assert cli("lead register", "--from", file(ROWS, columns=("对象名称",)), "--as", "qj-01").code == 2


@pytest.mark.parametrize(
    "broken",
    ["网格排查,2022-03-05,示例丁投资有限公司,1,200", "网格排查,2022-03-05,示例丁"],
    ids=["a comma without quotes", "cut off"],
)
def test_a_line_whose_cells_are_not_in_place_is_refused_and_no_other(cli: Cli, tmp_path: Path, broken: str) -> None:
    lines = ["来源渠道,登记时间,对象名称,涉及人数", "网格排查,2022-03-05,示例丙投资有限公司,3,,", broken]
    path = tmp_path / "ledger.csv"
    path.write_text("\r\n".join([*lines, "网格排查,2022-03-05,示例戊投资有限公司,"]), encoding="utf-8")

    answer = cli("lead register", "--from", str(path), "--as", "qj-01", "--json")

    assert [row["outcome"] for row in answer.document["rows"]] == ["taken", "refused", "taken"]
    assert answer.document["rows"][1]["error"]["code"] == "input.ledger.cells"
    assert "整行" in cli("lead register", "--from", str(path), "--as", "qj-01").out


@pytest.mark.parametrize("closing", ["", '网格排查,"示例己投资有限公司"\n'], ids=["never closed", "closed by another"])
def test_quotes_that_do_not_match_store_nothing(cli: Cli, tmp_path: Path, closing: str) -> None:
    path = tmp_path / "ledger.csv"
    lines = '来源渠道,对象名称\n网格排查,"示例丙投资有限公司\n网格排查,示例丁投资有限公司\n'
    path.write_text(lines + closing, encoding="utf-8")

    answer = cli("lead register", "--from", str(path), "--as", "qj-01", "--json")

    assert (answer.code, answer.document["error"]["code"]) == (2, "input.ledger.quotes")
    assert cli.json("ledger list")["leads"] == []


def test_a_person_is_sealed_in_the_log(cli: Cli, file: Callable[..., str]) -> None:
    bring(cli, file(GOOD))
    with closing(sqlite3.connect(cli.data / "chufei.db")) as connection:
        events = b"".join(row[0] for row in connection.execute("SELECT data FROM events"))

    assert "示例乙投资有限公司".encode() in events
    assert "某某".encode() not in events
