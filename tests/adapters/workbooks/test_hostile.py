"""A file made to do harm is refused within seconds and little memory, by its sheet, its fault, the limit, a way out."""

import io
import struct
import zipfile
import zlib
from time import monotonic

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from adapters.workbooks import reading
from adapters.workbooks.reading import read_sheets
from domain.errors import InvalidInput
from tests.support.workbooks import book, raw_book, sheet_of

FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
STRAY = '<c s="0" r="XFD1048576"><v>1</v></c>'


def refusal(data: bytes) -> InvalidInput:
    """How it is refused; the process that reads may not outlive its welcome."""
    begun = monotonic()
    with pytest.raises(InvalidInput) as wrong:
        read_sheets(data, "台账.xlsx")
    assert monotonic() - begun < 60
    assert wrong.value.field == "台账.xlsx"
    assert all((*wrong.value.detail, *wrong.value.way_out))
    return wrong.value


@pytest.mark.parametrize(
    "line",
    [
        f'<row spans="1:1" r = "1048576">{STRAY}</row>',
        "<row r='1048576'><c\n t='n'\n r = 'xfd1048576' ><v>1</v></c></row>",
        f"<x:row xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>{STRAY}</x:row>",
        '<row r="1048575"/><row><c r="XFC2"/><c t="inlineStr"><is><t>x</t></is></c></row>' + f"<row>{STRAY}</row>",
        f'<!-- <c r="A1"> --><row r="&#49;048576">{STRAY}</row>',
        '<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>',
    ],
)
def test_a_stray_cell_is_found_however_it_is_spelt(line: str) -> None:
    wrong = refusal(raw_book(sheet_of(FIRST, line)))

    assert wrong.code == "input.file.size"
    assert "台账" in wrong.detail.zh
    assert "20,000,000" in wrong.detail.zh
    assert "20,000,000" in wrong.detail.en


@pytest.mark.parametrize("place", ["A99999999999", "A0", "7", "A", "A-1", "Ａ１"])
def test_a_cell_that_stands_nowhere_is_refused(place: str) -> None:
    assert refusal(raw_book(sheet_of(FIRST, f'<row r="2"><c r="{place}"><v>1</v></c></row>'))).code.startswith(
        "input.file."
    )


def test_cells_without_a_place_stand_one_beside_the_other() -> None:
    (sheet,) = read_sheets(raw_book(sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row>")), "a.xlsx")

    assert [list(row) for row in sheet.rows] == [[1, 2]]


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    said = sheet_of(FIRST).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')

    assert [list(row) for row in read_sheets(raw_book(said), "a.xlsx")[0].rows] == [[1]]


def test_cells_with_colours_and_no_words_take_no_place() -> None:
    said = sheet_of(FIRST, '<row r="1048576"><c r="Z1048576" s="1"/></row>')

    assert [list(row) for row in read_sheets(raw_book(said), "a.xlsx")[0].rows] == [[1]]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_document_type_is_refused_whatever_it_declares(part: str) -> None:
    laughs = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10 if at else "ha"}">' for at in range(9))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw_book(sheet_of(FIRST)))) as plain, zipfile.ZipFile(made, "w") as packed:
        for each in plain.namelist():
            held = plain.read(each).decode()
            packed.writestr(each, f"<!DOCTYPE w [{laughs}]>{held}" if each == part else held)

    wrong = refusal(made.getvalue())

    assert (wrong.code, wrong.rule) == ("input.file.workbook", "ECMA-376-2")
    assert part in wrong.detail.en


@pytest.mark.parametrize("merged", ["A1:C3 C3:D4", "A1:ALL20000 " * 3_000, "B2:B2 A1:C3"])
def test_merged_cells_that_overlap_are_refused(merged: str) -> None:
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in merged.split())
    wide = '<row r="4"><c r="D4"><v>1</v></c></row>'

    wrong = refusal(raw_book(sheet_of(FIRST, wide, below=f"<mergeCells>{cells}</mergeCells>")))

    assert wrong.code == "input.file.merged"
    assert "台账" in wrong.detail.zh


@pytest.mark.parametrize("merged", ["A1:XFD1048576", "C3:A1", "ZZZZZZZ1:A1", "B9:C9"])
def test_a_merged_cell_reaches_no_farther_than_its_table(merged: str) -> None:
    said = sheet_of(FIRST, below=f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>')

    assert [list(row) for row in read_sheets(raw_book(said), "a.xlsx")[0].rows] == [[1]]


def lying(shown: bytes, hidden: bytes) -> bytes:
    """A workbook whose sheet is longer than it says: who believes its size reads only what is to be shown."""
    data = bytearray(raw_book((shown + hidden).decode()))
    for mark, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = data.rindex(mark)
        struct.pack_into("<I", data, start + at, zlib.crc32(shown))
        struct.pack_into("<I", data, start + at + 8, len(shown))
    return bytes(data)


def test_a_part_longer_than_it_says_is_refused() -> None:
    assert refusal(lying(b"<worksheet/>", sheet_of(FIRST).encode())).code == "input.file.workbook"


@pytest.mark.parametrize("twice", ['<sheet name="台账" sheetId="1" r:id="rId1"/>'])
def test_two_sheets_of_one_name_are_refused(twice: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw_book(sheet_of(FIRST)))) as plain, zipfile.ZipFile(made, "w") as packed:
        for each in plain.namelist():
            packed.writestr(each, plain.read(each).decode().replace(twice, twice * 2))

    assert refusal(made.getvalue()).code == "input.file.workbook"


def old_workbook(*cells: tuple[int, int]) -> bytes:
    """An XLS with these cells filled in, as a compound file: a header, its table of sectors, its folder, its stream."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begin = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    head = record(0x809, begin) + record(0x85, struct.pack("<IBBBB", 52, 0, 0, 6, 0) + b"ledger")
    body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    body += b"".join(record(0x203, struct.pack("<HHHd", *cell, 0, 1)) for cell in cells)
    stream = (head + record(10, b"")).ljust(52, b"\0") + body + record(10, b"")
    stream = stream.ljust(4096, b"\0")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    sectors = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE]
    table = struct.pack(f"<{len(sectors)}I", *sectors).ljust(512, b"\xff")

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le")
        named = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
        return named + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child) + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, 4096)
    return header.ljust(512, b"\xff") + table + folder.ljust(512, b"\0") + stream


def test_an_old_workbook_is_read() -> None:
    assert [list(row) for row in read_sheets(old_workbook((0, 0), (1, 1)), "a.xls")[0].rows] == [[1, None], [None, 1]]


def test_what_no_check_foresees_ends_the_reader_and_not_us() -> None:
    wrong = refusal(old_workbook((0, 0), (65_535, 65_535)))

    assert (wrong.code, "3 GB" in wrong.detail.zh) == ("input.file.size", True)


@pytest.mark.parametrize(("code", "said"), [(-24, "120 秒"), (-9, "GB"), (-6, "GB")])
def test_a_reader_that_was_ended_is_told_as_the_limit_it_met(
    monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    monkeypatch.setattr(reading, "apart", lambda *_, **__: type("Ended", (), {"returncode": code}))

    assert said in refusal(b"").detail.zh


def test_a_csv_that_never_closes_a_quote_loses_no_row_in_silence() -> None:
    for rest in ("示例乙,网格\r\n", "示例乙,网格\r\n" * 50_000, ""):
        wrong = refusal(f'名称,来源\r\n示例甲,"网格\r\n{rest}'.encode())

        assert (wrong.code, "第 2 行" in wrong.detail.zh) == ("input.file.quote", True)


def test_a_quote_that_is_closed_may_hold_lines() -> None:
    (sheet,) = read_sheets('名称,备注\n示例甲,"一\n二"\n示例乙,5"屏\n"丙"厂,'.encode(), "a.csv")

    assert [list(row) for row in sheet.rows][1:] == [["示例甲", "一\n二"], ["示例乙", '5"屏'], ["丙厂", None]]


def test_a_cell_of_a_hundred_megabytes_is_refused() -> None:
    assert refusal(b"name,source\n" + b"x" * (100 * 2**20)).code == "input.file.quote"


def test_a_csv_of_a_million_columns_is_read_as_far_as_it_says_something() -> None:
    (sheet,) = read_sheets(b"a,b" + b"," * 10**6, "a.csv")
    wrong = refusal(b"a,b" + b"," * 10**6 + b"c")

    assert len(sheet.rows[0]) == 1_000
    assert (wrong.code, "1,000" in wrong.detail.zh) == ("input.file.size", True)


def test_numbers_that_are_none_stay_words_that_are_no_number() -> None:
    cells = "".join(f"<c><v>{each}</v></c>" for each in ("NaN", "inf", "-1e999", "1e300"))
    (sheet,) = read_sheets(raw_book(sheet_of(f"<row>{cells}</row>")), "a.xlsx")

    assert [str(cell)[:4] for cell in sheet.rows[0]] == ["nan", "inf", "-inf", "1000"]


def test_links_and_comments_are_left_alone() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.write_url("A1", "file:///etc/passwd", string="示例")
        sheet.write_comment("A1", "藏")

    assert [list(row) for row in read_sheets(book(fill), "a.xlsx")[0].rows] == [["示例"]]
