"""Imports under way and done lately: one process works at each, and every other tells about it.

Nothing is lost where one is cut short: a file that is brought again goes on where it was, since each of its rows is
taken once.
"""

from collections.abc import Mapping
from dataclasses import astuple
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from api.app import App
from api.http.problems import as_problem
from api.import_report import Fault, Report, faults_of, report_of
from api.imports import Options, bring, understand
from api.plain import plain
from domain.actor import Actor
from domain.errors import ChufeiError, Contended, Refusal
from domain.words import Words
from workflows import jobs
from workflows.forms.plain import UNKEEPABLE, visible
from workflows.jobs import Asked, Job, Progress

KIND: Final = "import"
BROKEN: Final = "\ufffd"
"""Stands in the name of a file for what no database keeps and no other program is told."""
AT_ONCE: Final = 2
"""Imports under way in all processes; each may hold a large file in memory."""
WAIT: Final = "5"
"""Seconds after which another file may be sent."""
CUT_SHORT: Final = Contended(
    Words("导入中断了，未办完的没有存入；请重新开始", "it was cut short, what was not done is not stored; begin again")
)


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


class Order(NamedTuple):
    """What was asked for: the file of this name, for this office, to be stored or only tried."""

    name: str
    office: str
    store: bool
    options: Options


class Failure(NamedTuple):
    """Why a file could not be imported, for people; ``problem`` tells programs."""

    title: Words
    detail: Words
    faults: tuple[Fault, ...] = ()
    problem: Mapping[str, Any] | None = None


class Found(NamedTuple):
    """What came of a file: one of the two."""

    report: Report | None = None
    failure: Failure | None = None


class Import(NamedTuple):
    """One import, as far as it is. ``lost`` where it was cut short and may be begun again."""

    job: Job
    order: Order
    report: Report | None = None
    failure: Failure | None = None

    @property
    def state(self) -> State:
        """How far it is, as programs are told."""
        if self.job.state is jobs.State.RUNNING:
            return State.RUNNING
        return State.DONE if self.report else State.FAILED

    @property
    def lost(self) -> bool:
        """Whether it was cut short."""
        return self.job.state is jobs.State.LOST


ORDER: Final = TypeAdapter(Order)
FOUND: Final = TypeAdapter(Found)


def find_import(app: App, identity: str, actor: Actor) -> Import | None:
    """An import of this very person."""
    job = app.jobs.find(identity, KIND, actor.id)
    written = app.jobs.order(identity) if job else b""
    if job is None or not written:
        return None
    order = ORDER.validate_json(written)
    if job.state is jobs.State.RUNNING:
        return Import(job, order)
    found = app.jobs.found(identity)
    return Import(job, order, *(FOUND.validate_json(found) if found else _LOST))


def begin_import(app: App, actor: Actor, sent: Sent, *, store: bool) -> Import:
    """Try or store a file. What is under way already is the same import, what is over begins anew.

    Of a file that was only tried the content is kept for a while, so that it can be stored without being sent again.
    Raises ``HTTPException`` where too many are under way.
    """
    sent = sent._replace(name=UNKEEPABLE.sub(BROKEN, visible(sent.name)))
    order = Order(sent.name, actor.office, store, sent.options)
    digest = sha256(sent.data).hexdigest()
    identity = app.derive(KIND, *map(str, (actor.id, actor.office, digest, sent.name, store, *astuple(sent.options))))
    asked = Asked(identity, KIND, actor.id, ORDER.dump_json(order), sent.data, keep=not store)
    begun = app.jobs.begin(asked, lambda progress: _worked(app, actor, sent, progress, store=store), at_once=AT_ONCE)
    if begun is None:
        raise HTTPException(429, headers={"retry-after": WAIT})
    return Import(begun, order)


def sent_before(app: App, found: Import) -> Sent | None:
    """The file of an import once more; None where it is kept no more."""
    data = app.jobs.file(found.job.id)
    return Sent(found.order.name, data, found.order.options) if data else None


def failure_of(error: ChufeiError) -> Failure:
    """What there is to tell of an error."""
    faults = faults_of(error if isinstance(error, Refusal) else None, {})
    return Failure(error.title, error.detail, tuple(faults), plain(as_problem(error)))


def _worked(app: App, actor: Actor, sent: Sent, progress: Progress, *, store: bool) -> bytes:
    try:
        found = Found(report=_brought(app, actor, sent, progress, store=store))
    except Refusal as refusal:  # what is the machine's own trouble cuts it short, and the file is kept
        found = Found(failure=failure_of(refusal))
    return FOUND.dump_json(found)


def _brought(app: App, actor: Actor, sent: Sent, progress: Progress, *, store: bool) -> Report:
    book = understand(app, actor, sent.data, sent.name, sent.options)
    progress.total = sum(len(sheet.drafts) for sheet in book.sheets)
    results = bring(app, actor, book, store=store, told=progress.step)
    return report_of(app, actor, book, results, stored=store)


_LOST: Final = Found(failure=failure_of(CUT_SHORT))
