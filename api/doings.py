"""What was done, for whoever oversees it: looked for by kind and by rule, told in plain words with nothing opened."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from api.app import App
from api.citations import Read, read
from api.telling import names
from domain.actor import Actor
from domain.instants import day_of
from domain.procedure import Row
from domain.words import Words
from projections.doings import Doing
from projections.timeline import Entry, entries
from workflows.law import in_force
from workflows.procedures.lead import LEAD
from workflows.procedures.transfer import TRANSFER

AT_ONCE: Final = 500
"""Events of one read of the log."""
ROWS: Final[Sequence[Row]] = (*LEAD.rows, *TRANSFER.rows)
"""Every move there is, under the id that stands in events."""


class Told(NamedTuple):
    """One thing that was done, as people read it, and the articles that its move rests on."""

    doing: Doing
    entry: Entry
    basis: tuple[Read, ...]


def kinds() -> dict[str, Words]:
    """The kinds of moves, each under the id of its first row: several rows may be called the same."""
    found: dict[Words, str] = {}
    for row in ROWS:
        found.setdefault(row.label, row.id)
    return {identity: label for label, identity in found.items()}


def of_kind(identity: str) -> frozenset[str]:
    """The moves that are called as this one is; none for what is no move."""
    label = next((row.label for row in ROWS if row.id == identity), None)
    return frozenset(row.id for row in ROWS if row.label == label)


def rules(day: date) -> list[Read]:
    """The articles and office rules that moves rest on; the law first."""
    found = dict.fromkeys(each for row in ROWS for each in row.basis)
    return [read(each, day) for each in sorted(found, key=lambda each: (each.is_office_rule, str(each)))]


def under(rule: str) -> frozenset[str]:
    """The moves that rest on an article or office rule."""
    return frozenset(row.id for row in ROWS if rule in map(str, row.basis))


def told(app: App, actor: Actor, found: Iterable[Doing]) -> Iterator[Told]:
    """Tell them, some at a time; whoever asks is shown nothing that is sealed."""
    called, rest = names(app, actor), iter(found)
    while some := tuple(islice(rest, AT_ONCE)):
        recorded = app.store.found_at([each.position for each in some], open_personal=False)
        for each in some:
            (entry,) = entries((recorded[each.position],), called)
            yield Told(each, entry, _basis(each.move, day_of(entry.recorded_at)))


@cache
def _basis(move: str, day: date) -> tuple[Read, ...]:
    basis = next((row.basis for row in ROWS if row.id == move), ())
    return tuple(read(each, day) for each in in_force(basis, day))
