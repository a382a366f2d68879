"""Which lines below the heading are no leads: empty ones, sums, notes, the heading again, the same row again."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from domain.values.text import compact
from domain.words import Words
from workflows.imports.headings import SEQUENCE, SUBJECT
from workflows.imports.layout import Layout
from workflows.imports.sheet import Cell


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is no lead: its number in the file, and why; of empty lines one below the other, the first."""

    line: int
    why: Words


BLANK: Final = Words("空行", "an empty line")
BLANKS: Final = Words("空行，到第 {last} 行为止", "empty lines, down to line {last}")
SUM: Final = Words("合计行", "a line of sums")
NOTE: Final = Words("说明、小标题或签名行", "a note, a title between rows, or a signature")
HEADING: Final = Words("重复的表头", "the heading again")
REPEATED: Final = Words("与第 {line} 行完全相同", "the very same as line {line}")

_SUM: Final = re.compile(r"(?:本[页月季年])?(?:合计|小计|总计|共计|累计)(?:[:：(（].*|[0-9件家户个条人万元]*)")
_COUNT: Final = re.compile(r"共?计?[0-9一二三四五六七八九十百千]+(?:[家件户个条宗起人]|笔)?")
_NOTE: Final = re.compile(
    r"(?:填表人|填报人|制表人?|审核人?|审批人?|负责人签字|联系人|注|备注|说明|填报日期|制表日期)[:：].*"
)
_SIMILAR: Final = 0.5
"""The part of a line's cells that must repeat the heading."""


def no_lead(row: Sequence[Cell], layout: Layout) -> Words | None:
    """Why a row is no lead by itself; None when it may be one."""
    own = {column.at for column in layout.columns.get(SEQUENCE, ())}
    said = {at: compact(cell) if isinstance(cell, str) else cell for at, cell in enumerate(row) if cell is not None}
    if not said.keys() - own and not any(isinstance(cell, str) for cell in said.values()):
        return BLANK
    again = [at for at, cell in said.items() if isinstance(cell, str) and cell in _names(layout, at)]
    if len(again) > 1 and len(again) > _SIMILAR * len(said):
        return HEADING
    named = {said[column.at] for column in layout.columns[SUBJECT] if column.at in said}
    first = next((cell for cell in said.values() if isinstance(cell, str)), "")
    if _is_sum(first, named - {first}) or any(_is_sum(each, set()) for each in named):
        return SUM
    if named - {first}:
        return None
    alone = len(set(said.values())) == 1 and (len(said) > 1 or not _at_subject(said, layout))
    return NOTE if alone or _NOTE.fullmatch(first) else None


def joined(skipped: Sequence[Skipped]) -> Iterator[Skipped]:
    """As they are told: empty lines one below the other once, since nobody bounds how many there are."""
    numbered = ((each.line - at, each) for at, each in enumerate(skipped))
    for (blank, _), run in groupby(numbered, key=lambda each: (each[1].why is BLANK, each[0])):
        lines = [each for _, each in run]
        if blank and len(lines) > 1:
            lines = [Skipped(lines[0].line, BLANKS.fill(last=lines[-1].line))]
        yield from lines


def _is_sum(first: Cell, named: Collection[Cell]) -> bool:
    """Whether a cell says so, with nothing but a number of subjects where their names stand."""
    return isinstance(first, str) and bool(_SUM.fullmatch(first)) and all(_COUNT.fullmatch(str(each)) for each in named)


def _at_subject(said: Mapping[int, Cell], layout: Layout) -> bool:
    return any(column.at in said for column in layout.columns[SUBJECT])


def _names(layout: Layout, at: int) -> tuple[str, ...]:
    heading = layout.headings.get(at, "")
    return (compact(heading), *map(compact, heading.split("/")))
