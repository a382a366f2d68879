"""Opens XLSX, XLS and CSV. Macros are not run, formulas give the value that was saved with them.

Whoever sends a file may mean harm: this runs in a process of its own (``adapters.workbooks.reading``).
"""

import csv
import io
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from adapters.workbooks.broken import At, broken
from adapters.workbooks.extent import BOOK, Plan, check_extent, place, plan_of
from adapters.workbooks.mistakes import (
    ENDLESS,
    LARGEST,
    LOCKED,
    LONGEST,
    MOST_LINES,
    NOT_A_WORKBOOK,
    OVERLAPPING,
    TOO_LARGE,
    TOO_LONG,
    TOO_WIDE,
    WIDEST,
)
from domain.values.text import UNREADABLE, decode
from workflows.forms.plain import visible
from workflows.imports.sheet import DAY_ZERO, Cell, Sheet

ZIPPED: Final = b"PK\x03\x04"
COMPOUND: Final = b"\xd0\xcf\x11\xe0"
"""How a file begins that holds an XLSX, an XLS (or an XLSX with a password)."""
END: Final = ["\x00", "\x00"]
"""A line of our own below the last: it is read as itself only where no quote is left open above it."""

Corner = tuple[int, int]


def sheets_in(data: bytes, name: str) -> tuple[Sheet, ...]:
    """What ``read_sheets`` gives. Raises ``InvalidInput``, and may take any memory or time."""
    sheets = tuple(replace(each, rows=_filled(each.rows)) for each in _opened(data, name))
    lines = sum(len(each.rows) for each in sheets)
    if lines > MOST_LINES:
        raise TOO_LONG.at(name, lines=lines)
    return sheets


def _opened(data: bytes, name: str) -> tuple[Sheet, ...]:
    if not data.startswith((ZIPPED, COMPOUND)):
        return (Sheet(name, _csv(data, name)),)
    try:
        plan = _measured(data, name) if data.startswith(ZIPPED) else None
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            shown = [
                each.name
                for each in book.sheets_metadata
                if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
            ]
            if plan is not None:
                _check_extents(data, {sheet: plan.parts.get(sheet, "") for sheet in shown}, name)
            day_zero, parts = (plan.day_zero, plan.parts) if plan else (DAY_ZERO, {})
            return tuple(
                _sheet(book.get_sheet_by_name(each), _without_value(data, parts.get(each, "")), day_zero, name)
                for each in shown
            )
    except PasswordError:
        raise LOCKED.at(name) from None
    except (CalamineError, zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError):
        raise NOT_A_WORKBOOK.at(name) from None


def _filled(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """Down to the last row that says something: many programs save thousands below it that were only ever touched."""
    end = next((end for end in range(len(rows), 0, -1) if any(cell is not None for cell in rows[end - 1])), 0)
    return rows[:end]


def _measured(data: bytes, name: str) -> Plan:
    """A few kilobytes can unpack to more than any memory holds: sizes are looked at before anything is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if BOOK not in packed.namelist():
            raise NOT_A_WORKBOOK.at(name)
        if sum(each.file_size for each in packed.infolist()) > LARGEST:
            raise TOO_LARGE.at(name)
        return plan_of(packed, name)


def _check_extents(data: bytes, parts: Mapping[str, str], name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for sheet, part in parts.items():
            check_extent(packed, part, sheet, name)


def _without_value(data: bytes, part: str) -> Mapping[At, str]:
    """What stands in the cells of a sheet that the reader takes for empty, though they are not."""
    if not part:
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return dict(broken(packed.read(part)))


def _csv(data: bytes, name: str) -> list[list[Cell]]:
    """The rows of a text, parted by the mark that stands most often in its first lines."""
    try:
        text = data.decode("utf-16") if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else decode(data, field=name)
    except UnicodeDecodeError:
        raise UNREADABLE.at(name) from None
    mark = max(",\t;", key=text[:5_000].count)
    csv.field_size_limit(LONGEST)
    rows: list[list[Cell]] = []
    row: list[str] = []
    try:
        for row in csv.reader(chain(io.StringIO(text, newline=""), [mark.join(END)]), delimiter=mark):
            rows.append(_cells(row, len(rows) + 1, name, name))
    except csv.Error:
        raise ENDLESS.at(name, line=len(rows) + 1) from None
    if row != END:
        raise ENDLESS.at(name, line=len(rows))
    return rows[:-1]


def _sheet(sheet: CalamineSheet, without: Mapping[At, str], day_zero: date, name: str) -> Sheet:
    rows = [
        _cells(row, line, sheet.name, name) for line, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)
    ]
    for (line, at), why in without.items():
        if line < len(rows) and at < len(rows[line]):
            rows[line][at] = why
    if sheet.merged_cell_ranges:
        _spread(rows, sheet.merged_cell_ranges, sheet.name, name)
    return Sheet(sheet.name, rows, day_zero)


def _cells(row: Sequence[Any], line: int, sheet: str, name: str) -> list[Cell]:
    """A row up to the last column a table may have. Raises ``InvalidInput`` where more than nothing stands behind."""
    stray = next((at for at in range(WIDEST, len(row)) if _cell(row[at]) is not None), None)
    if stray is not None:
        raise TOO_WIDE.at(name, sheet=sheet, cell=place(line, stray + 1))
    return [_cell(cell) for cell in row[:WIDEST]]


def _spread(rows: Sequence[list[Cell]], merged: Iterable[tuple[Corner, Corner]], sheet: str, name: str) -> None:
    """Let every cell that a merged one covers say what it says; none is covered twice, so the work is bounded."""
    width = len(rows[0]) if rows else 0
    covered = [bytearray(width) for _ in rows]
    for (top, left), (last_line, last_column) in merged:
        down, across = range(top, min(last_line + 1, len(rows))), slice(left, min(last_column + 1, width))
        size = across.stop - across.start
        for line in down if size > 0 else ():
            if any(covered[line][across]):
                raise OVERLAPPING.at(name, sheet=sheet, cell=place(top + 1, left + 1))
            covered[line][across] = bytes([1]) * size
            rows[line][across] = [rows[top][left]] * size


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever the reader gives
    if isinstance(value, str):
        return visible(value).strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date()
    return value if isinstance(value, int | float | bool | date) else None
