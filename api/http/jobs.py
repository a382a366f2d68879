"""Imports under way and done lately: a few at a time, each by its own thread, the last ones kept to be asked for.

They live in this process alone and are forgotten when it ends. Nothing is lost by that: a file that is sent again goes
on where it was cut short, since each of its rows is taken once.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock, Thread
from typing import Any, Final

import structlog
from starlette.exceptions import HTTPException

from api.app import App
from api.http.problems import as_problem
from api.http.ways import over_http
from api.import_told import as_json
from api.imports import Book, Options, bring, understand
from domain.actor import Actor
from domain.errors import ChufeiError, Contended
from domain.words import Words

AT_ONCE: Final = 2
"""Imports under way; each may hold a large file in memory."""
KEPT: Final = 20
"""Imports done whose reports are kept."""
WAIT: Final = "5"
"""Seconds after which another file may be sent."""
BROKEN: Final = Words("系统出错，已记入日志；请重新发送文件", "an error of ours, it is in our log; send the file again")

log = structlog.get_logger(__name__)


class State(StrEnum):
    """How far an import is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True, kw_only=True)
class Job:
    """One file on its way. ``total`` is not known before the file is understood."""

    id: str
    actor: Actor
    name: str
    store: bool
    state: State = State.RUNNING
    done: int = 0
    total: int = 0
    report: Mapping[str, Any] | None = None
    problem: Mapping[str, Any] | None = None

    def step(self) -> None:
        """One more row is done."""
        self.done += 1


@dataclass(slots=True)
class Jobs:
    """All of one process. May be used from any thread."""

    app: App
    _jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    _lock: Any = field(default_factory=Lock)

    def find(self, identity: str, actor: Actor) -> Job | None:
        """A job of this very person."""
        job = self._jobs.get(identity)
        return job if job is not None and job.actor.id == actor.id else None

    def begin(self, job: Job, data: bytes, options: Options) -> Job:
        """Start it; what is under way already is the same job, what is over begins anew. Raises ``HTTPException``."""
        with self._lock:
            before = self.find(job.id, job.actor)
            if before is not None and before.state is State.RUNNING:
                return before
            if sum(each.state is State.RUNNING for each in self._jobs.values()) >= AT_ONCE:
                raise HTTPException(429, headers={"retry-after": WAIT})
            self._jobs[job.id] = job
            self._jobs.move_to_end(job.id)
            self._forget()
        Thread(target=self._run, args=(job, data, options), name="import", daemon=True).start()
        return job

    def _forget(self) -> None:
        over = [each.id for each in self._jobs.values() if each.state is not State.RUNNING][:-KEPT]
        for identity in over:
            del self._jobs[identity]

    def _run(self, job: Job, data: bytes, options: Options) -> None:
        try:
            book = understand(self.app, job.actor, data, job.name, options)
            job.total = sum(len(sheet.drafts) for sheet in book.sheets)
            job.report = self._taken(job, book, job.step)
            job.state = State.DONE
        except ChufeiError as error:
            job.problem = as_problem(error)
            job.state = State.FAILED
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread
            log.error("an import failed", error=type(error).__name__)  # noqa: TRY400 - a trace would hold rows of the file
            job.problem = as_problem(Contended(BROKEN))
            job.state = State.FAILED

    def _taken(self, job: Job, book: Book, told: Callable[[], None]) -> Mapping[str, Any]:
        results = bring(self.app, job.actor, book, store=job.store, told=told)
        report: Mapping[str, Any] = over_http(as_json(self.app, book, results, stored=job.store))
        return report
