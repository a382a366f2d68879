"""What is written opens as it was meant: texts stay texts, and comes back the same."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adapters.workbooks.reading import read_sheets
from adapters.workbooks.writing import write_listings
from workflows.listing import Listing

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "https://example.invalid", "370104199001011230", "=cmd|'/c calc'!A1")


def test_what_is_written_comes_back_the_same(tmp_path: Path) -> None:
    rows = [("示例", 12, 98.5, date(2022, 3, 2), None), ("二", 0, 0.5, date(2022, 3, 3), "末")]
    write_listings(
        tmp_path / "a.xlsx", [Listing("台账", ("甲", "乙", "丙", "丁", "戊"), rows), Listing("二", ("一",), [])]
    )

    first, second = read_sheets((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")

    assert (first.name, second.name) == ("台账", "二")
    assert [tuple(row) for row in first.rows[1:]] == rows


def test_a_moment_is_written_in_beijing_time(tmp_path: Path) -> None:
    write_listings(tmp_path / "a.xlsx", [Listing("台账", ("时",), [(datetime(2022, 3, 2, 6, 30, tzinfo=UTC),)])])

    (sheet,) = read_sheets((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert sheet.rows[1][0] == datetime(2022, 3, 2, 14, 30)  # noqa: DTZ001 - a cell has no zone


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path: Path, text: str) -> None:
    write_listings(tmp_path / "a.xlsx", [Listing("台账", (text,), [(text,)])])

    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        xml = packed.read("xl/worksheets/sheet1.xml").decode()
    (sheet,) = read_sheets((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert [list(row) for row in sheet.rows] == [[text], [text]]


def test_a_text_longer_than_a_cell_is_cut_and_breaks_nothing(tmp_path: Path) -> None:
    write_listings(tmp_path / "a.xlsx", [Listing("台账", ("长",), [("字" * 40_000,)])])

    (sheet,) = read_sheets((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert sheet.rows[1][0] == "字" * 32_767
