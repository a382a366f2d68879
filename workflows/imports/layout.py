"""Finds the heading of a sheet wherever it stands, one line or several, and says what every column means."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workflows.imports.days import Period, period_of
from workflows.imports.headings import AMOUNT, SUBJECT, is_of_all, is_unit, named, rank, unit_of, unit_of_all
from workflows.imports.sheet import Cell, Sheet

DEEPEST: Final = 3
"""Lines of a heading."""
FARTHEST: Final = 40
"""Lines in which a heading is looked for: titles, notes and signatures stand above it."""
FEWEST: Final = 3
"""Columns that must be known, the subject's among them, before a line is taken for a heading."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: where it is (0 is the first), what stands over it, 分 per unit if that says one."""

    at: int
    heading: str
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet's columns mean. ``first`` is the index of the first row below the heading.

    ``columns``: ours → theirs, the best named first where several mean the same. ``unknown`` are those nobody knows.
    ``period`` is the one that the sheet's title or name tells.
    """

    first: int
    columns: Mapping[str, tuple[Column, ...]]
    unknown: tuple[Column, ...]
    headings: Mapping[int, str]
    period: Period | None = None


def find(sheet: Sheet) -> Layout | None:
    """The layout of a sheet, None where no line is a heading."""
    best, found = 0, None
    for top in range(min(FARTHEST, len(sheet.rows))):
        for depth in range(1, DEEPEST + 1):
            lines = sheet.rows[top : top + depth]
            if len(lines) < depth or not all(_only_texts(line) and not _beside_the_table(line) for line in lines):
                break
            score = len(_meanings(lines))
            if score > best:
                best, found = score, (top, top + depth)
    if found is None or best < FEWEST:
        return None
    top, end = found
    while top and _grown_together(sheet.rows[top - 1], sheet.rows[top]):
        top -= 1
    while end < len(sheet.rows) and _units_below(sheet.rows[end], sheet.rows[end - 1]):
        end += 1
    made = _layout(sheet, top, end)
    return made if SUBJECT in made.columns else None


def _layout(sheet: Sheet, top: int, end: int) -> Layout:
    above = [cell for line in sheet.rows[:top] for cell in line if isinstance(cell, str)]
    unit = next((each for each in map(unit_of_all, above) if each), None)
    titles = [sheet.name, *(each for each in above if not is_of_all(each))]
    meant: defaultdict[str, list[tuple[int, Column]]] = defaultdict(list)
    headings: dict[int, str] = {}
    for at, levels in _levels(sheet.rows[top:end]).items():
        headings[at] = "/".join(levels)
        ours = named(*levels)
        own = unit_of(*levels) or (unit if ours == AMOUNT else None)
        meant[ours].append((rank(*levels), Column(at, headings[at], own)))
    unknown = tuple(column for _, column in meant.pop("", []))
    columns = {
        ours: tuple(column for _, column in sorted(theirs, key=lambda each: (each[0], each[1].at)))
        for ours, theirs in meant.items()
    }
    return Layout(end, columns, unknown, headings, period_of(titles))


def _meanings(lines: Sequence[Sequence[Cell]]) -> set[str]:
    return {named(*levels) for levels in _levels(lines).values()} - {""}


def _levels(lines: Sequence[Sequence[Cell]]) -> dict[int, tuple[str, ...]]:
    """Column → what stands over it from the top down; what a merged cell says twice counts once."""
    width = max(map(len, lines), default=0)
    over = {at: [str(line[at]) for line in lines if at < len(line) and line[at] is not None] for at in range(width)}
    return {at: tuple(dict.fromkeys(texts)) for at, texts in over.items() if texts}


def _only_texts(line: Sequence[Cell]) -> bool:
    """A heading holds words only, and more than one: a title that spans the sheet says one thing."""
    said = [cell for cell in line if cell is not None]
    return len(set(said)) > 1 and all(isinstance(cell, str) for cell in said)


def _beside_the_table(line: Sequence[Cell]) -> bool:
    """Whether a line tells of the whole table, as 填报单位：… and 单位：万元 do: such a line is above its heading."""
    return any(isinstance(cell, str) and is_of_all(cell) for cell in line)


def _grown_together(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether two lines are one heading: cells merged across both say the same."""
    same = [one for one, other in zip(above, below, strict=False) if one is not None and one == other]
    return _only_texts(above) and bool(same)


def _units_below(line: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether a line only gives units, under cells that are merged down to it or not."""
    said = [(cell, over) for cell, over in zip(line, above, strict=False) if cell is not None]
    units = [cell for cell, over in said if isinstance(cell, str) and cell != over and is_unit(cell)]
    return bool(units) and len(units) == sum(cell != over for cell, over in said)
