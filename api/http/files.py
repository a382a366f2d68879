"""A ledger, a register or a return as a file: written whole on the disk, in a thread, before any of it is sent."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from enum import StrEnum
from functools import partial
from os import SEEK_END
from tempfile import TemporaryFile
from threading import Semaphore
from typing import IO, Annotated, Final, NamedTuple
from urllib.parse import quote

from fastapi import Query, Request
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from api import people
from api.app import App
from api.http.answering import Responses
from api.http.language import language, said
from api.registers.columns import Say, Table
from api.registers.files import listing, table_csv
from api.registers.statistics import Line
from domain.instants import day_of

AT_ONCE: Final = 2
"""Files that are written at the same time, for programs by one process, for pages by all; each keeps a thread busy."""
WAIT: Final = "5"
"""Seconds after which another may be asked for."""
PART: Final = 1 << 18
"""Bytes in memory while a file is sent."""


class Format(StrEnum):
    """What an office's spreadsheet opens."""

    XLSX = "xlsx"
    CSV = "csv"


MEDIA: Final[Mapping[Format, str]] = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv",
}
TheFormat = Annotated[Format, Query(alias="format", description="文件格式 kind of file")]
Columns = Annotated[
    str, Query(max_length=600, description="只要这些列（列名或键），用逗号分开 these columns alone, parted by commas")
]
FILE: Final[Responses] = {
    200: {
        "description": "文件 the file",
        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in MEDIA.values()},
        "headers": {
            "Content-Disposition": {"schema": {"type": "string"}, "description": "文件名（RFC 6266） name of the file"}
        },
    }
}


class Content(NamedTuple):
    """What is written: a table, its rows one by one, lines over its heading, the lines that are sums."""

    table: Table
    rows: Iterable[Line]
    above: Sequence[str] = ()
    strong: frozenset[int] = frozenset()


def speaking(request: Request) -> Say:
    """The language of whoever asks."""
    return partial(said, lang=language(request))


class Named(NamedTuple):
    """What a file is called: by old programs, by people; and of what kind it is."""

    plain: str
    title: str
    kind: Format


def as_file(request: Request, app: App, content: Content, kind: Format, say: Say) -> StreamingResponse:
    """The file of a table. Raises as ``written``."""
    return written(request, named(app, content, kind, say), lambda file: write(app, file, content, kind, say))


def named(app: App, content: Content, kind: Format, say: Say) -> Named:
    """A file is called after its table and the day."""
    return Named(content.table.name, f"{say(content.table.words)} {day_of(app.clock.now())}", kind)


def written(request: Request, named: Named, fill: Callable[[IO[bytes]], None]) -> StreamingResponse:
    """A file that is written when it is asked for, to be kept by nobody in between.

    A refusal or a fault on the way is answered as such: nothing was sent by then. Raises ``HTTPException`` where others
    write theirs.
    """
    turns = request.app.state.files
    take_turn(turns)
    try:
        return sent(filled(fill), named)
    finally:
        turns.release()


def take_turn(turns: Semaphore) -> None:
    """Be one of the few who write a file. Raises ``HTTPException`` where others do."""
    if not turns.acquire(blocking=False):
        raise HTTPException(429, headers={"retry-after": WAIT})


def filled(fill: Callable[[IO[bytes]], None]) -> IO[bytes]:
    """A file without a name on the disk, written whole; gone where that fails."""
    with ExitStack() as kept:
        file = kept.enter_context(TemporaryFile())
        fill(file)
        kept.pop_all()
    return file


def sent(file: IO[bytes], named: Named) -> StreamingResponse:
    """A file on its way, which is closed when it was sent."""
    size = file.seek(0, SEEK_END)
    file.seek(0)
    plain, title, kind = named
    headers = {
        "content-disposition": f"attachment; filename=\"{plain}.{kind}\"; filename*=UTF-8''{quote(title)}.{kind}",
        "content-length": str(size),
        "cache-control": "no-store",
    }
    return StreamingResponse(_parts(file), media_type=MEDIA[kind], headers=headers)


def write(app: App, file: IO[bytes], content: Content, kind: Format, say: Say) -> None:
    """Fill a file with a table."""
    table, rows, above, strong = content
    names = people.names(app)
    if kind is Format.CSV:
        file.writelines(table_csv(table, rows, say, names, above))
    else:
        app.write_listings(file, [listing(table, rows, say, names, above=above, strong=strong)])


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(PART):
            yield part
