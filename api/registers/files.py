"""A table as a file that an office's spreadsheet opens: CSV or a workbook; no cell is a formula."""

import csv
import io
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from api.registers.columns import MEASURED, Column, Kind, Say, Table, told
from workflows.forms.formulas import marked
from workflows.imports.sheet import Cell
from workflows.listing import Listing

Rows = Iterable[Mapping[str, Any]]


def table_csv(
    table: Table, rows: Rows, say: Say, names: Mapping[str, str], above: Sequence[str] = ()
) -> Iterator[bytes]:
    """The lines of the file: UTF-8 with a byte order mark, CRLF."""
    heads = [*([marked(text)] for text in above), [say(each.words) for each in table.columns]]
    yield "".join(map(_line, heads)).encode("utf-8-sig")
    for row in rows:
        told_row = (told(each.kind, row[each.key], say, names) for each in table.columns)
        yield _line(list(map(marked, told_row))).encode()


def _line(cells: list[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()


def listing(
    table: Table, rows: Rows, say: Say, names: Mapping[str, str], *, above: Sequence[str] = (),
    strong: Container[int] = (),
) -> Listing:  # fmt: skip
    """The sheet of a workbook: days, moments and numbers as themselves, ids and all else as text."""
    return Listing(
        say(table.words)[:LONGEST_NAME],
        [say(each.words) for each in table.columns],
        ([_cell(each, row[each.key], say, names) for each in table.columns] for row in rows),
        [each.width for each in table.columns],
        above,
        strong,
    )


LONGEST_NAME = 31
"""Characters of the name of a sheet."""


def _cell(column: Column, value: object, say: Say, names: Mapping[str, str]) -> Cell:
    if isinstance(value, int) and column.kind in MEASURED:
        return float(MEASURED[column.kind](value))
    if column.kind is Kind.COUNT and isinstance(value, int):
        return value
    if isinstance(value, datetime | date):
        return value
    return told(column.kind, value, say, names)
