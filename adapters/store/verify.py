"""Proves the log unbroken, or says what is broken: re-hashes every stored byte, both chains, and the table of commands.

It reads the tables as they lie; that everybody else finds the same by the index is asked at the end.

What stands in one database can prove that nothing in it was changed, moved or taken out, except the newest commands,
when their events and their rows are cut off together: that takes a witness outside (a signed checkpoint).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection, Engine

from adapters.store.audit import Audit, Columns, Stored
from adapters.store.commands import Runs
from adapters.store.damage import Damage, Kind, damage
from adapters.store.engine import POSTGRESQL
from adapters.store.protection import Lapse, lapses
from adapters.store.rows import Rows

PAGE: Final = 1_000
LIMIT: Final = 10_000
"""After so many damages the rest is not worth telling."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: how many events and commands were checked, the chain_hash of the last event, every damage.

    ``lapses`` are the protections of the log that are gone; a log may be sound without them, until somebody changes it.
    """

    events: int
    commands: int
    chain_hash: bytes
    damages: tuple[Damage, ...]
    lapses: tuple[Lapse, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the log is what was written."""
        return not self.damages


def verify(engine: Engine) -> Report:
    """Check the whole log as it stands now, in memory that does not grow with it; writers need not wait.

    At most ``LIMIT`` damages are told.
    """
    with engine.connect() as connection:
        if engine.dialect.name == POSTGRESQL:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901 - the same one
        with connection.begin():
            pass_ = _Pass(connection)
            damages = tuple(islice(pass_.damages(), LIMIT))
            gone = lapses(connection)
        return Report(pass_.events, pass_.commands, pass_.audit.chain, damages, gone)


class _Pass:
    """One pass over one snapshot of the log."""

    def __init__(self, connection: Connection) -> None:
        self._rows = Rows(connection)
        self.audit = Audit(self._rows.end_of)
        self.events = 0
        self.commands = 0
        self._runs = Runs()

    def damages(self) -> Iterator[Damage]:
        """Every damage, in the order it is come upon."""
        sound = True
        for page in self._rows.events(PAGE):
            for wrong in self._in_page(page):
                sound = False
                yield wrong
        self._runs.close()
        for wrong in self._in_commands():
            sound = False
            yield wrong
        if not sound or self._rows.count() != self.commands:
            yield from self._surplus()
        for position in self._rows.unfound(LIMIT):
            if not self._runs.excuses(position):
                yield damage(position, Kind.UNFOUND)

    def _in_page(self, page: Sequence[Columns]) -> Iterator[Damage]:
        start = 0
        while start < len(page):
            end = self.audit.follow(page, start)
            yield from self._without_command(self._runs.add(page[start:end]))
            for row in page[end : end + 1]:
                yield from self._in_row(Stored._make(row))
            start = end + 1
        self.events += len(page)
        yield from self._in_commands()

    def _in_row(self, row: Stored) -> Iterator[Damage]:
        wrong = list(self.audit.examine(row))
        for one in wrong:
            self._runs.excuse(one.position, row.position - 1 if one.kind is Kind.MISSING else one.position)
        yield from wrong
        if all(one.kind is Kind.MISSING for one in wrong):
            yield from self._without_command(self._runs.add([row]))

    def _without_command(self, positions: Iterable[int]) -> Iterator[Damage]:
        """Events whose meta was written so that it names no command: not by this software."""
        for position in positions:
            self._runs.excuse(position, position)
            yield damage(position, Kind.CONTENT)

    def _in_commands(self) -> Iterator[Damage]:
        runs = self._runs.take()
        rows = self._rows.commands([run.command_id.decode() for run in runs])
        self.commands += len(rows)
        yield from self._runs.compare(runs, rows)

    def _surplus(self) -> Iterator[Damage]:
        """Rows of commands that the events say nothing of."""
        for rows in self._rows.all_commands(PAGE):
            metas = self._rows.metas([row.first for row in rows])
            for row in rows:
                wrong = self._runs.surplus(row, metas.get(row.first))
                if wrong is not None:
                    yield wrong
