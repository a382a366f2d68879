"""Which leads stand before whoever asks: those of his area, and those his office, or one below it, answers for."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, or_

from domain.values.divisions import significant


class Reader(NamedTuple):
    """Who asks: his office and his area."""

    office: str
    division: str


def open_to(reader: Reader, leads: FromClause) -> ColumnElement[bool]:
    """The leads whose personal data he may read (``domain.lead.guards.in_area``)."""
    return or_(leads.c.office == reader.office, _below(leads.c.division, reader.division))


def shown_to(reader: Reader, leads: FromClause) -> ColumnElement[bool]:
    """The leads that he is shown at all: also those that an office below his own answers for, wherever they lie."""
    if "-" in reader.office:  # a regulator's, above nobody
        return open_to(reader, leads)
    return or_(open_to(reader, leads), _below(leads.c.office, reader.office))


def _below(column: ColumnElement[Any], code: str) -> ColumnElement[bool]:
    return column.startswith(significant(code), autoescape=True)
