"""Files that take longer than a glance: each is written by its own thread, told how far it is, and fetched once.

They live in this process alone, and nobody else is told of them.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, Lock, Semaphore, Thread
from typing import IO, Any, Final
from weakref import finalize

import structlog

from api.http.files import Content, Named, filled, take_turn
from api.registers.statistics import Line
from domain.actor import Actor
from domain.errors import ChufeiError, Contended
from domain.words import Words

GLANCE: Final = 2.0
"""Seconds: what is written within them is sent at once, as if nothing had been in between."""
KEPT: Final = 8
"""Files that are written and wait on the disk to be fetched; none has a name there."""
BROKEN: Final = Words("系统出错，已记入日志；请重新导出", "an error of ours, it is in our log; ask for the file again")

log = structlog.get_logger(__name__)

Fill = Callable[[IO[bytes], Callable[[Content], Content]], None]
"""File, what counts the rows of a content → the file written, its rows counted on the way. May raise anything."""


@dataclass(kw_only=True)
class Export:
    """One file on its way: for whom, with which powers, asked for by which address; rows that are written."""

    id: str
    asker: Actor
    address: str
    named: Named
    rows: int = 0
    file: IO[bytes] | None = None
    closing: Any = None
    """What closes the file with its export, as long as nobody fetched it."""
    error: ChufeiError | None = None
    over: Event = field(default_factory=Event)

    def counted(self, content: Content) -> Content:
        """The same content, each of whose rows is counted when it is written."""
        return content._replace(rows=self._counting(content))

    def _counting(self, content: Content) -> Iterator[Line]:
        for row in content.rows:
            self.rows += 1
            yield row

    def fetch(self) -> IO[bytes] | None:
        """What was written, to whoever asks first. Raises what went wrong."""
        if self.error is not None:
            raise self.error
        file, self.file = self.file, None
        return file if self.closing is not None and self.closing.detach() else None  # to one alone of two at once


@dataclass(slots=True)
class Exports:
    """All of one process. May be used from any thread. ``turns`` are shared with whoever else writes files."""

    turns: Semaphore
    _all: OrderedDict[str, Export] = field(default_factory=OrderedDict)
    _lock: Any = field(default_factory=Lock)

    def find(self, identity: str, asker: Actor) -> Export | None:
        """A file of this very person, in the office he acts for, with the powers that he asked for it with."""
        found = self._all.get(identity)
        return found if found is not None and found.asker == asker else None

    def begin(self, export: Export, fill: Fill) -> Export:
        """Write a file; what is being written already is the same one.

        Raises ``HTTPException`` where others write theirs.
        """
        with self._lock:
            before = self.find(export.id, export.asker)
            if before is not None and not before.over.is_set():
                return before
            take_turn(self.turns)
            self._all[export.id] = export
            self._all.move_to_end(export.id)
            self._forget()
        Thread(target=self._run, args=(export, fill), name="export", daemon=True).start()
        return export

    def _run(self, export: Export, fill: Fill) -> None:
        try:
            export.file = filled(lambda file: fill(file, export.counted))
            export.closing = finalize(export, export.file.close)  # nobody need fetch it: it goes with its export
        except ChufeiError as error:
            export.error = error
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread
            log.error("an export failed", error=type(error).__name__)  # noqa: TRY400 - a trace would hold rows
            export.error = Contended(BROKEN)
        finally:
            self.turns.release()
            export.over.set()

    def _forget(self) -> None:
        """Those that are over, but for the last few."""
        over = [each for each in self._all.values() if each.over.is_set()]
        for each in over[:-KEPT]:
            del self._all[each.id]
