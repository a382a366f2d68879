"""A register as a file that an office's spreadsheet opens: no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from api.ledger_columns import safe
from api.registers.columns import Register, Say, told


def register_csv(
    register: Register, rows: Iterable[Mapping[str, Any]], say: Say, names: Mapping[str, str]
) -> Iterable[bytes]:
    """The lines of the file: UTF-8 with a byte order mark, CRLF."""
    yield _line([say(each.words) for each in register.columns]).encode("utf-8-sig")
    for row in rows:
        told_row = (told(each.kind, row[each.key], say, names) for each in register.columns)
        yield _line(list(map(safe, told_row))).encode()


def _line(cells: list[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()
