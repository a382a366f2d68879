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
from domain.errors import LogDamaged
from domain.instants import day_of
from domain.procedure import Row
from domain.words import Words
from projections.doings import Doing
from projections.timeline import Entry, entries
from workflows.law import in_force
from workflows.ports import Recorded
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
    """Tell them, some at a time; whoever asks is shown nothing that is sealed.

    Raises ``LogDamaged`` where the log does not hold what was done.
    """
    called, rest = names(app, actor), iter(found)
    while some := tuple(islice(rest, AT_ONCE)):
        recorded = app.store.found_at([each.position for each in some], open_personal=False)
        for each in some:
            (entry,) = entries((_same(recorded.get(each.position), each),), called)
            yield Told(each, entry, _basis(each.move, day_of(entry.recorded_at)))


def _same(found: Recorded | None, doing: Doing) -> Recorded:
    """What stands where it was done, if it is that: after its end was cut off, a log holds something else there."""
    if found is None or (found.stream, found.version) != (doing.stream, doing.version):
        raise LogDamaged(_GONE.fill(position=doing.position))
    return found


_GONE: Final = Words(
    "日志第 {position} 号不再是当初记入的事件：它不见了，或换成了别的。",
    "Position {position} of the log no longer holds what was done there: it is gone, or something else is.",
)


@cache
def _basis(move: str, day: date) -> tuple[Read, ...]:
    basis = next((row.basis for row in ROWS if row.id == move), ())
    return tuple(read(each, day) for each in in_force(basis, day))
