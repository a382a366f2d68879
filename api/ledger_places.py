"""Where a page of the ledger ended, as a word that people copy and programs send back."""

from typing import Final
from urllib.parse import quote, unquote

from projections.base import LIMIT
from projections.ledger_order import COLUMNS, Cursor, Order, Sort
from projections.registers import NO_PLACE

APART: Final = "~"
QUOTED: Final = "%7E"
BACKWARDS: Final = ".desc"
TOLD: Final = {Sort.REGISTERED: 0, Sort.NUMBER: 1}
"""Orders whose value is told already, and where."""


def place_text(order: Order, cursor: Cursor) -> str:
    """``amount.desc~1646193600000000~370104-2022-0001~l1~12345600``; without the last where the lead has no value."""
    told = [cursor.registered_at, cursor.number, cursor.lead]
    if order.by not in TOLD and cursor.value is not None:
        told.append(cursor.value)
    return APART.join((_head(order), *(quote(str(each), safe="").replace(APART, QUOTED) for each in told)))


def place_of(text: str, order: Order, field: str = "--after") -> Cursor:
    """What ``place_text`` made, for the same order. Raises ``InvalidInput`` (``input.place``)."""
    head, *rest = text.split(APART)
    try:
        registered, number, lead, *values = rest
        tie = (_number(registered), _text(number), _text(lead))
        if head != _head(order) or len(values) > 1:
            raise NO_PLACE.at(field)
        value = _value(order, values[0]) if values else tie[TOLD[order.by]] if order.by in TOLD else None
        return Cursor(value, *tie)
    except ValueError:
        raise NO_PLACE.at(field) from None


def _head(order: Order) -> str:
    return order.by + BACKWARDS * order.descending


def _value(order: Order, text: str) -> int | str:
    return _number(text) if COLUMNS[order.by].type.python_type is int else _text(text)


def _number(text: str) -> int:
    """Raises ``ValueError`` for what no database holds."""
    if abs(number := int(text)) >= LIMIT:
        raise ValueError
    return number


def _text(text: str) -> str:
    """Raises ``ValueError`` for what no database holds."""
    if not (read := unquote(text, errors="strict")).isprintable():
        raise ValueError
    return read
