"""How a read model is written down: its tables, and for every event the row changes it causes, as data.

A reaction never executes anything: it returns what is to change, and ``projections.batch`` writes the changes of many
events at once. So a reaction is tested without a database, and a table is always a fold of the log::

    LEDGER = Projection("risk_ledger", version=1)
    LEADS = LEDGER.table(key("lead"), text("number"), count("visits"))

    @LEDGER.on(LeadRegistered)
    def _(event: LeadRegistered, at: Recorded) -> Change:
        return LEADS.set(at.stream, number=event.number)
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeAlias, TypeVar

from sqlalchemy import BigInteger, Boolean, Column, Computed, Integer, MetaData, Table, Text, quoted_name

from workflows.ports import Recorded

E = TypeVar("E")
V = TypeVar("V")

BIG: Final = BigInteger().with_variant(Integer(), "sqlite")
TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""Texts stand in the order of their code points on both databases, so that an index also finds beginnings."""
LIMIT: Final = 2**63
"""Whole numbers lie below it on both databases."""


@dataclass(frozen=True, slots=True)
class Set:
    """Give some columns of one row new values; a row that is not there begins with its columns' defaults."""

    table: Table
    key: tuple[Any, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Add:
    """Add to counters of one row; a row that is not there begins with its columns' defaults."""

    table: Table
    key: tuple[Any, ...]
    amounts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a whole row, whatever stood there; columns not named get their defaults."""

    table: Table
    key: tuple[Any, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delete:
    """Take away every row whose key columns have these values; not all key columns need be named."""

    table: Table
    where: Mapping[str, Any]


Change: TypeAlias = Set | Add | Insert | Delete
Changes: TypeAlias = Change | Iterable[Change]
Reaction: TypeAlias = Callable[[E, Recorded], Changes]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of a projection as its reactions speak of it: rows by their key, columns by name.

    What a database could not hold is refused here with ``ValueError``, the same on all of them and before anything is
    coalesced: whether an event is parked must not depend on the batch it came in.
    """

    table: Table

    def set(self, *key: object, **values: object) -> Set:
        """The row of ``key`` gets these values."""
        return Set(self.table, key, self._checked(values))

    def add(self, *key: object, **amounts: int) -> Add:
        """The counters of the row of ``key`` grow by these amounts."""
        return Add(self.table, key, self._checked(amounts))

    def insert(self, *key: object, **values: object) -> Insert:
        """The row of ``key`` is this."""
        return Insert(self.table, key, self._checked(values))

    def delete(self, **where: object) -> Delete:
        """The rows with these values in their key are gone."""
        if not where or where.keys() - self.table.primary_key.columns.keys():
            msg = f"rows of {self.table.name} are deleted by columns of their key, not by {sorted(where)}"
            raise ValueError(msg)
        return Delete(self.table, where)

    def _checked(self, values: dict[str, V]) -> dict[str, V]:
        kinds = _kinds(self.table)
        if not values.keys() <= kinds.keys():  # a difference would go through all columns there are, each time
            msg = f"{self.table.name} has no columns {sorted(values.keys() - kinds.keys())}"
            raise ValueError(msg)
        for name, value in values.items():
            if not _fits(*kinds[name], value):
                msg = f"{self.table.name}.{name} cannot hold a {type(value).__name__} like that"
                raise ValueError(msg)
        return values


class Projection:
    """A read model under a name and a version: the version rises when its tables or its reactions change.

    Queries read ``rows.table``; behind that name stands the generation of the tables that is live.
    """

    def __init__(self, name: str, *, version: int) -> None:
        self.name = name
        self.version = version
        self.tables: list[Table] = []
        self._metadata = MetaData()
        self._reactions: list[tuple[type, Reaction[Any]]] = []
        self._generations: dict[int, dict[Table, Table]] = {}
        self._found: dict[type, tuple[Reaction[Any], ...]] = {}

    def table(self, *columns: Any, suffix: str = "") -> Rows:  # noqa: ANN401 - Column, Index, Constraint
        """Declare a table, called after the projection (and ``suffix``, for a second one) and its version."""
        name = f"{self.name}_{suffix}_v{self.version}" if suffix else f"{self.name}_v{self.version}"
        table = Table(name, self._metadata, *columns)
        self.tables.append(table)
        return Rows(table)

    def on(self, *kinds: type[E]) -> Callable[[Reaction[E]], Reaction[E]]:
        """React to events of these classes and of classes derived from them, in the order of declaration."""

        def register(reaction: Reaction[E]) -> Reaction[E]:
            self._reactions += [(kind, reaction) for kind in kinds]
            return reaction

        return register

    def extended(self) -> "Projection":
        """The same read model, which may take further reactions: those that need what an installation brings along."""
        more = Projection(self.name, version=self.version)
        more.tables, more._metadata, more._reactions = self.tables, self._metadata, [*self._reactions]
        return more

    def changes(self, recorded: Recorded) -> tuple[Change, ...]:
        """What an event changes. Raises whatever a reaction raises."""
        found: list[Change] = []
        for reaction in self._reacting_to(type(recorded.event)):
            change = reaction(recorded.event, recorded)
            if isinstance(change, Set | Add | Insert | Delete):
                found.append(change)
            else:
                found += change
        return tuple(found)

    def generation(self, number: int) -> dict[Table, Table]:
        """Declared table → the table that holds its rows in this generation."""
        if number not in self._generations:  # the same tables each time: statements are compiled once
            copies = MetaData()
            self._generations[number] = {table: _copy(table, copies, self.version, number) for table in self.tables}
        return self._generations[number]

    def reacts_to(self, recorded: Recorded) -> bool:
        """Whether it makes anything at all of events of this class."""
        return bool(self._reacting_to(type(recorded.event)))

    def _reacting_to(self, kind: type) -> tuple[Reaction[Any], ...]:
        if kind not in self._found:
            self._found[kind] = tuple(reaction for wanted, reaction in self._reactions if issubclass(kind, wanted))
        return self._found[kind]


@cache  # a reaction asks for it with every change
def _kinds(table: Table) -> dict[str, tuple[type, bool]]:
    """Column → what its values are, and whether there may be none."""
    return {each.name: (each.type.python_type, bool(each.nullable)) for each in given(table)}


def _fits(kind: type, nullable: bool, value: object) -> bool:  # noqa: FBT001 - as the column has it
    if value is None:
        return nullable
    if kind is int:
        return type(value) is int and -LIMIT <= value < LIMIT
    return isinstance(value, kind) and "\0" not in str(value)


def _copy(table: Table, metadata: MetaData, version: int, generation: int) -> Table:
    copy = table.to_metadata(metadata, name=f"{table.name}_g{generation}")
    for index in copy.indexes:  # unlike tables, an index is not declared by version, but shares one space of names
        index.name = quoted_name(f"{index.name}_v{version}_g{generation}", quote=None)
    return copy


@cache
def given(table: Table) -> tuple[Column[Any], ...]:
    """The columns that reactions fill; the database works out the others."""
    return tuple(column for column in table.columns if column.computed is None)


def key(name: str) -> Column[str]:
    """A text that, with other keys, names a row."""
    return Column(name, TEXT, primary_key=True)


def place(name: str) -> Column[int]:
    """A position of the log that, with other keys, names a row."""
    return Column(name, BIG, primary_key=True)


def text(name: str) -> Column[str]:
    """A text, empty until it is known."""
    return Column(name, TEXT, nullable=False, default="")


def count(name: str) -> Column[int]:
    """A counter from 0."""
    return Column(name, BIG, nullable=False, default=0)


def flag(name: str) -> Column[bool]:
    """Yes or no; no at first."""
    return Column(name, Boolean, nullable=False, default=False)


def number(name: str) -> Column[int | None]:
    """A whole number, an amount in 分 or an instant in µs since 1970-01-01T00:00:00Z; None until it is known."""
    return Column(name, BIG)


def day(name: str) -> Column[str | None]:
    """A date as ``2022-03-02``; None until it is known."""
    return optional(name)


def optional(name: str) -> Column[str | None]:
    """A text, None where there is none."""
    return Column(name, TEXT)


def derived(name: str, sql: str) -> Column[str | None]:
    """A text that the database works out from other columns of the row, so that it can be sorted and looked up by."""
    return Column(name, TEXT, Computed(sql, persisted=True))
