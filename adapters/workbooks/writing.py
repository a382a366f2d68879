"""Writes XLSX row by row in little memory; no text becomes a formula, a link or a number, whatever it begins with."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import IO, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.instants import BEIJING
from workflows.imports.sheet import Cell
from workflows.listing import Listing

OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
HEAD: Final = {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
LOOKS: Final[dict[type, dict[str, object]]] = {
    str: {"num_format": "@", "text_wrap": True},
    date: {"num_format": "yyyy-mm-dd"},
    datetime: {"num_format": "yyyy-mm-dd hh:mm"},
}
"""Kind of value → how it is shown."""
LONGEST: Final = 32_767
"""Characters that a cell can hold."""
WIDTH: Final = 16
"""Characters of a column where nobody said how many."""


def write_listings(to: Path | IO[bytes], listings: Iterable[Listing]) -> None:
    """Write a workbook; every heading stays in sight above its rows. Raises ``OSError``."""
    with Workbook(str(to) if isinstance(to, Path) else to, OPTIONS) as book:
        looks = {kind: book.add_format({"valign": "top", **look}) for kind, look in LOOKS.items()}
        strong_looks = {kind: book.add_format({"valign": "top", "bold": True, **look}) for kind, look in LOOKS.items()}
        head, strong = book.add_format(HEAD), book.add_format({"bold": True})
        for listing in listings:
            sheet = book.add_worksheet(listing.name)
            for at, _ in enumerate(listing.heads):
                sheet.set_column(at, at, listing.widths[at] if at < len(listing.widths) else WIDTH)
            top = len(listing.above)
            sheet.freeze_panes(top + 1, 0)
            for line, text in enumerate(listing.above):
                sheet.write_string(line, 0, text)
            for at, text in enumerate(listing.heads):
                sheet.write_string(top, at, text, head)
            for number, row in enumerate(listing.rows):
                line = top + 1 + number
                if number in listing.strong:
                    sheet.set_row(line, None, strong)
                for at, cell in enumerate(row):
                    _write(sheet, line, at, cell, strong_looks if number in listing.strong else looks)


def _write(sheet: Worksheet, line: int, at: int, cell: Cell, looks: dict[type, Format]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        sheet.write_string(line, at, cell[:LONGEST], looks[str])
    elif isinstance(cell, datetime):
        local = cell.astimezone(BEIJING).replace(tzinfo=None) if cell.tzinfo else cell
        sheet.write_datetime(line, at, local, looks[datetime])
    elif isinstance(cell, date):
        sheet.write_datetime(line, at, cell, looks[date])
    elif isinstance(cell, bool):
        sheet.write_string(line, at, "是" if cell else "否", looks[str])
    else:
        sheet.write_number(line, at, cell)  # whole numbers above 2**53 would lose digits: ids are texts
