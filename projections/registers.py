"""What the registers about leads have in common: the lead told beside each row, what narrows them, their pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select, true, tuple_

from domain.values.mistake import Mistake
from domain.words import Words
from projections.risk_ledger import LEADS
from projections.sight import Reader, below, shown_to

R = TypeVar("R")

L: Final = LEADS.table

OF_LEAD: Final[Mapping[str, ColumnElement[Any]]] = {
    name: func.coalesce(L.c[name], "") for name in ("number", "subject", "office", "organ", "division")
} | {"natural_person": func.coalesce(L.c.natural_person, true())}
"""What every row tells of its lead. Of a lead that the ledger lacks nothing is known: it may be about a person."""


NO_PLACE: Final = Mistake(
    "input.place",
    Words("不是上一页给出的位置", "this is not a place that a page before gave"),
    Words("照抄上一页给出的位置（命令行 --after，接口 following），排序不变",
          "copy the place that the page before gave (--after; following over HTTP), and keep the order"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """Which rows to show; what is empty does not narrow. ``division`` takes in everything below it.

    ``shown_to`` keeps rows of leads that whoever asks is shown at all. ``sort``: by which of a register's columns, its
    own order where that is none of them; ``descending``: the other way round.
    """

    division: str = ""
    office: str = ""
    lead: str = ""
    shown_to: Reader | None = None
    sort: str = ""
    descending: bool = False


ALL: Final = RegisterFilter()


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows, and after which the next page begins (None after the last)."""

    rows: tuple[R, ...]
    following: tuple[Any, ...] | None


def telling(names: Iterable[str], table: Table, **computed: ColumnElement[Any]) -> Select[Any]:
    """A statement with these columns: computed, of the table, or of the lead beside it."""
    found = {**OF_LEAD, **dict(table.c.items()), **computed}
    return select(*(found[name].label(name) for name in names)).select_from(
        table.outerjoin(L, table.c.lead == L.c.lead)
    )


def stored_fields(row: type) -> tuple[str, ...]:
    """The fields of a row that have no default: those that come from the statement."""
    return tuple(f.name for f in fields(row) if f.default is MISSING)


def narrowed(query: Select[Any], wanted: RegisterFilter) -> Select[Any]:
    """The rows about leads that are wanted."""
    simple: tuple[tuple[object, ColumnElement[bool]], ...] = (
        (wanted.division, below(L.c.division, wanted.division)),
        (wanted.office, L.c.office == wanted.office),
        (wanted.lead, L.c.lead == wanted.lead),
    )
    if wanted.shown_to is not None:
        query = query.where(shown_to(wanted.shown_to, L))
    return query.where(*(condition for given, condition in simple if given))


Order = tuple[ColumnElement[Any], ...]
"""Columns that together name a row."""
Sorts = Mapping[str, ColumnElement[Any]]
"""Column of a register → by what it is sorted."""


def arranged(sort: str, sorts: Sorts, own: Order) -> Order:
    """The order that is asked for, with the register's own behind it; of what is not known the place is the first."""
    if sort not in sorts:
        return own
    chosen = sorts[sort]
    return (func.coalesce(chosen, "" if chosen.type.python_type is str else -1), *own)


def page(
    connection: Connection,
    query: Select[Any],
    order: Sequence[ColumnElement[Any]],
    after: tuple[Any, ...] | None,
    limit: int,
    *,
    descending: bool = False,
) -> Page[Mapping[str, Any]]:
    """A page of stored rows in an order that names each row; pages neither repeat nor skip while rows are added.

    Raises ``InvalidInput`` (``input.place``) for an ``after`` that no page of this order ended with.
    """
    if after is not None and not _is_a_place(after, order):
        raise NO_PLACE.at(field="after")
    keys = [f"order_{number}" for number, _ in enumerate(order)]
    query = query.add_columns(*(column.label(name) for name, column in zip(keys, order, strict=True)))
    if after is not None:
        here, there = tuple_(*order), tuple_(*after)
        query = query.where(here < there if descending else here > there)
    placed = [column.desc() if descending else column.asc() for column in order]
    found = [dict(row) for row in connection.execute(query.order_by(*placed).limit(limit + 1)).mappings()]
    ends = [tuple(row.pop(name) for name in keys) for row in found]
    return Page(tuple(found[:limit]), ends[limit - 1] if len(found) > limit else None)


def _is_a_place(after: tuple[Any, ...], order: Sequence[ColumnElement[Any]]) -> bool:
    """Whether the values are as many, and of the kinds, that the order has."""
    return len(after) == len(order) and all(
        value is None or isinstance(value, column.type.python_type) for value, column in zip(after, order, strict=True)
    )
