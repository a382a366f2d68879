"""``/import``: an office's own ledger as it is: tried first and told line by line, then stored by a second click."""

from collections.abc import Iterator
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Depends, File, Form, Path, Query, UploadFile
from fastapi.responses import RedirectResponse, Response

from api.console.forms.sheet import MISSING, still_acting
from api.console.seat import Seat, TheSeat
from api.console.ways import on_page
from api.entries import CHANGED, READY, REFUSED
from api.http.files import Format, Named, written
from api.http.import_jobs import Failure, Import, Sent, State, begin_import, failure_of, sent_before
from api.http.imports import EMPTY, UNKNOWN, import_of
from api.import_listings import listings
from api.import_report import OUTCOMES, Fault, Report, Row
from api.imports import Options
from api.possible import before_any, moves_of
from domain.errors import NotFound
from domain.lead.intake.commands import RegisterLead
from domain.lead.vocabulary import Source
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.forms.mistakes import REQUIRED
from workflows.imports.draft import Correction
from workflows.imports.headings import UNITS
from workflows.refusals import refusal_of

routes = APIRouter(prefix="/import")

PAGE: Final = 100
AGAIN: Final = 2
"""Seconds after which the page of an import that is under way is fetched again."""
NOTHING: Final = Options()
COLUMNS: Final = {
    "file": Words("台账文件", "the ledger"), "--source": Words("来源渠道", "channel"),
    "--registered": Words("登记日期", "day of registration"),
}  # fmt: skip
"""What is called otherwise on the page than by programs and at the terminal: what the file does not say itself."""


def _registering(seat: TheSeat) -> Seat:
    """Somebody who registers leads. Raises ``NotPermitted``."""
    situation = before_any(seat.app, seat.actor)
    move = next(each for each in moves_of("", situation) if each.command is RegisterLead)
    if move.denied is not None:
        raise refusal_of(move.denied, seat.actor, situation.today, seat.app.roster)
    return seat


Registering = Annotated[Seat, Depends(_registering)]


def _import(seat: Registering, job: Annotated[str, Path(max_length=64)]) -> Import:
    """An import of his. Raises ``NotFound`` (``import.unknown``)."""
    return import_of(seat.app, job, seat.actor)


TheImport = Annotated[Import, Depends(_import)]


@routes.get("")
def begin_page(seat: Registering) -> Response:
    """Which file, and what it does not say itself."""
    return _form(seat, NOTHING)


@routes.post("")
def begin(
    *, seat: Registering, file: Annotated[UploadFile | None, File()] = None,
    sheet: Annotated[str, Form(max_length=100)] = "", unit: Annotated[str, Form(max_length=4)] = "",
    source: Annotated[str, Form(max_length=60)] = "", registered: Annotated[str, Form(max_length=20)] = "",
    second: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Try it; nothing is stored yet."""
    options = Options(sheet.strip(), unit, source, registered, second)
    data = file.file.read() if file else b""
    if file is None or not data:
        return _form(seat, options, failure_of(EMPTY.at(field="file")))
    return _on_to(begin_import(seat.app, seat.actor, Sent(_name(file), data, options), store=False))


@routes.get("/{job}")
def import_page(
    *, seat: Registering, job: TheImport, only: Annotated[str, Query(max_length=20)] = "",
    after: Annotated[int, Query(ge=0)] = 0,
) -> Response:  # fmt: skip
    """How far it is; when it is done, what became of each line, or would become of it; what was cut short goes on."""
    if job.failure and not job.lost:
        return _form(seat, job.order.options, job.failure, name=job.order.name)
    running = job.state is State.RUNNING
    more = _told(seat, job.report, only, after) if job.report else {}
    return seat.page("import-job.html", "import", job=job.job, order=job.order, lost=job.lost, running=running,
                     again=AGAIN if running else 0, **more)  # fmt: skip


@routes.post("/{job}")
def go_on(seat: Registering, job: TheImport) -> Response:
    """Store what was tried, for the office for which it was; begin again what was cut short. Each row counts once."""
    still_acting(job.order.office, seat.actor)
    sent = sent_before(seat.app, job)
    if sent is None:
        return _form(seat, job.order.options, failure_of(EMPTY.at(field="file")))
    return _on_to(begin_import(seat.app, seat.actor, sent, store=job.order.store or not job.lost))


@routes.get("/{job}/report")
def report(seat: Registering, job: TheImport) -> Response:
    """What became of each line, as a workbook. Raises ``NotFound`` for one that is not done."""
    if job.report is None:
        raise NotFound(UNKNOWN, code="import.unknown")
    sheets, name = listings(job.report), job.order.name
    title = f"{seat.say('导入结果', 'import')} {name.rpartition('.')[0] or name}"
    return written(
        seat.request, Named("import", title, Format.XLSX), lambda file: seat.app.write_listings(file, sheets)
    )  # fmt: skip


def _on_to(begun: Import) -> Response:
    return RedirectResponse(f"/import/{begun.job.id}", 303)


def _name(file: UploadFile) -> str:
    """The name without the folders that some browsers send along."""
    return (file.filename or "").replace("\\", "/").rpartition("/")[2][:200] or "台账"


def _form(seat: Seat, options: Options, failure: Failure | None = None, *, name: str = "") -> Response:
    return seat.page(
        "import.html", "import", status=422 if failure else 200, options=options, failure=failure,
        mistakes=[_fault(seat, each) for each in failure.faults] if failure else [],
        file_name=name, sources=list(Source), units=list(UNITS),
    )  # fmt: skip


class Line(NamedTuple):
    """A line of the file as the page tells it; ``faults`` with their ways out, ``notes`` what was made of it."""

    row: Row
    words: Words
    faults: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def _told(seat: Seat, report: Report, only: str, after: int) -> dict[str, Any]:
    counts = report.counts()
    chosen = [each for each in report.rows if only in {"", each.outcome}]
    return {
        "report": report, "tallies": [(kind, words, counts[kind]) for kind, words in OUTCOMES.items() if counts[kind]],
        "ready": counts[READY], "open": counts[REFUSED] + counts[CHANGED], "only": only, "after": after,
        "lines": [_line(seat, each) for each in chosen[after : after + PAGE]], "size": PAGE, "chosen": len(chosen),
    }  # fmt: skip


def _line(seat: Seat, row: Row) -> Line:
    return Line(row, OUTCOMES[row.outcome], tuple(_fault(seat, each) for each in row.faults), tuple(_notes(seat, row)))


def _fault(seat: Seat, fault: Fault) -> tuple[str, str]:
    """What is wrong, with its cell, and what to do."""
    lacking = fault.code == REQUIRED.code  # whose way out speaks of the parts of a form, not of a cell
    detail = seat.say(MISSING) if lacking else on_page(seat.say(fault.detail))
    way_out = "" if lacking or fault.way_out is None else on_page(seat.say(fault.way_out))
    head = seat.say(COLUMNS[fault.column]) if fault.column in COLUMNS else fault.column
    return seat.say.colon(head, detail) if head and head.isprintable() else detail, way_out


def _notes(seat: Seat, row: Row) -> Iterator[str]:
    say = seat.say
    if row.why:
        yield say(row.why)
    if row.stated:
        yield say(Words("转入“{zh}”", "carried over as {en}").fill(**words_of(row.stated.stage)._asdict()))
    yield from map(say, row.left_open)
    yield from (_corrected(seat, change) for change in row.corrections)
    yield from map(say, row.alike.told(say.listed))


def _corrected(seat: Seat, change: Correction) -> str:
    became = change.became or seat.say("空", "nothing")
    return seat.say.aside(f"{change.heading} {change.was or '—'} → {became}", seat.say(change.why))
