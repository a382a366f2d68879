"""``/exports``: a file that takes its time: how far it is, then the file itself, once, from whatever process."""

from collections.abc import Iterator
from io import BytesIO
from time import monotonic, sleep
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Path
from fastapi.responses import RedirectResponse, Response
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from api.console.page import here
from api.console.seat import Seat, TheSeat
from api.http.files import AT_ONCE, WAIT, Content, Format, Named, filled, named, sent, write
from api.registers.statistics import Line
from api.settings import Lang
from domain.errors import Contended, NotFound
from domain.words import Words
from workflows.identity.lifetimes import powers
from workflows.jobs import Asked, Job, Progress, State

routes = APIRouter(prefix="/exports")

KIND: Final = "export"
GLANCE: Final = 2.0
"""Seconds: what is written within them is sent at once, as if nothing had been in between."""
LOOK: Final = 0.02
"""Seconds between two looks, while that is waited for."""
AGAIN: Final = 2
"""Seconds after which the page of a file that is being written is fetched again."""
GONE: Final = Words("这个文件已取走，或不再保存，请重新导出", "this file was fetched, or is kept no more; ask again")
CUT_SHORT: Final = Words("导出中断了，请重新导出", "it was cut short; ask for the file again")
ROOMS: Final = {"returns": "registers"}
"""First part of an address → the room that it belongs to, where that is called otherwise."""
TheId = Annotated[str, Path(max_length=64)]


class Order(NamedTuple):
    """What was asked for: by which address, in which language, and what the file is called."""

    address: str
    lang: Lang
    named: Named


class Export(NamedTuple):
    """A file of somebody's, as far as it is."""

    job: Job
    order: Order


ORDER: Final = TypeAdapter(Order)


def exported(seat: Seat, content: Content, kind: Format) -> Response:
    """The file of a table; where it takes longer than a glance, the page that tells how far it is.

    Raises ``Contended`` where writing it is cut short, ``HTTPException`` where others write theirs.
    """
    app, say = seat.app, seat.say
    order = Order(here(seat.request), say.lang, named(app, content, kind, say))

    def work(progress: Progress) -> bytes:
        with filled(lambda file: write(app, file, _counted(content, progress), kind, say)) as file:
            file.seek(0)
            return file.read()

    asked = Asked(_identity(seat, order), KIND, seat.actor.id, ORDER.dump_json(order))
    if app.jobs.begin(asked, work, at_once=AT_ONCE) is None:
        raise HTTPException(429, headers={"retry-after": WAIT})
    found = _settled(seat, asked.id)
    if found is None:
        return RedirectResponse(f"/exports/{asked.id}", 303)
    return _file(seat, found) or RedirectResponse(order.address, 303)  # the other click of two was faster


@routes.get("/{export}")
def export_page(seat: TheSeat, export: TheId) -> Response:
    """How far it is. Raises ``NotFound`` (``export.unknown``), ``Contended`` where it was cut short."""
    job, order = _found(seat, export)
    running = job.state is State.RUNNING
    first = order.address.split("/")[1]
    return seat.page(
        "export.html", ROOMS.get(first, first), job=job, order=order, running=running, again=AGAIN if running else 0,
        there=not running and bool(seat.app.jobs.found(export)),
    )  # fmt: skip


@routes.get("/{export}/file")
def export_file(seat: TheSeat, export: TheId) -> Response:
    """The file. Raises as its page, ``NotFound`` also for what was fetched before or is not done."""
    file = _file(seat, _found(seat, export))
    if file is None:
        raise NotFound(GONE, code="export.unknown")
    return file


def _settled(seat: Seat, export: str) -> Export | None:
    """The file if it is there at a glance. Raises as ``_found``."""
    until = monotonic() + GLANCE
    while _running(seat, export):
        if monotonic() >= until:
            return None
        sleep(LOOK)
    return _found(seat, export)


def _running(seat: Seat, export: str) -> bool:
    job = seat.app.jobs.find(export, KIND, seat.actor.id)
    return job is not None and job.state is State.RUNNING


def _found(seat: Seat, export: str) -> Export:
    """A file of this very person, asked for with the powers that he has now. Raises ``NotFound``, ``Contended``."""
    jobs = seat.app.jobs
    job = jobs.find(export, KIND, seat.actor.id)
    written = jobs.order(export) if job else b""
    if job is None or not written:
        raise NotFound(GONE, code="export.unknown")
    order = ORDER.validate_json(written)
    if _identity(seat, order) != export:
        raise NotFound(GONE, code="export.unknown")
    if job.state is State.LOST:
        raise Contended(CUT_SHORT)
    return Export(job, order)


def _file(seat: Seat, found: Export) -> Response | None:
    """The file on its way; None where it was fetched before, or is not done."""
    content = seat.app.jobs.take(found.job.id)
    return sent(BytesIO(content), found.order.named) if content else None


def _identity(seat: Seat, order: Order) -> str:
    return seat.app.derive(KIND, seat.actor.id, powers(seat.actor), order.address, order.lang)


def _counted(content: Content, progress: Progress) -> Content:
    """The same content, each of whose rows is counted when it is written."""

    def rows() -> Iterator[Line]:
        for row in content.rows:
            progress.step()
            yield row

    return content._replace(rows=rows())
