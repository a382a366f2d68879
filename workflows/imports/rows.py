"""A row of anybody's ledger becomes a row of ours: cell by cell, every change told, every mistake collected."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from domain.errors import InvalidInput
from domain.lead.stage import Stage
from domain.values.text import compact
from domain.words import Words
from workflows.forms.ledger_row import COLUMNS
from workflows.imports import cells
from workflows.imports.carry import observed_until
from workflows.imports.cells import BROKEN, Read, Reader, shown
from workflows.imports.draft import Asked, Correction, Draft
from workflows.imports.headings import (
    AMOUNT,
    AREAS,
    BEGAN_ON,
    BESIDE,
    BUILDING,
    COMMUNITY,
    DUE,
    HANDLER,
    IDENTITY,
    PAPER,
    PEOPLE,
    PLACE,
    REGISTERED_ON,
    REMARK,
    SEQUENCE,
    SINCE,
    SOURCE,
    STAGE,
    STATUSES,
    STREET,
    SUBJECT,
)
from workflows.imports.layout import Column, Layout
from workflows.imports.mistakes import BROKEN_CELL, NO_SOURCE, NOTHING_ABOVE
from workflows.imports.places import place, shown_place
from workflows.imports.progress import progress
from workflows.imports.sheet import Cell
from workflows.imports.sources import channel
from workflows.imports.stages import Stated

_A_PERSON: Final = re.compile(r"[(（](?:个人|自然人)[)）]$")
DITTO: Final = frozenset({"同上", "〃", "″", '"', "''"})
AS_ABOVE: Final = Words("同上", "as above")
CHANNEL: Final = Words("归入来源渠道的一种", "put down as one of the channels")
AS_REGISTERED: Final = Words("没有登记时间，按发案时间登记", "no day of registration: taken from the day it began")
AS_REACHED: Final = Words("没有登记时间，按进入阶段之日登记", "no day of registration: taken from the stage's day")
AS_SAID: Final = Words("没有登记时间，按导入时所说的日期登记", "no day of registration: as said for the whole file")
AS_OF_TODAY: Final = Words("没有登记时间，按导入之日登记", "no day of registration: taken from the day of the import")
NO_AREA: Final = Words("不是辖区内的区划，只记入地址", "no area of the district: kept in the address alone")
BY_RULE: Final = Words("没有截止日期，按最长观察期定", "no end was named: the longest observation")
BEFORE_IT_BEGAN: Final = Words(
    "截止日期早于进入阶段之日，按最长观察期定", "it would end before it began: the longest observation"
)
NOBODY: Final = Words("名册里没有此人，记入备注", "not in the roster: kept in the remark")
IN_ONE: Final = Words("并作“街道/社区/楼宇/地址”", "put into one: street, community, building, address")

PASSED_ON: Final = ("线索编号", "登记单位", "法定代表人/负责人", "注册地", "所属行业", "集资方式",
                    "疑似特征(非法性/公开性/利诱性/社会性)")  # fmt: skip
"""Columns whose text is the form's to read."""


def draft(line: int, row: Sequence[Cell], above: Sequence[Cell], layout: Layout, asked: Asked) -> Draft:
    """Read one row. ``above``: the row before it, for what is the same there."""
    return _Reading(layout, asked, row, above).draft(line)


def resolved(row: Sequence[Cell], above: Sequence[Cell]) -> list[Cell]:
    """The row with what stands above in place of every 同上."""
    return [
        (above[at] if at < len(above) else None) if isinstance(cell, str) and compact(cell) in DITTO else cell
        for at, cell in enumerate(row)
    ]


class _Reading:
    """One row on its way; changes and mistakes are collected, not raised."""

    def __init__(self, layout: Layout, asked: Asked, row: Sequence[Cell], above: Sequence[Cell]) -> None:
        self._columns = layout.columns
        self._period = layout.period
        self._asked = asked
        self._row = [None if cell in BROKEN else cell for cell in resolved(row, above)]
        self._written = row
        self._corrections: list[Correction] = []
        self._faults: list[InvalidInput] = [*_broken(layout, resolved(row, above))]
        self._beside: list[str] = []

    def draft(self, line: int) -> Draft:
        """The whole row."""
        made = {column: self._take(column, cells.text) for column in PASSED_ON}
        made[SUBJECT] = self._take(SUBJECT, _subject)
        made[HANDLER] = self._handler()
        made[SOURCE] = self._source()
        made[IDENTITY] = self._take(IDENTITY, cells.identity)
        made[PEOPLE] = self._take(PEOPLE, cells.count)
        made[AMOUNT] = self._amount()
        made[AREAS] = self._take(AREAS, _areas)
        made[PLACE] = self._place()
        stated = self._stated()
        made[REGISTERED_ON] = self._registered(stated)
        stated = self._ended(stated, made[REGISTERED_ON])
        for column in BESIDE:
            self._note(column)
        made[REMARK] = "；".join(filter(None, (self._take(REMARK, cells.text), *dict.fromkeys(self._beside))))
        return Draft(
            line=line,
            cells={column: made.get(column, "") for column in COLUMNS},
            corrections=tuple(self._corrections),
            faults=tuple(self._faults),
            stated=stated,
            headings={ours: theirs[0].heading for ours, theirs in self._columns.items()},
        )

    def _said(self, column: str) -> tuple[Cell, Column | None]:
        """What stands in a column; of several that mean the same, what the others say besides goes to the remark."""
        theirs = self._columns.get(column, ())
        filled = [each for each in theirs if self._cell(each) is not None]
        if not filled:
            return None, (theirs[0] if theirs else None)
        first, *others = filled
        for other in others:
            if shown(self._cell(other)) != shown(self._cell(first)):
                self._beside.append(f"{other.heading}：{shown(self._cell(other))}")
        return self._cell(first), first

    def _cell(self, column: Column) -> Cell:
        return self._row[column.at] if column.at < len(self._row) else None

    def _take(self, column: str, read: Reader) -> str:
        """The text of a column; a change of it is told, a mistake collected."""
        cell, where = self._said(column)
        if where is None or (cell is None and not self._is_ditto(where)):
            return ""
        try:
            if cell is None:
                raise NOTHING_ABOVE.at(where.heading)
            made = read(cell, where.heading)
        except InvalidInput as fault:
            self._faults.append(fault)
            return ""
        self._tell(where, made)
        return made.text

    def _tell(self, where: Column, made: Read) -> None:
        why = AS_ABOVE if self._is_ditto(where) else made.why
        if why is not None:
            self._corrections.append(Correction(where.heading, shown(self._written[where.at]), made.text, why))

    def _is_ditto(self, where: Column) -> bool:
        written = self._written[where.at] if where.at < len(self._written) else None
        return isinstance(written, str) and compact(written) in DITTO

    def _handler(self) -> str:
        """Whoever has left the office handles nothing any more: the row is taken, and his name kept."""
        name = self._take(HANDLER, cells.text)
        if not name or self._asked.is_officer(name):
            return name
        self._note(HANDLER)
        self._corrections.append(Correction(self._columns[HANDLER][0].heading, name, "", NOBODY))
        return ""

    def _source(self) -> str:
        said = self._take(SOURCE, _channel)
        if not said and not self._asked.source:
            column = self._columns.get(SOURCE)
            self._faults.append(NO_SOURCE.at(column[0].heading if column else SOURCE))
        return said or self._asked.source

    def _amount(self) -> str:
        _, where = self._said(AMOUNT)
        unit = where.unit if where and where.unit else self._asked.unit
        return self._take(AMOUNT, lambda cell, field: cells.money(cell, field, unit))

    def _day(self, cell: Cell, field: str) -> Read:
        return cells.day(cell, field, self._asked.today, self._asked.day_zero, self._period)

    def _registered(self, stated: Stated | None) -> str:
        """Its own day; else that on which the case began, the stage was reached, or that said of the whole file."""
        faults = len(self._faults)
        own = self._take(REGISTERED_ON, self._day)
        if own:
            self._note(BEGAN_ON)
            return own
        since = stated.since.isoformat() if stated and stated.since else ""
        others = (
            (self._take(BEGAN_ON, self._day), AS_REGISTERED), (since, AS_REACHED), (self._asked.registered, AS_SAID)
        )  # fmt: skip
        made, why = next((each for each in others if each[0]), ("", AS_OF_TODAY))
        if made or len(self._faults) == faults:
            self._corrections.append(Correction(REGISTERED_ON, "", made or self._asked.today.isoformat(), why))
        return made

    def _place(self) -> str:
        parts = [self._take(column, cells.text) for column in (STREET, COMMUNITY, BUILDING, PLACE)]
        made = place(self._asked.area, *parts)
        if parts[0] and not self._asked.area(parts[0]):
            self._corrections.append(Correction(self._columns[STREET][0].heading, parts[0], shown_place(made), NO_AREA))
        if shown_place(made) not in {"", *parts}:
            self._corrections.append(Correction(PLACE, " ".join(filter(None, parts)), shown_place(made), IN_ONE))
        return made

    def _stated(self) -> Stated | None:
        since, paper = self._take(SINCE, self._day), self._take(PAPER, cells.text)
        said = {column: self._said(column) for column in (STAGE, *STATUSES)}
        far = progress({column: (cell, at.heading) for column, (cell, at) in said.items() if at and cell is not None},
                       self._asked.today, self._asked.day_zero)  # fmt: skip
        self._corrections += far.corrections
        self._faults += far.faults
        for column in far.noted:
            self._note(column)
        found = far.stated
        if found is None or (found.stage is Stage.REGISTERED and found.transfer is None):
            self._note(SINCE)
            self._note(PAPER)
            return None
        day = date.fromisoformat(since[:10]) if since else found.since
        return replace(found, since=day, paper=paper or found.paper, due=self._due())

    def _due(self) -> date | None:
        """A deadline where the column holds a day; what else it may hold stands in the remark alone."""
        cell, where = self._said(DUE)
        if where is None or cell is None:
            return None
        try:
            made = cells.day(cell, where.heading, date.max, self._asked.day_zero, self._period).text
        except InvalidInput:
            return None
        return date.fromisoformat(made[:10]) if made else None

    def _ended(self, stated: Stated | None, registered: str) -> Stated | None:
        """An observation ends some day: where the ledger names none that can be meant, by the office rule."""
        if stated is None or not registered:
            return stated
        due = observed_until(stated, date.fromisoformat(registered[:10]), self._asked.rulebook)
        if due != stated.due:
            heading = self._columns[DUE][0].heading if DUE in self._columns else DUE
            was, why = (str(stated.due), BEFORE_IT_BEGAN) if stated.due else ("", BY_RULE)
            self._corrections.append(Correction(heading, was, str(due), why))
        return replace(stated, due=due)

    def _note(self, column: str) -> None:
        """Keep in the remark, under its heading, what has no place of its own."""
        cell, where = self._said(column)
        if where is not None and cell is not None and cells.text(cell, "").text:
            self._beside.append(f"{where.heading}：{shown(cell)}")


def _broken(layout: Layout, row: Sequence[Cell]) -> Iterator[InvalidInput]:
    """Cells of columns that are taken and have no value, though something stands there."""
    for ours, theirs in layout.columns.items():
        for each in theirs:
            if ours != SEQUENCE and each.at < len(row) and row[each.at] in BROKEN:
                yield BROKEN_CELL.at(each.heading, said=str(row[each.at]))


def _subject(cell: Cell, _: str) -> Read:
    """A name without the note that it is a person's: whoever may be one is taken for one by the form."""
    said = cells.text(cell, "").text
    made = _A_PERSON.sub("", said)
    return Read(made, None if made == said else cells.SPELLING)


def _channel(cell: Cell, _: str) -> Read:
    said = cells.text(cell, "").text
    made = channel(said)
    return Read(made, None if made == said else CHANNEL)


def _areas(cell: Cell, _: str) -> Read:
    said = cells.text(cell, "").text
    made = "、".join(filter(None, re.split(r"[,，、;；/\s]+", said)))
    return Read(made, None if made == said else cells.SPELLING)
