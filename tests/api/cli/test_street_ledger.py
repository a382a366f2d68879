"""A street brings what is its own, and the district the rest of the same file, without a row coming twice."""

from pathlib import Path
from typing import Any, Final

import pytest

from tests.api.conftest import Cli
from tests.support.workbooks import rows_of

HEADING: Final = ["单位名称", "金额（万元）", "来源", "登记日期", "当前状态", "备注"]
ROWS: Final[list[list[Any]]] = [
    HEADING,
    ["济南示例甲投资有限公司", 10, "网格", "2022-03-01", "核查中", None],
    ["济南示例乙商贸有限公司", 20, "网格", "2022-03-01", "约谈", None],
    ["济南示例丙商贸有限公司", 30, "网格", "2022-03-02", None, None],
    ["济南示例丁商贸有限公司", "10至20", "网格", "2022-03-03", "整改中", None],
]


def bring(cli: Cli, path: Path, who: str, *flags: str) -> list[Any]:
    rows: list[Any] = cli.json("import", str(path), "--as", who, *(flags or ("--yes",)))["rows"]
    return rows


def saved(path: Path, *changes: tuple[int, int, Any]) -> Path:
    rows = [list(row) for row in ROWS]
    for line, at, cell in changes:
        rows[line][at] = cell
    path.write_bytes(rows_of(rows))
    return path


@pytest.fixture
def street(tmp_path: Path) -> Path:
    return saved(tmp_path / "街道.xlsx")


def test_what_is_not_for_a_street_is_told_with_the_mistakes_of_the_row(cli: Cli, street: Path) -> None:
    *_, last = bring(cli, street, "jd-01", "--dry-run")

    assert [fault["code"] for fault in last["error"]["faults"]] == ["input.import.amount", "carry.level"]
    assert "同一份台账" in last["error"]["faults"][1]["way_out"]["zh"]


def test_the_district_brings_the_rest_of_the_same_file(either_cli: Cli, street: Path) -> None:
    first = bring(either_cli, street, "jd-01")
    tried = bring(either_cli, street, "qj-01", "--dry-run")
    rest = bring(either_cli, street, "qj-01")

    assert [row["outcome"] for row in first] == ["taken", "refused", "taken", "refused"]
    assert "同一份台账" in first[1]["error"]["detail"]["zh"]
    assert [row["outcome"] for row in tried] == ["known", "ready", "known", "refused"]
    assert [row["outcome"] for row in rest] == ["known", "taken", "known", "refused"]
    assert [rest[at]["number"] for at in (0, 2)] == [first[at]["number"] for at in (0, 2)]
    assert len(either_cli.json("ledger list", "--as", "qj-01")["leads"]) == 3


def test_what_went_on_since_is_told_as_changed_and_comes_no_second_time(
    either_cli: Cli, street: Path, tmp_path: Path
) -> None:
    first = bring(either_cli, street, "jd-01")
    later = bring(either_cli, saved(tmp_path / "四月.xlsx", (1, 4, "约谈")), "qj-01")

    assert [row["outcome"] for row in later] == ["changed", "taken", "known", "refused"]
    assert later[0]["number"] == first[0]["number"]
