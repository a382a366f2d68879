"""The communities and grids an office brings have their names wherever an area is shown or written."""

import pytest

from api.cli.main import main
from tests.api.conftest import Cli

HEADING = "代码,名称,上级代码,启用日期,停用日期\n"
LIST = f"{HEADING}370104014001,示例一社区,370104014,,\n370104014001003,示例一社区第三网格,370104014001,,\n"


@pytest.fixture
def office(cli: Cli) -> Cli:
    (cli.data / "divisions.csv").write_text(LIST, encoding="gb18030")
    return cli


def test_an_area_of_the_list_is_shown_by_its_name(office: Cli) -> None:
    number = office.register("division=370104014001003", "building=示例大厦")
    columns = "线索编号,经营地(街道/社区/楼宇)"

    assert "示例一社区第三网格（370104014001003）" in office("lead show", number).out
    assert "兴福街道/示例一社区/示例一社区第三网格/示例大厦" in office("ledger export", "--columns", columns).out


def test_lists_call_the_areas_of_a_case_by_name_where_one_is_known(office: Cli) -> None:
    office.register("areas=370104014001；440300；历下区", "division=370104014001")

    assert "示例一社区、440300、历下区" in office("ledger export", "--columns", "涉及地区").out
    assert "示例一社区" in office("register export", "subjects", "--columns", "涉及区划").out


def test_a_row_of_a_ledger_may_name_a_community(office: Cli) -> None:
    file = office.data / "in.csv"
    rows = "来源渠道,对象名称,经营地(街道/社区/楼宇)\n社区,示例甲有限公司,示例一社区/示例大厦\n"
    file.write_text(rows, encoding="utf-8")
    (row,) = office.json("lead register", "--from", str(file), "--as", "jd-01")["rows"]

    assert office.json("lead show", row["lead"])["lead"]["division"] == "370104014001"


def test_a_bad_row_is_told_and_stops_nobody(cli: Cli) -> None:
    (cli.data / "divisions.csv").write_text(f"{LIST}370104099001,无街道,,,\n", encoding="utf-8")
    cli.capture.readouterr()

    assert main(["ledger", "list", "--data", str(cli.data)]) == 0
    assert "divisions.csv 第 4 行未采用：上级不存在" in cli.capture.readouterr().err.replace("\n", "")


@pytest.mark.parametrize("content", [b"", "名称\n示例\n".encode(), b"\xff\xfe\x00"])
def test_a_file_nobody_can_read_is_told_and_stops_nobody(cli: Cli, content: bytes) -> None:
    (cli.data / "divisions.csv").write_bytes(content)
    cli.capture.readouterr()

    assert main(["ledger", "list", "--data", str(cli.data), "--lang", "en"]) == 0
    assert "divisions.csv, line 1 is left out" in cli.capture.readouterr().err
