"""Imports under way and done lately: a few at a time, each by its own thread, the last ones kept to be asked for.

They live in this process alone and are forgotten when it ends. Nothing is lost by that: a file that is sent again goes
on where it was cut short, since each of its rows is taken once.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from threading import Lock, Thread
from typing import Any, Final, NamedTuple

import structlog
from starlette.exceptions import HTTPException

from api.app import App
from api.http.problems import as_problem
from api.http.ways import over_http
from api.import_told import as_json
from api.imports import Book, Options, Result, bring, understand
from domain.actor import Actor
from domain.errors import ChufeiError, Contended
from domain.words import Words

AT_ONCE: Final = 2
"""Imports under way; each may hold a large file in memory."""
KEPT: Final = 20
"""Imports done whose reports are kept."""
HELD: Final = 60_000_000
"""Bytes of files that were tried and may be stored."""
WAIT: Final = "5"
"""Seconds after which another file may be sent."""
BROKEN: Final = Words("系统出错，已记入日志；请重新发送文件", "an error of ours, it is in our log; send the file again")

log = structlog.get_logger(__name__)


class State(StrEnum):
    """How far an import is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Sent(NamedTuple):
    """A file as it was sent: its name, what is in it, what whoever sent it says of it."""

    name: str
    data: bytes
    options: Options


class Brought(NamedTuple):
    """A file that was understood, and what became of each of its lines, or would."""

    book: Book
    results: Sequence[Result]


@dataclass(slots=True, kw_only=True)
class Job:
    """One file on its way. ``total`` is not known before the file is understood.

    ``brought`` and ``error`` tell people what ``report`` and ``problem`` tell programs. Of a file that was only tried
    ``data`` is kept for a while, so that it can be stored without being sent again.
    """

    id: str
    actor: Actor
    name: str
    store: bool
    options: Options
    brought: Brought | None = None
    error: ChufeiError | None = None
    data: bytes = b""
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

    def begin(self, actor: Actor, sent: Sent, *, store: bool) -> Job:
        """Try or store a file; what is under way already is the same job, what is over begins anew.

        Raises ``HTTPException`` where too many are under way.
        """
        asked = sent.options
        said = (asked.sheet, asked.unit, asked.source, asked.registered, asked.second)
        digest = sha256(sent.data).hexdigest()
        identity = self.app.derive("import", *map(str, (actor.id, actor.office, digest, sent.name, store, *said)))
        job = Job(id=identity, actor=actor, name=sent.name, store=store, options=asked)
        with self._lock:
            before = self.find(job.id, actor)
            if before is not None and before.state is State.RUNNING:
                return before
            if sum(each.state is State.RUNNING for each in self._jobs.values()) >= AT_ONCE:
                raise HTTPException(429, headers={"retry-after": WAIT})
            self._jobs[job.id] = job
            self._jobs.move_to_end(job.id)
            self._forget()
        Thread(target=self._run, args=(job, sent.data), name="import", daemon=True).start()
        return job

    def sent(self, job: Job) -> Sent | None:
        """The file of a job that was only tried; None where it is kept no more."""
        return Sent(job.name, job.data, job.options) if job.data else None

    def _forget(self) -> None:
        over = [each.id for each in self._jobs.values() if each.state is not State.RUNNING][:-KEPT]
        for identity in over:
            del self._jobs[identity]

    def _run(self, job: Job, data: bytes) -> None:
        try:
            self._bring(job, data)
            job.state = State.DONE
        except ChufeiError as error:
            _failed(job, error)
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread
            log.error("an import failed", error=type(error).__name__)  # noqa: TRY400 - a trace would hold rows of the file
            _failed(job, Contended(BROKEN))

    def _bring(self, job: Job, data: bytes) -> None:
        book = understand(self.app, job.actor, data, job.name, job.options)
        job.total = sum(len(sheet.drafts) for sheet in book.sheets)
        results = bring(self.app, job.actor, book, store=job.store, told=job.step)
        job.report = over_http(as_json(self.app, book, results, stored=job.store))
        job.brought = Brought(book, results)
        if not job.store:
            with self._lock:
                job.data = data
                self._let_go()

    def _let_go(self) -> None:
        """Keep no more of the files that were tried than there is room for, the last ones first."""
        held = 0
        for job in reversed(self._jobs.values()):
            held += len(job.data)
            if held > HELD:
                job.data = b""


def _failed(job: Job, error: ChufeiError) -> None:
    job.error, job.problem = error, as_problem(error)
    job.state = State.FAILED
