"""Reads division lists: the shipped one, and the communities and grids an office brings.

A list has the columns code, name, parent, valid_from, valid_until. Shipped are 370104 with its streets and its
neighbours in Jinan, by GB/T 2260 and the statistical codes of the edition to 2023-06-30. Statistical codes change
yearly: a new edition adds rows and last days, and takes no row away.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from domain.errors import InvalidInput
from domain.values.day import parse_day
from domain.values.divisions import (
    STEPS,
    Division,
    DivisionLevel,
    Divisions,
    contains,
    level_of,
    parse_code,
    significant,
    stored,
)
from domain.values.mistake import Mistake
from domain.values.text import decode, tidy
from domain.words import Words

COLUMNS: Final = {
    "code": "代码",
    "name": "名称",
    "parent": "上级代码",
    "valid_from": "启用日期",
    "valid_until": "停用日期",
}
NEEDED: Final = ("code", "name")
BELOW_DISTRICT: Final = frozenset({DivisionLevel.STREET, DivisionLevel.COMMUNITY, DivisionLevel.GRID})
RULE: Final = "office division-list"

MISSING_COLUMN = Mistake(
    "input.divisions.column",
    Words("表头缺少“{column}”列", "The heading lacks the column {column}"),
    Words("表头应为 代码,名称,上级代码,启用日期,停用日期", "The heading is code,name,parent,valid_from,valid_until"),
    RULE,
)
NO_NAME = Mistake(
    "input.divisions.name",
    Words("没有名称", "There is no name"),
    Words("填写社区或网格的名称", "Give the name of the community or grid"),
    RULE,
)
UNKNOWN_PARENT = Mistake(
    "input.divisions.parent",
    Words("上级不存在，或代码不在上级之内", "The parent is not known, or the code does not lie within it"),
    Words("先列上级再列下级，下级代码以上级代码开头", "List the parent first; a code begins with its parent's code"),
    RULE,
)
WRONG_ORDER = Mistake(
    "input.divisions.dates",
    Words("停用日期早于启用日期", "It ends before it begins"),
    Words("核对两个日期", "Compare the two dates"),
    RULE,
)
OVERLAP = Mistake(
    "input.divisions.overlap",
    Words("同一代码在同一时期已有登记", "The code is already taken on some of these days"),
    Words("先为旧的一行填写停用日期", "First give the older row its last day"),
    RULE,
)


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that was not taken: its line in the file (the heading is 1) and why."""

    line: int
    refusal: InvalidInput


@dataclass(frozen=True, slots=True)
class DivisionList:
    """What a file gave: all divisions known now, how many rows were new, and the rows refused."""

    divisions: Divisions
    taken: int
    refused: tuple[RowRefused, ...]


@cache
def shipped() -> Divisions:
    """The divisions that come with the product."""
    data = files("workflows.divisions").joinpath("shipped.csv").read_bytes()
    return read_list(data, Divisions(())).divisions


def read_list(data: bytes, known: Divisions) -> DivisionList:
    """Add the rows of a CSV file to what is known, row by row: a row is taken, or refused with its reason.

    UTF-8 with or without a byte order mark, or GB18030; English or Chinese headings. Raises ``InvalidInput`` when the
    file as a whole cannot be read (``input.file.encoding``, ``input.divisions.column``).
    """
    rows = csv.DictReader(io.StringIO(decode(data, field="file")), restkey="")
    names = _columns(rows.fieldnames or ())
    entries = list(known)
    known_codes: dict[str, list[Division]] = {}
    for entry in entries:
        known_codes.setdefault(entry.code, []).append(entry)
    before, refused = len(entries), list[RowRefused]()
    for row in rows:
        try:
            entry = _read({field: tidy(row.get(name) or "") for field, name in names.items()}, known_codes)
        except InvalidInput as refusal:
            refused.append(RowRefused(rows.line_num, refusal))
        else:
            entries.append(entry)
            known_codes.setdefault(entry.code, []).append(entry)
    return DivisionList(Divisions(entries), len(entries) - before, tuple(refused))


def office_list(data: bytes | None) -> DivisionList:
    """The shipped divisions with those of an office's file, where it has one; a file nobody can read adds nothing.

    Names of places are no reason to stop the work: what was refused is told beside it.
    """
    if data is None:
        return DivisionList(shipped(), 0, ())
    try:
        return read_list(data, shipped())
    except InvalidInput as refusal:
        return DivisionList(shipped(), 0, (RowRefused(1, refusal),))


def _columns(heading: Sequence[str]) -> dict[str, str]:
    """Field → the name its column has in this file."""
    written = {tidy(name).lower(): name for name in heading}
    found = {field: written.get(field) or written.get(zh) for field, zh in COLUMNS.items()}
    for field in NEEDED:
        if not found[field]:
            raise MISSING_COLUMN.at(field, column=COLUMNS[field])
    return {field: name for field, name in found.items() if name}


def _read(row: dict[str, str], known: dict[str, list[Division]]) -> Division:
    code = parse_code(row["code"], field="code")
    if not row["name"]:
        raise NO_NAME.at(field="name")
    parent = parse_code(row["parent"], field="parent") if row.get("parent") else _parent_of(code, known)
    if parent and (parent not in known or parent == code or not contains(parent, code)):
        raise UNKNOWN_PARENT.at(field="parent")
    dates = {field: parse_day(row[field], field=field) for field in ("valid_from", "valid_until") if row.get(field)}
    entry = Division(code=code, name=row["name"], parent=parent, **dates)
    if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
        raise WRONG_ORDER.at(field="valid_until")
    if any(_share_a_day(entry, other) for other in known.get(code, ())):
        raise OVERLAP.at(field="code")
    return entry


def _parent_of(code: str, known: dict[str, list[Division]]) -> str:
    """What a row without a parent lies in: the level above for a street and below, else the nearest known area."""
    digits = significant(code)
    above = [stored(digits[:step]) for step in reversed(STEPS) if step < len(digits)]
    if level_of(code) in BELOW_DISTRICT:
        return above[0]
    return next((parent for parent in above if parent in known), "")


def _share_a_day(one: Division, other: Division) -> bool:
    return not (
        (one.valid_until and other.valid_from and one.valid_until < other.valid_from)
        or (other.valid_until and one.valid_from and other.valid_until < one.valid_from)
    )
