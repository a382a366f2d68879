"""``/exports``: a file that takes its time: how far it is, then the file itself, once."""

from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.console.exports import GLANCE, Export, Exports
from api.console.seat import Seat, TheSeat
from api.http.files import Content, Format, named, sent, write
from domain.errors import NotFound
from domain.words import Words

routes = APIRouter(prefix="/exports")

AGAIN: Final = 2
"""Seconds after which the page of a file that is being written is fetched again."""
GONE: Final = Words("这个文件已取走，或不再保存，请重新导出", "this file was fetched, or is kept no more; ask again")
ROOMS: Final = {"returns": "registers"}
"""First part of an address → the room that it belongs to, where that is called otherwise."""
TheId = Annotated[str, Path(max_length=64)]


def _exports(request: Request) -> Exports:
    """Those of this process."""
    exports: Exports = request.app.state.exports
    return exports


TheExports = Annotated[Exports, Depends(_exports)]


def exported(seat: Seat, content: Content, kind: Format) -> Response:
    """The file of a table; where it takes longer than a glance, the page that tells how far it is.

    Raises what writing it raises, ``HTTPException`` where others write theirs.
    """
    app, say, address = seat.app, seat.say, _address(seat.request)
    identity = app.derive("export", seat.actor.id, seat.actor.office, address, say.lang)
    export = Export(
        id=identity, asker=seat.actor, address=address, named=named(app, content, kind, say),
    )  # fmt: skip
    found = _exports(seat.request).begin(
        export, lambda file, counted: write(app, file, counted(content), kind, say)
    )  # fmt: skip
    if found.over.wait(GLANCE) and (file := found.fetch()) is not None:
        return sent(file, found.named)
    return RedirectResponse(f"/exports/{identity}?{urlencode({'of': address})}", 303)


@routes.get("/{export}")
def export_page(
    seat: TheSeat, exports: TheExports, export: TheId, of: Annotated[str, Query(max_length=4_000)] = ""
) -> Response:
    """How far it is. Raises what went wrong, ``NotFound`` (``export.unknown``)."""
    found = exports.find(export, seat.actor)
    if found is None:
        if _is_ours(of):  # another process of this house was asked for it: it is begun here
            return RedirectResponse(of, 303)
        raise NotFound(GONE, code="export.unknown")
    running = not found.over.is_set()
    if found.error is not None:
        raise found.error
    first = found.address.split("/")[1]
    return seat.page(
        "export.html", ROOMS.get(first, first), export=found, running=running, again=AGAIN if running else 0
    )  # fmt: skip


@routes.get("/{export}/file")
def export_file(seat: TheSeat, exports: TheExports, export: TheId) -> Response:
    """The file. Raises what went wrong, ``NotFound`` (``export.unknown``) for what was fetched before."""
    found = exports.find(export, seat.actor)
    file = found.fetch() if found is not None and found.over.is_set() else None
    if found is None or file is None:
        raise NotFound(GONE, code="export.unknown")
    return sent(file, found.named)


def _address(request: Request) -> str:
    """Path and query, as they were asked for."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _is_ours(address: str) -> bool:
    """Whether it is the address of an export of ours, and of nobody else's."""
    path = address.partition("?")[0]
    return path.startswith("/") and not path.startswith(("//", "/exports")) and path.endswith("/export")
