"""``/import``: an office's own ledger as it is: tried first and told line by line, then stored by a second click."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Depends, File, Form, Path, Query, UploadFile
from fastapi.responses import RedirectResponse, Response

from api.console.forms.sheet import MISSING, still_acting
from api.console.refused import told
from api.console.seat import Seat, TheSeat
from api.console.ways import on_page
from api.entries import CHANGED, READY, REFUSED
from api.http.files import Format, Named, written
from api.http.imports import EMPTY, UNKNOWN, TheJobs
from api.http.jobs import Brought, Job, Sent, State
from api.import_report import OUTCOMES, changed, listings
from api.imports import Options, Result
from api.possible import before_any, moves_of
from api.refused import each_of
from domain.errors import ChufeiError, InvalidInput, NotFound, Refusal
from domain.lead.intake.commands import RegisterLead
from domain.lead.vocabulary import Source
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.forms.ledger_row import column_of
from workflows.forms.mistakes import REQUIRED
from workflows.imports.carry import gaps
from workflows.imports.draft import Correction
from workflows.imports.headings import UNITS
from workflows.refusals import refusal_of

routes = APIRouter(prefix="/import")

PAGE: Final = 100
AGAIN: Final = 2
"""Seconds after which the page of an import that is under way is fetched again."""
NOTHING: Final = Options()


def _registering(seat: TheSeat) -> Seat:
    """Somebody who registers leads. Raises ``NotPermitted``."""
    situation = before_any(seat.app, seat.actor)
    move = next(each for each in moves_of("", situation) if each.command is RegisterLead)
    if move.denied is not None:
        raise refusal_of(move.denied, seat.actor, situation.today, seat.app.roster)
    return seat


Registering = Annotated[Seat, Depends(_registering)]


def _job(seat: Registering, jobs: TheJobs, job: Annotated[str, Path(max_length=64)]) -> Job:
    """An import of his. Raises ``NotFound`` (``import.unknown``)."""
    found = jobs.find(job, seat.actor)
    if found is None:
        raise NotFound(UNKNOWN, code="import.unknown")
    return found


TheJob = Annotated[Job, Depends(_job)]


@routes.get("")
def begin_page(seat: Registering) -> Response:
    """Which file, and what it does not say itself."""
    return _form(seat, NOTHING)


@routes.post("")
def begin(
    *, seat: Registering, jobs: TheJobs, file: Annotated[UploadFile | None, File()] = None,
    sheet: Annotated[str, Form(max_length=100)] = "", unit: Annotated[str, Form(max_length=4)] = "",
    source: Annotated[str, Form(max_length=60)] = "", registered: Annotated[str, Form(max_length=20)] = "",
    second: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Try it; nothing is stored yet."""
    options = Options(sheet.strip(), unit, source, registered, second)
    data = file.file.read() if file else b""
    if file is None or not data:
        return _form(seat, options, EMPTY.at(field="file"))
    job = jobs.begin(seat.actor, Sent(_name(file), data, options), store=False)
    return RedirectResponse(f"/import/{job.id}", 303)


@routes.get("/{job}")
def import_page(
    *, seat: Registering, job: TheJob, only: Annotated[str, Query(max_length=20)] = "",
    after: Annotated[int, Query(ge=0)] = 0,
) -> Response:  # fmt: skip
    """How far it is; when it is done, what became of each line, or would become of it."""
    if job.state is State.FAILED:
        return _form(seat, job.options, job.error, name=job.name)
    found = _found(seat, job.brought, only, after) if job.brought else {}
    running = job.state is State.RUNNING
    return seat.page("import-job.html", "import", job=job, running=running, again=AGAIN if running else 0, **found)


@routes.post("/{job}")
def store(seat: Registering, jobs: TheJobs, job: TheJob) -> Response:
    """Store what was tried: rows that are here already are here once. For the office for which it was tried."""
    still_acting(job.actor.office, seat.actor)
    sent = jobs.sent(job)
    if sent is None:
        return _form(seat, job.options, EMPTY.at(field="file"))
    return RedirectResponse(f"/import/{jobs.begin(seat.actor, sent, store=True).id}", 303)


@routes.get("/{job}/report")
def report(seat: Registering, job: TheJob) -> Response:
    """What became of each line, as a workbook. Raises ``NotFound`` for one that is not done."""
    brought, app = job.brought, seat.app
    if brought is None:
        raise NotFound(UNKNOWN, code="import.unknown")
    sheets = listings(brought.book, brought.results, job.actor, app.clock, stored=job.store)
    title = f"{seat.say('导入结果', 'import')} {job.name.rpartition('.')[0] or job.name}"
    return written(
        seat.request, Named("import", title, Format.XLSX), lambda file: app.write_listings(file, sheets)
    )  # fmt: skip


def _name(file: UploadFile) -> str:
    """The name without the folders that some browsers send along."""
    return (file.filename or "").replace("\\", "/").rpartition("/")[2][:200] or "台账"


def _form(seat: Seat, options: Options, error: ChufeiError | None = None, *, name: str = "") -> Response:
    refusal = None if error is None else told(error, seat.say)
    faults = each_of(error if isinstance(error, Refusal) else None)
    mistakes = [_mistake(seat, each, {}) for each in faults if isinstance(each, InvalidInput)]
    return seat.page(
        "import.html", "import", status=422 if error else 200, options=options, refusal=refusal, mistakes=mistakes,
        file_name=name, sources=list(Source), units=list(UNITS),
    )  # fmt: skip


class Line(NamedTuple):
    """A line of the file as the page tells it; ``faults`` with their ways out, ``notes`` what was made of it."""

    result: Result
    words: Words
    faults: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def _found(seat: Seat, brought: Brought, only: str, after: int) -> dict[str, Any]:
    book, results = brought
    counts = Counter(each.outcome for each in results)
    chosen = [each for each in results if only in {"", each.outcome}]
    return {
        "book": book, "tallies": [(kind, words, counts[kind]) for kind, words in OUTCOMES.items() if counts[kind]],
        "ready": counts[READY], "open": counts[REFUSED] + counts[CHANGED], "only": only, "after": after,
        "lines": [_line(seat, each) for each in chosen[after : after + PAGE]], "size": PAGE, "chosen": len(chosen),
    }  # fmt: skip


def _line(seat: Seat, each: Result) -> Line:
    return Line(each, OUTCOMES[each.outcome], tuple(_faults(seat, each)), tuple(_notes(seat, each)))


def _faults(seat: Seat, each: Result) -> Iterator[tuple[str, str]]:
    """What is wrong, each with its cell, and what to do."""
    same = [seat.say(words) for words in changed(each)]
    if same:
        yield same[0], on_page(same[1])
    if each.taking and each.taking.refusal:
        called = each.draft.headings if each.draft else {}
        yield from (_mistake(seat, fault, called) for fault in each_of(each.taking.refusal))


def _mistake(seat: Seat, fault: Refusal, called: Mapping[str, str]) -> tuple[str, str]:
    if not isinstance(fault, InvalidInput):
        return seat.say(fault.detail), ""
    column = column_of(fault)
    head = called.get(column, column)
    lacking = fault.code == REQUIRED.code  # whose way out speaks of the parts of a form, not of a cell
    detail, way_out = (seat.say(MISSING), "") if lacking else (seat.say(fault.detail), on_page(seat.say(fault.way_out)))
    return seat.say.colon(head, detail) if head and head.isprintable() else detail, way_out


def _notes(seat: Seat, each: Result) -> Iterator[str]:
    say, draft = seat.say, each.draft
    if each.why:
        yield say(each.why)
    if draft and draft.stated:
        yield say(Words("转入“{zh}”", "carried over as {en}").fill(**words_of(draft.stated.stage)._asdict()))
    if draft:
        yield from map(say, gaps(draft))
        yield from (_corrected(seat, change) for change in draft.corrections)
    if each.taking:
        yield from map(say, each.taking.alike.told(say.listed))


def _corrected(seat: Seat, change: Correction) -> str:
    became = change.became or seat.say("空", "nothing")
    return seat.say.aside(f"{change.heading} {change.was or '—'} → {became}", seat.say(change.why))
