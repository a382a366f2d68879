"""A file tried or brought tells of leads that are here only whom their personal data is opened to: no trace is left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.api.conftest import Cli, add_staff

HEADING: Final = "线索编号,对象名称,证件号码,来源渠道,登记单位,登记时间"
BESIDE: Final = "jd-09,测试承办戊,370104013,示例二街道办事处,街道,370104013,,,承办,,"
DAY: Final = "2025-03-01"
NAME, WRONG, CODE = "张示例", "李四五", "11010519491231002X"


@pytest.fixture
def number(cli: Cli) -> str:
    """A lead about a person, of the district, at a street."""
    add_staff(cli.data, BESIDE)
    who = (f"person.name={NAME}", f"person.resident_id={CODE}", f"occurred={DAY}")
    number: str = cli.json("lead register source=社区 division=370104014 --as qj-01", *who)["number"]
    return number


@pytest.fixture
def tell(cli: Cli, tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """What somebody is told of rows: without a trace, or where ``verb`` says so with one."""

    def run(who: str, *rows: str, verb: str = "import") -> list[dict[str, Any]]:
        (tmp_path / "a.csv").write_text("\n".join((HEADING, *rows)), encoding="utf-8")
        told: list[dict[str, Any]] = cli.json(verb, str(tmp_path / "a.csv"), "--as", who)["rows"]
        return told

    return run


def known(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(row["outcome"], row["lead"], row["number"]) for row in rows]


def test_the_number_of_a_strange_lead_confirms_nobody(tell: Callable[..., Any], number: str) -> None:
    asked = [f"{number},{name},,社区报告,,{DAY}" for name in (NAME, WRONG)]

    assert known(tell("jd-09", *asked)) == [("ready", "", "")] * 2
    assert known(tell("scjg-01", asked[0])) == known(tell("jd-01", asked[0])) == known(tell("qj-01", asked[0]))
    assert known(tell("qj-01", *asked))[0][0::2] == ("known", number)


def test_nor_does_the_name_of_the_office_that_has_it(tell: Callable[..., Any], number: str) -> None:
    """A row with another amount or channel would be told as changed, with the number of the lead."""
    asked = [
        f",{name},{code},群众举报,示例区地方金融管理局,{DAY}" for name, code in ((NAME, CODE), (NAME, ""), (WRONG, ""))
    ]

    assert known(tell("jd-09", *asked)) == [("ready", "", "")] * 3
    assert known(tell("qj-01", asked[0])) == [("changed", *known(tell("jd-01", asked[0]))[0][1:])]
    assert known(tell("jd-01", asked[0]))[0][2] == number


@pytest.mark.parametrize("verb", ["import", "import --yes", "lead register --from"])
def test_who_reads_nobodys_data_is_told_of_no_row_that_others_of_his_office_brought(
    cli: Cli, tell: Callable[..., Any], number: str, verb: str
) -> None:
    rows = [f",{WRONG},,社区报告,,{DAY}"]
    assert tell("qj-01", *rows, verb="import --yes")[0]["outcome"] == "taken"
    before = cli.json("verify")["events"]

    for who in ("yw-01", "ga-01"):
        told = tell(who, *rows, f"{number},{NAME},,社区报告,,{DAY}", f",{NAME},{CODE},群众举报,,{DAY}", verb=verb)
        assert known(told) == [("refused", "", "")] * 3
        assert {row["error"]["code"] for row in told} <= {"permission.role", "permission.level"}
    assert cli.json("verify")["events"] == before
    assert tell("qj-02", *rows, verb=verb)[0]["outcome"] == "known"
