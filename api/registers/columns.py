"""What a register is: its columns, what stands in a cell, and what is veiled before whoever may not read it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import Any, Final, Protocol, TypeVar

from api.app import App
from domain.catalogue import MASKED
from domain.instants import clock
from domain.values.mistake import Mistake
from domain.values.money import Money
from domain.values.text import compact
from domain.words import Words
from projections.registers import Page, RegisterFilter
from workflows.forms.choices import words_of

T = TypeVar("T", bound="Table")

Say = Callable[[Words], str]
"""Words in the language of whoever reads."""


class Kind(StrEnum):
    """What a column holds; files write each kind in its own way, ids always as text."""

    TEXT = auto()
    ID = auto()
    COUNT = auto()
    MONEY = auto()
    DAY = auto()
    INSTANT = auto()
    PEOPLE = auto()
    AREA = auto()
    SPAN = auto()


class Veil(Enum):
    """Before whom a column is veiled: nobody, whoever is not entitled, or him where the subject is a person."""

    NEVER = auto()
    OF_PERSON = auto()
    ALWAYS = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the attribute it shows, its name, its width in a file; ``seen``: also on the screen.

    ``spare`` columns leave a narrow screen first, the highest first; ``short`` is what stands over it there.
    """

    key: str
    words: Words
    kind: Kind = Kind.TEXT
    width: int = 14
    veil: Veil = Veil.NEVER
    seen: bool = False
    spare: int = 0
    short: Words | None = None


class Row(Protocol):
    """A row of any register: where it lies, who answers for it, whether it is about a natural person."""

    @property
    def division(self) -> str:
        """Where it lies."""
        ...

    @property
    def office(self) -> str:
        """Who answers for it."""
        ...

    @property
    def natural_person(self) -> bool:
        """Whether it is about one."""
        ...


class Paged(Protocol):
    """The query of a register: a page of rows."""

    def __call__(
        self,
        connection: Any,  # noqa: ANN401 - the database's
        wanted: RegisterFilter,
        *,
        after: tuple[Any, ...] | None,
        limit: int,
    ) -> Page[Any]:
        """The rows after a row."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """What is shown and written in columns, under the name it is asked for."""

    name: str
    words: Words
    columns: tuple[Column, ...]


def only(table: T, names: str, more: tuple[Column, ...] = (), field: str = "--columns") -> T:
    """The table with the columns somebody names, by key or heading in either language; as it is where he names none.

    ``more`` are those it has for whoever asks, ``field`` is where they were named. Raises ``InvalidInput``
    (``input.columns``).
    """
    wanted = [name for name in map(compact, re.split(r"[,，、]", names)) if name]
    if not wanted:
        return table
    known = {spelling: each for each in (*table.columns, *more) for spelling in _spellings(each)}
    if unknown := [name for name in wanted if name.casefold() not in known]:
        every = [each.words for each in (*table.columns, *more)]
        raise NO_COLUMN.at(
            field=field, names="、".join(unknown), zh="、".join(each.zh for each in every),
            en=", ".join(each.en for each in every),
        )  # fmt: skip
    chosen = dict.fromkeys(known[name.casefold()] for name in wanted)
    return replace(table, columns=tuple(replace(each, seen=True, spare=0) for each in chosen))


def _spellings(column: Column) -> set[str]:
    said = (column.key, *column.words, *(column.short or ()))
    return {compact(each).casefold() for each in (*said, column.words.zh.partition("(")[0])}


NO_SORT: Final = Mistake(
    "input.register.sort", Words("不能按此排序", "it is not sorted by that"), Words("可选：{zh}", "there are: {en}")
)
NO_COLUMN: Final = Mistake(
    "input.columns", Words("没有这些列：{names}", "there are no columns {names}"),
    Words("可选：{zh}", "there are: {en}"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Register(Table):
    """A table whose rows are about leads, page by page; ``sorts``: the columns by which it can be sorted."""

    query: Callable[[App], Paged]
    sorts: frozenset[str] = frozenset()

    def sorted_by(self, name: str, field: str) -> str:
        """The key of a column to sort by, named as for ``only``; empty for the register's own order.

        Raises ``InvalidInput`` (``input.register.sort``).
        """
        able = [each for each in self.columns if each.key in self.sorts]
        known = {spelling: each.key for each in able for spelling in _spellings(each)}
        known |= {key: key for key in ("", *self.sorts)}  # a key is no other column's heading
        if (said := compact(name).casefold()) not in known:
            zh, en = zip(*(each.words for each in able), strict=True)
            raise NO_SORT.at(field=field, zh="、".join(zh), en=", ".join(en))
        return known[said]

    def values(self, row: Row, *, entitled: bool) -> dict[str, object]:
        """Column → what stands there, veiled for whoever is not ``entitled`` to personal data of this row."""
        return {each.key: _veiled(each, row, entitled=entitled) for each in self.columns}


def _veiled(column: Column, row: Row, *, entitled: bool) -> object:
    value = getattr(row, column.key)
    hidden = column.veil is Veil.ALWAYS or (column.veil is Veil.OF_PERSON and row.natural_person)
    return MASKED if value and hidden and not entitled else value


def told(kind: Kind, value: object, say: Say, names: Mapping[str, str]) -> str:
    """A cell as people read it; ``names``: id of the roster or code of an area → name."""
    if value is None:
        return ""
    if isinstance(value, int) and kind in MEASURED:
        return MEASURED[kind](value)
    if isinstance(value, tuple) and not isinstance(value, Words):  # words are a tuple too
        return say(Words("、", ", ")).join(told(kind, each, say, names) for each in value)
    return names.get(str(value), str(value)) if kind in NAMED else _text(value, say)


def _text(value: object, say: Say) -> str:
    if isinstance(value, Words):
        return say(value)
    if isinstance(value, bool):
        return say(_YES if value else _NO)
    if isinstance(value, Enum):
        return say(words_of(value))
    return clock(value) if isinstance(value, datetime) else str(value)


def wan(fen: int) -> str:
    """An amount in 万元 as a spreadsheet counts it: exact, without unit or separators."""
    return Money(fen).in_wan.removesuffix("万元").replace(",", "")


def days(span: int) -> str:
    """µs in days, to a tenth."""
    return f"{span / 86_400_000_000:.1f}"


NAMED: Final = frozenset({Kind.AREA, Kind.PEOPLE})
"""What is shown by a name that somebody brings along."""
MEASURED: Final[Mapping[Kind, Callable[[int], str]]] = {Kind.MONEY: wan, Kind.SPAN: days}
"""Numbers that are stored in one unit and read in another."""
_YES: Final = Words("是", "yes")
_NO: Final = Words("否", "no")
