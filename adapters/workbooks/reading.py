"""Reads XLSX and CSV into sheets of cells. Macros are not run, formulas give the value that was saved with them."""

import csv
import io
import re
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import reduce
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from domain.values.mistake import Mistake
from domain.values.text import UNREADABLE, decode
from domain.words import Words
from workflows.imports.sheet import Cell, Sheet

LARGEST: Final = 300 * 2**20
"""Bytes that a workbook may take up unpacked; a ledger of 100,000 rows takes about 60 MB."""
WIDEST: Final = 1_000
"""Columns: some programs save every row to the last column there is."""
MOST: Final = 20_000_000
"""Cells from the first to the last of a sheet: one stray cell at the far corner would fill any memory with nothing."""

NOT_A_WORKBOOK: Final = Mistake(
    "input.file.workbook",
    Words("不是可以读取的工作簿", "not a workbook that can be read"),
    Words("请另存为 .xlsx 或 .csv 后再导入", "save it as .xlsx or .csv and try again"),
)
LOCKED: Final = Mistake(
    "input.file.password",
    Words("工作簿有打开密码", "the workbook is protected by a password"),
    Words("请去掉打开密码后另存", "save a copy without the password"),
)
TOO_LARGE: Final = Mistake(
    "input.file.size",
    Words("工作簿解压后过大", "the workbook is too large when unpacked"),
    Words("请按年份或街道拆成几个文件", "split it by year or by street"),
)


TOO_WIDE: Final = Mistake(
    "input.file.size",
    Words("工作表里有一格离表格太远", "a stray cell stands far from the table"),
    Words("只把表格本身复制到新的工作簿", "copy the table alone into a new workbook"),
)
ZIPPED: Final = b"PK\x03\x04"
COMPOUND: Final = b"\xd0\xcf\x11\xe0"
"""How a file begins that holds an XLSX, an XLS (or an XLSX with a password)."""


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook (XLSX, XLSM, XLS), or the one of a CSV (UTF-8, UTF-16 or GB18030).

    Which of both it is, its first bytes say, not its name. ``name`` is that of the file, told in mistakes.

    Raises ``InvalidInput`` (``input.file.workbook``, ``.password``, ``.size``, ``.encoding``).
    """
    if not data.startswith((ZIPPED, COMPOUND)):
        return (Sheet(name, _csv(data, name)),)
    if data.startswith(ZIPPED):
        _check_size(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return tuple(
                _sheet(book.get_sheet_by_name(each.name))
                for each in book.sheets_metadata
                if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
            )
    except PasswordError:
        raise LOCKED.at(name) from None
    except (CalamineError, OSError, ValueError):
        raise NOT_A_WORKBOOK.at(name) from None


def _check_size(data: bytes, name: str) -> None:
    """A few kilobytes can unpack to more than any memory holds: sizes are looked at before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if "xl/workbook.xml" not in packed.namelist():
                raise NOT_A_WORKBOOK.at(name)
            if sum(each.file_size for each in parts) > LARGEST:
                raise TOO_LARGE.at(name)
            sheets = (packed.read(each) for each in parts if each.filename.startswith("xl/worksheets/"))
            if any(_extent(sheet) > MOST for sheet in sheets):
                raise TOO_WIDE.at(name)
    except zipfile.BadZipFile:
        raise NOT_A_WORKBOOK.at(name) from None


def _extent(sheet: bytes) -> int:
    """Cells from the corner to the last row and column that a sheet's XML names."""
    columns = {_number(letters) for letters in set(re.findall(rb'<c r="([A-Z]{1,3})[0-9]', sheet))}
    lines = [int(each) for each in re.findall(rb'<row [^>]*?r="([0-9]{1,7})"', sheet)]
    return max(columns, default=0) * max(lines, default=0)


def _number(letters: bytes) -> int:
    """``A`` is 1, ``AA`` is 27."""
    return reduce(lambda before, letter: before * 26 + letter - ord("A") + 1, letters, 0)


def _csv(data: bytes, name: str) -> list[list[Cell]]:
    """The rows of a text, parted by the mark that stands most often in its first lines."""
    try:
        text = data.decode("utf-16") if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else decode(data, field=name)
        mark = max(",\t;", key=text[:5_000].count)
        return [[_cell(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except (UnicodeDecodeError, csv.Error):
        raise UNREADABLE.at(name) from None


def _sheet(sheet: CalamineSheet) -> Sheet:
    rows = [[_cell(cell) for cell in row[:WIDEST]] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _spread(rows, range(top, bottom + 1), range(left, right + 1))
    return Sheet(sheet.name, rows)


def _spread(rows: list[list[Cell]], down: Iterable[int], across: Sequence[int]) -> None:
    """Let every cell that a merged one covers say what it says."""
    lines = [rows[line] for line in down if line < len(rows)]
    said = lines[0][across[0]] if lines and across[0] < len(lines[0]) else None
    for line in lines:
        for column in across:
            if column < len(line):
                line[column] = said


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever the reader gives
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date()
    return value if isinstance(value, int | float | bool | date) else None
