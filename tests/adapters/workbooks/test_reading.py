"""Workbooks come in as they are, whoever saved them; what would do harm or lose data is refused with a way out."""

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from adapters.workbooks.reading import read_sheets
from domain.errors import InvalidInput
from tests.support.workbooks import book, raw_book, rows_of, sheet_of


def test_every_kind_of_cell_is_read_as_what_it_is() -> None:
    def fill(made: Workbook, sheet: Worksheet) -> None:
        days = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row("A1", [" 示例 ", 12.5, 3.0, "91370104MA00001T07", True, ""])
        sheet.write_datetime("A2", datetime(2022, 3, 2), days)  # noqa: DTZ001 - a cell has no zone
        sheet.write_datetime("B2", datetime(2022, 3, 2, 14, 30), days)  # noqa: DTZ001
        sheet.write_formula("C2", "=1+1", None, 2)

    (sheet,) = read_sheets(book(fill), "a.xlsx")

    assert sheet.name == "台账"
    assert list(sheet.rows[0]) == ["示例", 12.5, 3, "91370104MA00001T07", True]
    assert list(sheet.rows[1])[:3] == [date(2022, 3, 2), datetime(2022, 3, 2, 14, 30), 2]  # noqa: DTZ001


def test_marks_that_nobody_sees_are_no_part_of_a_cell() -> None:
    said = "\u202e示例\u202c,\u200b,\ufeff 12 "
    rows = [said.split(",")]

    assert [list(row) for row in read_sheets(said.encode(), "a.csv")[0].rows] == [["示例", None, "12"]]
    assert [list(row) for row in read_sheets(rows_of(rows), "a.xlsx")[0].rows] == [["示例", None, "12"]]


def test_lines_are_counted_as_the_office_sees_them() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write("B3", "示例")

    (sheet,) = read_sheets(book(fill), "a.xlsx")

    assert [list(row) for row in sheet.rows] == [[None, None], [None, None], [None, "示例"]]


def test_a_merged_cell_says_its_word_in_every_cell_it_covers() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range("A1:B2", "示例")
        sheet.write("C2", "旁")

    (sheet,) = read_sheets(book(fill), "a.xlsx")

    assert [list(row) for row in sheet.rows] == [["示例", "示例", None], ["示例", "示例", "旁"]]


def test_hidden_sheets_are_left_alone() -> None:
    def fill(made: Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "示例")
        hidden = made.add_worksheet("旧")
        hidden.write("A1", "藏")
        hidden.hide()

    assert [sheet.name for sheet in read_sheets(book(fill), "a.xlsx")] == ["台账"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_text_is_read_in_every_encoding_and_parting(encoding: str, mark: str) -> None:
    text = mark.join(["名称", "金额", "备注"]) + "\r\n" + mark.join(["示例", " 12 ", ""]) + "\r\n"

    (sheet,) = read_sheets(text.encode(encoding), "a.csv")

    assert [list(row) for row in sheet.rows] == [["名称", "金额", "备注"], ["示例", "12", None]]


def test_the_first_bytes_say_what_a_file_is_not_its_name() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "示例")

    assert read_sheets(book(fill), "a.csv")[0].rows[0][0] == "示例"
    assert read_sheets("示例".encode(), "a.xlsx")[0].rows[0][0] == "示例"


def refused(data: bytes) -> str:
    with pytest.raises(InvalidInput) as wrong:
        read_sheets(data, "a.xlsx")
    assert wrong.value.way_out.zh
    return wrong.value.code


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return held.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 and no more", zipped(word__document_xml=b"<w/>"), zipped(xl__workbook_xml=b"<broken"),
     b"\xd0\xcf\x11\xe0" + bytes(600)],
)  # fmt: skip
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert refused(data) == "input.file.workbook"


def test_a_file_that_unpacks_to_more_than_any_ledger_is_refused() -> None:
    assert refused(zipped(xl__workbook_xml=b"<w/>", xl__worksheets__sheet1_xml=bytes(301 * 2**20))) == "input.file.size"


def test_a_stray_cell_at_the_far_corner_is_refused_and_not_filled_up_to() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write("A1", "示例")
        sheet.write("XFD1048576", "迷路")

    assert refused(book(fill)) == "input.file.size"


def test_empty_lines_below_the_last_are_no_lines() -> None:
    def fill(made: Workbook, sheet: Worksheet) -> None:
        sheet.write("A2", "示例")
        for line in range(5, 9):
            sheet.write_string(line, 0, " ", made.add_format({"bold": True}))

    assert [list(row) for row in read_sheets(book(fill), "a.xlsx")[0].rows] == [[None], ["示例"]]
    assert [list(row) for row in read_sheets(b"a,b\n\n,\n" * 2 + b",\n" * 9, "a.csv")[0].rows] == [
        ["a", "b"], [], [None, None], ["a", "b"]
    ]  # fmt: skip
    assert read_sheets(b"\n\n", "a.csv")[0].rows == []


def test_a_file_of_more_lines_than_an_import_can_tell_is_refused_by_how_many_it_has() -> None:
    assert len(read_sheets(b"a\n" * 100_000 + b"\n" * 9, "a.csv")[0].rows) == 100_000
    with pytest.raises(InvalidInput) as wrong:
        read_sheets(b"a\n" + b"\n" * 100_000 + b"a\n", "a.csv")

    assert (wrong.value.code, wrong.value.detail.zh) == (
        "input.file.size", "文件有 100,002 行：一个文件最多 100,000 行"
    )  # fmt: skip


def test_bytes_that_are_no_text_are_refused() -> None:
    assert refused(b"\xff\xff\x00\x80\xff") == "input.file.encoding"


STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"""


@pytest.mark.parametrize(
    ("book", "days"),
    [("", date(2022, 3, 2)), ('<workbookPr date1904="0"/>', date(2022, 3, 2)),
     ('<workbookPr date1904="1"/>', date(2026, 3, 3)), ('<workbookPr date1904="true"/>', date(2026, 3, 3))],
)  # fmt: skip
def test_days_count_from_where_the_workbook_says(book: str, days: date) -> None:
    line = '<row><c s="1"><v>44622</v></c><c><v>44622</v></c></row>'

    (sheet,) = read_sheets(raw_book(sheet_of(line), styles=STYLES, book=book), "a.xlsx")

    assert list(sheet.rows[0]) == [days, 44622]
    assert sheet.day_zero + timedelta(days=44622) == days


@pytest.mark.parametrize("serial", ["-5", "99999999", "1e300", "0", "0.5"])
def test_a_serial_of_no_day_becomes_no_day(serial: str) -> None:
    line = f'<row><c s="1"><v>{serial}</v></c></row>'

    (sheet,) = read_sheets(raw_book(sheet_of(line), styles=STYLES), "a.xlsx")

    assert not isinstance(sheet.rows[0][0], date)
