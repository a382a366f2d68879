"""How far a sheet of an XLSX reaches, read from its XML before the whole of it is filled with cells."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, reduce
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from adapters.workbooks.mistakes import DECLARES_ITS_OWN, MOST, NOT_A_WORKBOOK, TOO_WIDE
from workflows.imports.sheet import DAY_ZERO, DAY_ZERO_1904

BOOK: Final = "xl/workbook.xml"
LINKS: Final = "xl/_rels/workbook.xml.rels"
CHUNK: Final = 2**16

Begun = Callable[[str, Mapping[str, str]], None]
"""Told of every element: its name and its attributes."""

_PLACE: Final = re.compile(r"([A-Za-z]+)([0-9]+)")
_HOLDS: Final = frozenset({"v", "is"})
"""Elements that give a cell something to say: one without them, however coloured, takes no place."""


class Plan(NamedTuple):
    """What a workbook says of itself: sheet → the part of the file that holds it, and the day its days count from."""

    parts: Mapping[str, str]
    day_zero: date


def plan_of(packed: ZipFile, name: str) -> Plan:
    """Read it. Raises ``InvalidInput``."""
    day_zero = DAY_ZERO
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def link(tag: str, said: Mapping[str, str]) -> None:
        if _local(tag) == "Relationship":
            targets[said.get("Id", "")] = said.get("Target", "")

    def sheet(tag: str, said: Mapping[str, str]) -> None:
        nonlocal day_zero
        if _local(tag) == "workbookPr" and said.get("date1904", "") in {"1", "true"}:
            day_zero = DAY_ZERO_1904
        if _local(tag) == "sheet":
            called = said.get("name", "")
            if called in sheets:  # which of both is meant, nobody else need agree with us
                raise NOT_A_WORKBOOK.at(name)
            sheets[called] = next((value for key, value in said.items() if _local(key) == "id"), "")

    _read(packed, LINKS, name, link)
    _read(packed, BOOK, name, sheet)
    held = {each.lower(): each for each in packed.namelist()}
    found = {sheet: held.get(_path(targets.get(link, "")).lower(), "") for sheet, link in sheets.items()}
    return Plan({sheet: part for sheet, part in found.items() if part}, day_zero)


def check_extent(packed: ZipFile, part: str, sheet: str, name: str) -> None:
    """Raises ``InvalidInput`` (``input.file.size``) where the rectangle around its cells holds more than ``MOST``."""
    line = column = last_line = last_column = 0

    def begun(tag: str, said: Mapping[str, str]) -> None:
        nonlocal line, column, last_line, last_column
        tag = _local(tag)
        if tag == "c":
            line, column = _place(said["r"], name) if "r" in said else (line, column + 1)
        elif tag == "row":
            line, column = _whole(said["r"], name) if "r" in said else line + 1, 0
        elif tag in _HOLDS and (line > last_line or column > last_column):
            last_line, last_column = max(line, last_line), max(column, last_column)
            if last_line * last_column > MOST:
                raise TOO_WIDE.at(name, sheet=sheet, cell=place(line, column))

    _read(packed, part, name, begun)


def place(line: int, column: int) -> str:
    """``AB12``, as a spreadsheet calls its cells; both count from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"


def _read(packed: ZipFile, part: str, name: str, begun: Begun) -> None:
    """Tell of every element of a part. No entity is ever expanded: a part that declares one is refused."""

    def declared(*_: object) -> None:
        raise DECLARES_ITS_OWN.at(name, part=part)

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        with packed.open(part) as opened:
            for chunk in _chunks(opened.read):
                parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by place
        parser.Parse(b"", True)  # noqa: FBT003 - the same
    except (ExpatError, KeyError):
        raise NOT_A_WORKBOOK.at(name) from None


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    return iter(lambda: read(CHUNK), b"")


def _place(text: str, name: str) -> tuple[int, int]:
    found = _PLACE.fullmatch(text)
    if found is None:
        raise NOT_A_WORKBOOK.at(name)
    return _whole(found[2], name), _column(found[1])


def _whole(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST))):
        raise NOT_A_WORKBOOK.at(name)
    return int(text)


@cache
def _column(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27."""
    return reduce(lambda before, letter: before * 26 + ord(letter) - ord("A") + 1, letters.upper(), 0)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _path(target: str) -> str:
    """A target is meant from ``xl/`` on, or from the top where it begins with a stroke."""
    return target[1:] if target.startswith("/") else target if target.startswith("xl/") else f"xl/{target}"
