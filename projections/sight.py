"""Which leads stand before whoever asks: those of his area, and those his office, or one below it, answers for."""

from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, or_

from domain.values.divisions import STEPS, WHOLE, significant


class Reader(NamedTuple):
    """Who asks: his office and his area."""

    office: str
    division: str


def open_to(reader: Reader, leads: FromClause) -> ColumnElement[bool]:
    """The leads whose personal data he may read (``domain.lead.guards.in_area``)."""
    return or_(leads.c.office == reader.office, below(leads.c.division, reader.division))


def shown_to(reader: Reader, leads: FromClause) -> ColumnElement[bool]:
    """The leads that he is shown at all: also those that an office below his own answers for, wherever they lie."""
    if "-" in reader.office:  # a regulator's, above nobody
        return open_to(reader, leads)
    return or_(open_to(reader, leads), below(leads.c.office, reader.office))


def overseen(reader: Reader, leads: FromClause, *, answering: bool) -> ColumnElement[bool]:
    """The leads of which it is told who did and read what.

    To an auditor those of his area; to a leader (``answering``) those that his organ, or one below it, answers for.
    """
    if not answering:
        return shown_to(reader, leads)
    own = leads.c.office == reader.office
    return own if "-" in reader.office else or_(own, below(leads.c.office, reader.division))


def in_hand(reader: Reader, leads: FromClause) -> ColumnElement[bool]:
    """The leads that are his office's work, as a row tells it (``domain.access.is_own_work``)."""
    own = leads.c.office == reader.office
    if "-" in reader.office:
        return own
    return or_(own, below(leads.c.office, reader.division), leads.c.office.in_(_above(reader.division)))


def _above(division: str) -> tuple[str, ...]:
    """The codes of the areas that an area lies in, its own among them, in every length a code is written in."""
    code = significant(division)
    starts = [code[:step] for step in STEPS if step <= len(code)]
    return tuple(start.ljust(length, "0") for start in starts for length in WHOLE if len(start) <= length)


def below(column: ColumnElement[Any], code: str) -> ColumnElement[bool]:
    """Whether a column's area or office is this one or lies in it: between two bounds, which an index can find."""
    return and_(column >= significant(code), column < significant(code) + LAST)


LAST: Final = "\U0010ffff"
"""Behind every character of a code."""
