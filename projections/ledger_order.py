"""In which orders the risk ledger is read, page by page: no page repeats or skips a row while others come in.

Where a page ended is told by the row it ended with, never by a count. Rows without a value come behind all others, in
both directions: the two are read one after the other, since databases do not agree where NULL belongs, and since each
of them comes straight off an index.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, literal, select, tuple_, union_all

from projections.base import LIMIT
from projections.risk_ledger import LEADS, TIE

T: Final = LEADS.table


class Sort(StrEnum):
    """What the ledger is sorted by. Values are names for people and programs."""

    REGISTERED = "registered"
    NUMBER = "number"
    SUBJECT = "subject"
    AMOUNT = "amount"
    PARTICIPANTS = "participants"
    GRADE = "grade"
    DEADLINE = "deadline"
    SINCE = "since"


COLUMNS: Final[dict[Sort, ColumnElement[Any]]] = {
    Sort.REGISTERED: T.c.registered_at,
    Sort.NUMBER: T.c.number,
    Sort.SUBJECT: T.c.subject_order,
    Sort.AMOUNT: T.c.amount_fen,
    Sort.PARTICIPANTS: T.c.participants,
    Sort.GRADE: T.c.grade_rank,
    Sort.DEADLINE: T.c.deadline,
    Sort.SINCE: T.c.stage_since,
}
"""Firms stand in the order of their pinyin; natural persons have none, for an order would tell of veiled names."""

OPTIONAL: Final = frozenset(Sort) - {Sort.REGISTERED, Sort.NUMBER}
"""What a lead may lack."""


class Order(NamedTuple):
    """By what, and whether the other way round; leads alike in it stand as they were registered."""

    by: Sort = Sort.REGISTERED
    descending: bool = False


class Cursor(NamedTuple):
    """The last row of a page: what it is sorted by as stored (None: it has none), registered (µs), number, lead."""

    value: int | str | None
    registered_at: int
    number: str
    lead: str


AS_REGISTERED: Final = Order()
KEYS: Final = tuple(f"order_{name}" for name in Cursor._fields)
"""The names under which a statement gives what a cursor is made of."""


def parts(query: Select[Any], order: Order, after: Cursor | None) -> Iterator[Select[Any]]:
    """The statements that give the rows behind ``after`` one after the other, each row with its place."""
    value = COLUMNS[order.by]
    query = query.add_columns(*(each.label(key) for key, each in zip(KEYS, (value, *_TIE), strict=True)))
    if after is None or after.value is not None:
        yield _behind(query.where(value >= _lowest(value)), (value, *_TIE), order, after)
        after = None
    if order.by in OPTIONAL:
        yield _behind(query.where(value.is_(None)), _TIE, order, after and after[1:])


def merged(query: Select[Any], choices: Sequence[ColumnElement[bool]], order: Order, limit: int) -> Select[Any]:
    """The first rows of those for which one of the choices holds: the first of each, put together.

    Asked for all at once, a database may sort every row that it finds.
    """
    if len(choices) == 1:
        return query.where(*choices).limit(limit)
    each = union_all(*(select(query.where(choice).limit(limit).subquery()) for choice in choices)).subquery()
    return select(each).order_by(*directed((each.c[key] for key in KEYS), order)).limit(limit)


_TIE: Final = tuple(T.c[name] for name in TIE)


def _behind(
    query: Select[Any], keys: Sequence[ColumnElement[Any]], order: Order, after: tuple[Any, ...] | None
) -> Select[Any]:
    if after is not None:
        place = dict(zip(keys, after, strict=True))  # a key that stands twice is compared once
        here, there = tuple_(*place), tuple_(*place.values())
        query = query.where(here < there if order.descending else here > there)
    return query.order_by(*directed(dict.fromkeys(keys), order))


def directed(keys: Iterable[ColumnElement[Any]], order: Order) -> Iterator[ColumnElement[Any]]:
    """The keys with their direction."""
    return (key.desc() if order.descending else key for key in keys)


def _lowest(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Says the same as IS NOT NULL; but by a bound both databases find where in the index the values begin."""
    return literal(-LIMIT if isinstance(column.type, Integer) else "", column.type)
