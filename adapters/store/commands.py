"""Holds the table of commands against the log, both ways: each row must say what the events of its command say."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

import msgspec

from adapters.store.audit import Columns, Stored
from adapters.store.damage import Damage, Kind, damage

MANY: Final = 10_000
"""More damaged events than any command has."""


CommandColumns: TypeAlias = tuple[bytes, bytes, int, int]
"""A row of the table of commands as the driver gives it; ``Run`` has the names."""


class Run(NamedTuple):
    """A row of the table of commands, or what the events say it must be. The id as bytes."""

    command_id: bytes
    digest: bytes
    first: int
    last: int


class _Said(msgspec.Struct):
    """What the meta of an event says of its command."""

    command_id: str
    digest: str


_META: Final = itemgetter(Stored._fields.index("meta"))
_said: Final = msgspec.json.Decoder(_Said).decode


def said(meta: bytes) -> tuple[bytes, bytes]:
    """Id and digest of the command an event belongs to. Raises ``ValueError`` where meta does not say it."""
    try:
        told = _said(meta)
    except msgspec.MsgspecError as error:
        raise ValueError(*error.args) from error
    return told.command_id.encode(), bytes.fromhex(told.digest)


class Runs:
    """Joins the events of one command, as they pass, into runs. Damaged events belong to no run."""

    def __init__(self) -> None:
        self._open: Run | None = None
        self._closed: list[Run] = []
        self._damaged: set[int] = set()
        self._missing: list[range] = []

    def add(self, rows: Sequence[Columns]) -> Iterator[int]:
        """Take events that are what was written; the positions of those whose meta does not say whose they are.

        What stands beside the events of one command is the same for all, and is read once.
        """
        for meta, events in groupby(rows, _META):
            positions = [event[0] for event in events]
            try:
                self._join(Run(*said(meta), positions[0], positions[-1]))
            except ValueError:
                yield from positions

    def _join(self, run: Run) -> None:
        before = self._open
        if before is None:
            self._open = run
        elif before.command_id == run.command_id and self._excused(before.last + 1, run.first - 1):
            self._open = before._replace(last=run.last)
        else:
            self._closed.append(before)
            self._open = run

    def excuse(self, first: int, last: int) -> None:
        """These positions are told as damaged already."""
        if first == last:
            self._damaged.add(first)
        else:
            self._missing.append(range(first, last + 1))

    def close(self) -> None:
        """The next event belongs to another run."""
        if self._open is not None:
            self._closed.append(self._open)
            self._open = None

    def take(self) -> list[Run]:
        """The runs that are complete, once."""
        taken, self._closed = self._closed, []
        return taken

    def compare(self, runs: Sequence[Run], rows: Sequence[CommandColumns]) -> Iterator[Damage]:
        """What the rows of the table of commands say differently; both in the order of their first positions."""
        if runs == rows:
            return
        by_id = {row[0]: Run._make(row) for row in rows}
        for run in runs:
            row = by_id.get(run.command_id)
            name = run.command_id.decode(errors="replace")
            if row is None:
                self._damaged.add(run.first)
                yield damage(run.first, Kind.COMMAND_MISSING, command=name)
            elif row != run and not self._same(run, row):
                yield damage(run.first, Kind.COMMAND_CHANGED, command=name)

    def surplus(self, row: Run, meta: bytes | None) -> Damage | None:
        """The damage when a row of the table has no events; ``meta`` is that of the event at its first position."""
        if self.excuses(row.first):
            return None
        try:
            if meta is not None and said(meta)[0] == row.command_id:
                return None
        except ValueError:
            pass
        return damage(row.first, Kind.COMMAND_SURPLUS, command=row.command_id.decode(errors="replace"))

    def excuses(self, position: int) -> bool:
        """Whether this position is told as damaged already."""
        return position in self._damaged or any(position in positions for positions in self._missing)

    def _same(self, run: Run, row: Run) -> bool:
        """Whether the row speaks of more events than the run, and all the others are told as damaged already."""
        return (
            row.digest == run.digest
            and row.first <= run.first
            and run.last <= row.last
            and self._excused(row.first, run.first - 1)
            and self._excused(run.last + 1, row.last)
        )

    def _excused(self, first: int, last: int) -> bool:
        """Whether all these positions, perhaps none, are told as damaged already."""
        if any(first in positions and last in positions for positions in self._missing):
            return True
        return last - first < MANY and all(map(self.excuses, range(first, last + 1)))
