"""``/admin/staff``: a staff file: first a dry look at what it would change, then the load of the very same file."""

import re
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from functools import partial
from typing import Any, Final, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from api import people
from api.console.administration import Keeper, page
from api.console.forms.sheet import ours, still_acting, version_of
from api.console.refused import told
from api.console.seat import CHANNEL, Seat
from api.directory_changes import LABELS
from api.http.problems import status_of
from api.staff import Looked, look, reload
from domain.directory.changes import changes_of
from domain.directory.commands import Change, LoadDirectory
from domain.errors import Refusal, Stale
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.fields import describe

routes = APIRouter(prefix="/admin/staff")

LARGEST: Final = 5_000_000
"""Bytes of a file: some ten thousand people."""
SENT: Final = 8_000_000
"""Bytes of a field: the file again, as text."""
NO_FILE: Final = Mistake(
    "input.staff.file", Words("没有选文件，或文件过大", "No file was chosen, or one too large"),
    Words("选一个 CSV 文件，不超过 5 MB", "Choose a CSV file of 5 MB at most"), "office officer-assignment",
)  # fmt: skip
TOLD: Final = 100
"""Mistakes of a file that a page tells; whoever mended those finds the others at the next look."""
PLACE: Final = re.compile(r".*:(\d+)(?: (.*))?")
"""Where a mistake of a file stands: file, line, column."""
BY_NAME: Final = {"office": Words("单位", "office"), "parent": Words("上级单位", "hangs below")}
"""What is told by its name, and not by its code."""


class File(NamedTuple):
    """What somebody brought: its name, its bytes, and whether it is meant as the whole."""

    name: str
    data: bytes
    whole: bool


class Told(NamedTuple):
    """A change as it is told: what kind, whom or what it is about, the rest of it."""

    label: Words
    about: str
    more: tuple[tuple[str, str], ...]


@routes.get("")
def staff_page(seat: Keeper) -> Response:
    """The form that takes a file."""
    return _page(seat)


@routes.post("/look")
async def look_page(request: Request, seat: Keeper) -> Response:
    """What it would change; nothing is changed yet."""
    async with request.form(max_files=1, max_fields=10) as form:
        brought = form.get("file")
        data = await brought.read(LARGEST + 1) if isinstance(brought, UploadFile) else b""
        name = brought.filename if isinstance(brought, UploadFile) else None
        file = File((name or "roster.csv")[:200], data, _whole(form))
    return await run_in_threadpool(_looked, seat, file)


@routes.post("")
async def load(request: Request, seat: Keeper) -> Response:
    """Load it, if the directory is still as it was looked at; else it is to be looked at again."""
    async with request.form(max_fields=10, max_part_size=SENT) as form:
        file, version = File(ours(form, "name")[:200], _bytes(ours(form, "content")), _whole(form)), version_of(form)
        office = ours(form, "_office")
    return await run_in_threadpool(_loaded, seat, file, version, office)


def _loaded(seat: Seat, file: File, version: int, office: str) -> Response:
    try:
        still_acting(office, seat.actor)
    except Refusal as refusal:
        return _looked(seat, file, refusal)
    reloading = partial(reload, seat.app, file.data, seat.actor, file=file.name, whole=file.whole, channel=CHANNEL)
    try:
        came = reloading(expected=version)
    except Stale as stale:
        return _looked(seat, file, stale)
    except Refusal as refusal:
        return _page(seat, refusal)
    return _page(seat, done=came.receipt is not None, counted=_counted(came.load))


def _looked(seat: Seat, file: File, again: Refusal | None = None) -> Response:
    try:
        if not file.data or len(file.data) > LARGEST:
            raise NO_FILE.at(field="file")
        found = look(seat.app, file.data, seat.actor, file=file.name, whole=file.whole)
    except Refusal as fault:
        return _page(seat, fault)
    shown = _shown(seat, file, found)
    refusal = again or found.refusal
    status = 200 if refusal is None else 409 if isinstance(refusal, Stale) else status_of(refusal)
    return page(seat, "staff-look.html", "staff", status=status,
                refusal=None if refusal is None else told(refusal, seat.say),
                may=found.refusal is None, **shown)  # fmt: skip


def _shown(seat: Seat, file: File, found: Looked) -> dict[str, Any]:
    load = found.load
    offices = {each.office: each.name for each in load.offices} | {each.office: each.name for each in load.changed}
    persons = {each.ref: each.name for each in load.accounts} | {each.ref: each.name for each in load.renamed}
    called = {**people.organs(seat.app), **people.people(seat.app), **offices, **persons}
    areas = {each.code: each.name for each in seat.app.divisions}
    return {
        "file": file, "content": b64encode(file.data).decode(), "version": found.version, "left": found.left,
        "changes": [_told(seat, each, called, areas) for each in changes_of(load)], "counted": _counted(load),
    }  # fmt: skip


def _told(seat: Seat, change: Change, called: Mapping[str, str], areas: Mapping[str, str]) -> Told:
    """By names: of people those of the file, of offices those they will have. A code names an office or an area."""
    kind: type = type(change)
    whom = next(name for name in ("ref", "account", "office") if hasattr(change, name))
    values = [(each, getattr(change, each.name)) for each in describe(kind) if each.name not in {whom, "occurred"}]
    about: str = getattr(change, whom)
    return Told(
        LABELS[kind], seat.say.aside(called.get(about, about), about),
        tuple((seat.say(BY_NAME.get(field.name, field.label)),
               _text(seat, value, areas if field.name == "division" else called))
              for field, value in values if value and value != called.get(about)),
    )  # fmt: skip


def _text(seat: Seat, value: object, called: Mapping[str, str]) -> str:
    if isinstance(value, Enum | date | datetime):
        return seat.say.any(value)
    return called.get(str(value), str(value))


def _counted(load: LoadDirectory) -> list[tuple[Words, int]]:
    return [(LABELS[kind], number) for kind, number in Counter(type(each) for each in changes_of(load)).items()]


def _page(seat: Seat, refusal: Refusal | None = None, **done: object) -> Response:
    shown = {"done": None, "counted": (), **done, **_refusal(seat, refusal),
             "place": partial(_place, seat)}  # fmt: skip
    return page(seat, "staff.html", "staff", status=200 if refusal is None else status_of(refusal), **shown)


def _refusal(seat: Seat, refusal: Refusal | None) -> dict[str, object]:
    """It, with the first of its mistakes, and how many more there are."""
    if refusal is None:
        return {"refusal": None, "more": 0}
    shown = told(refusal, seat.say)
    mistakes = shown.mistakes
    return {"refusal": replace(shown, mistakes=mistakes[:TOLD]), "more": max(len(mistakes) - TOLD, 0)}


def _place(seat: Seat, field: str) -> str:
    """The line and column that a mistake is in, as a spreadsheet counts them."""
    found = PLACE.fullmatch(field)
    if found is None:
        return ""
    line = seat.say("第 {line} 行", "line {line}", line=found[1])
    return f"{line} {found[2]}" if found[2] else line


def _whole(form: FormData) -> bool:
    return ours(form, "whole") == "true"


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""
