"""What an import says of itself, on the screen and in its report, whatever stands in the file and in its name."""

from pathlib import Path
from typing import Any, Final

import pytest

from adapters.workbooks.reading import read_sheets
from tests.api.conftest import Cli
from tests.support.workbooks import case_ledger, rows_of

PLAIN: Final[list[list[Any]]] = [
    ["单位名称", "集资金额（元）", "参与人数", "发现渠道", "登记日期", "备注"],
    ["示例甲投资有限公司", 10_000, 3, "自查发现", "2022.3.1", None],
]


def put(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize(("flags", "way"), [((), "试运行，未存入"), (("--yes",), "正式导入")])
def test_the_report_says_whether_it_was_tried_or_taken_also_where_nothing_was_new(
    cli: Cli, tmp_path: Path, flags: tuple[str, ...], way: str
) -> None:
    report = cli.data / "report.xlsx"
    for _ in range(2):
        cli("import", put(tmp_path, "a.xlsx", rows_of(PLAIN)), *flags, "--as", "qj-01", "--report", str(report))
        assert ("方式", way) in {tuple(row) for row in read_sheets(report.read_bytes(), "report.xlsx")[0].rows}


def test_a_ledger_gives_no_orders_to_a_terminal(cli: Cli, tmp_path: Path) -> None:
    rows = [*PLAIN, ["\x1b]0;pwn\x07\x1b[2J示例戊公司", 1, 3, "\x1b[5m做梦", "\u202e2022.3.1", "\x00"]]
    path = put(tmp_path, "\x1b[31m.csv", "\n".join(",".join(str(cell or "") for cell in row) for row in rows).encode())
    for flags in ((), ("--yes",), ("--yes", "--lang", "en")):
        told = cli("import", path, "--as", "qj-01", *flags).out

        assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(told)
        assert "\ufffd" in told
    assert "\x1b" not in cli("import", path + "\x1b[31m", "--as", "qj-01").out


def test_a_file_called_what_no_text_can_hold_is_to_be_renamed(cli: Cli, tmp_path: Path) -> None:
    path = put(tmp_path, "\udcff台账.xlsx", case_ledger())

    refused = cli("import", path, "--yes", "--as", "qj-01", "--json").document["error"]
    assert refused["code"] == "input.encoding"
    assert "文件名" in refused["way_out"]["zh"]
