"""Whether an office has a lead about a subject since a day: asked of the rows of a ledger that is brought again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from domain.duplicates.prints import Kind, Print
from domain.instants import day_of, instant_of
from projections.risk_ledger import LEADS
from projections.sight import Reader, open_to
from projections.subjects import AT_ONCE, SubjectIndex, Subjects, portions

T: Final = LEADS.table

IDENTITY: Final = frozenset({Kind.USCC, Kind.RESIDENT_ID})
"""Who has one is nobody else; two that differ are two subjects, however they are called."""
OF_PERSONS: Final = frozenset({Kind.RESIDENT_ID, Kind.PERSON})
"""Of a firm the same kind of print tells who represents it: that is another lead."""
NAMES: Final = frozenset({Kind.NAME, Kind.PERSON})
TELLING: Final = IDENTITY | NAMES


class Wanted(NamedTuple):
    """A subject by its prints (``Subjects.who``), the offices that may answer for it, its day of registration."""

    offices: frozenset[str]
    day: date
    prints: frozenset[Print]


def same_leads(
    connection: Connection, subjects: Subjects, wanted: Sequence[Wanted], reader: Reader
) -> list[tuple[str, ...]]:
    """For each subject the leads of those offices that were registered on that day: the same identity, or else name.

    Only of leads whose personal data the ``reader`` may read: what is found tells whom they are about.
    """
    index = SubjectIndex(subjects, connection)
    holders = index.holders({each for one in wanted for each in one.prints if each.kind in TELLING})
    rows = _rows(connection, sorted({lead for leads in holders.values() for lead in leads}), reader)
    found = [dict.fromkeys(_held(one, holders, rows)) for one in wanted]
    prints = index.prints({lead for leads in found for lead in leads})
    return [
        tuple(lead for lead in leads if not _two(one.prints, prints.get(lead, frozenset())))
        for one, leads in zip(wanted, found, strict=True)
    ]


def _held(one: Wanted, holders: Mapping[Print, frozenset[str]], rows: Mapping[str, Any]) -> Iterator[str]:
    """Those of one print in the order of their numbers: so rows that changed find theirs in the order of the ledger."""
    for print_ in sorted(each for each in one.prints if each.kind in TELLING):
        of_person = print_.kind in OF_PERSONS
        held = [rows[lead] for lead in holders.get(print_, ()) if lead in rows]
        for row in sorted(held, key=lambda row: row.number):
            here = row.office in one.offices and row.natural_person == of_person
            if here and day_of(instant_of(row.registered_at)) == one.day:
                yield row.lead


def _two(one: frozenset[Print], other: frozenset[Print]) -> bool:
    """Whether both have an identity of their own."""
    here, there = ({each for each in prints if each.kind in IDENTITY} for prints in (one, other))
    return bool(here and there) and not here & there


def _rows(connection: Connection, leads: Sequence[str], reader: Reader) -> dict[str, Any]:
    columns = (T.c.lead, T.c.number, T.c.office, T.c.registered_at, T.c.natural_person)
    told = (T.c.registered_at.is_not(None), open_to(reader, T))
    return {
        row.lead: row
        for some in portions(leads, AT_ONCE)
        for row in connection.execute(select(*columns).where(T.c.lead.in_(some), *told))
    }
