"""What strangers send: fields, and photos that stay in memory: on the disk they would lie as they were sent.

So there is room for a few such bodies at once, and for two from one address: who sends slowly keeps out nobody else.
"""

from asyncio import sleep
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from time import monotonic
from typing import Annotated, Final, NamedTuple

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from api.crowd import throttled
from api.tip_photos import ALL, FIELDS, TOO_LARGE, Photo
from domain.tip.pictures import AT_ONCE, LARGEST
from domain.words import Words
from workflows.identity.tries import network

SMALL: Final = 100_000
"""Bytes of what a stranger may send without photos."""
LARGE: Final = 48_000_000
"""Bytes of what he may send with them: three photos, each somewhat larger than may be, are told at their fields."""
ANY: Final = 1 << 40
"""Bytes of what is answered by the form again: of what is larger than may be no more is read than was typed."""
PHOTO: Final = LARGEST + 1
"""Bytes that are kept of a photo: one more than it may have, by which it is seen to be too large."""
MULTIPART: Final = "multipart/form-data"
TAKING: Final = frozenset({"/report", "/report/answer"})
"""Where photos may be sent."""
ROOM: Final = 6
FROM_ONE: Final = 2
PATIENCE: Final = 20.0
"""Seconds for which a body waits until there is room."""
BREATH: Final = 0.2
Items = Sequence[tuple[str, UploadFile | str]]
"""Name → value of a form, in the order of its fields."""
FULL: Final = Words(
    "现在传照片的人多。请返回上一页，过一会儿再提交；也可以先不选照片，提交后凭回执码补充",
    "Many send photos just now. Go back and send it again in a while, or without photos and add them by your code",
)


class Uploads:
    """The bodies with photos that are under way. Used in the loop of the server alone."""

    def __init__(self) -> None:
        self._under_way: Counter[str] = Counter()

    @asynccontextmanager
    async def room(self, address: str) -> AsyncIterator[None]:
        """Room for one more, as soon as there is some. Raises ``TooOften`` (``tip.throttled``)."""
        whose, until = network(address), monotonic() + PATIENCE
        while self._under_way.total() >= ROOM or self._under_way[whose] >= FROM_ONE:
            if monotonic() > until:
                raise throttled(timedelta(seconds=PATIENCE), FULL)
            await sleep(BREATH)
        self._under_way[whose] += 1
        try:
            yield
        finally:
            self._under_way[whose] -= 1
            self._under_way += Counter()  # forgets whoever has none


class Sent(NamedTuple):
    """What was filled in, the photos that were chosen, and those that came with the same form before.

    Not whole: the photos were too large together and were not read.
    """

    fields: dict[str, str]
    photos: tuple[Photo, ...] = ()
    kept: tuple[str, ...] = ()
    is_whole: bool = True

    def whole(self) -> None:
        """Raises ``InvalidInput`` (``input.photo.together``) where photos were not read."""
        if not self.is_whole:
            raise TOO_LARGE.at(ALL, most=LARGE // 1_000_000, each=LARGEST >> 20)


class _EnoughError(Exception):
    """Enough of a body was read."""


class _InMemory(MultiPartParser):
    """Keeps of each file what a photo may have and a byte, and writes nothing to the disk."""

    spool_max_size = PHOTO + 1

    def on_part_begin(self) -> None:
        super().on_part_begin()
        self._taken = 0

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._current_part.file is not None:
            end = min(end, start + PHOTO - self._taken)
            self._taken += end - start
        super().on_part_data(data, start, end)


async def no_larger(request: Request) -> None:
    """Nothing large is read but photos, nor what does not say how large it is. It stands before ``sent``."""
    if request.method == "POST" and _length(request) > SMALL and not _has_photos(request):
        raise HTTPException(413)


async def sent(request: Request) -> AsyncIterator[Sent]:
    """What was sent, for as long as it is answered. Raises ``TooOften``, ``HTTPException``."""
    if _length(request) <= SMALL:
        yield await _read(request)
        return
    if _length(request) > LARGE:
        yield await _read_typed(request)
        return
    async with request.app.state.uploads.room(request.client.host if request.client else ""):
        yield await _read(request)


TheSent = Annotated[Sent, Depends(sent)]


def _length(request: Request) -> int:
    return int(request.headers.get("content-length") or LARGE + 1)


def _has_photos(request: Request) -> bool:
    is_form = request.headers.get("content-type", "").startswith(MULTIPART)
    return is_form and request.url.path in TAKING


async def _read(request: Request) -> Sent:
    if not _has_photos(request):
        async with request.form(max_fields=30, max_files=0) as plain:
            return Sent(_typed(plain.multi_items()))
    try:
        form = await _parser(request, request.stream()).parse()
    except MultiPartException:
        raise HTTPException(400) from None
    items = form.multi_items()
    files = [(key, await value.read()) for key, value in items if isinstance(value, UploadFile) and key in FIELDS]
    await form.close()
    photos = tuple(Photo(key, data) for key, data in files if data)  # a field in which nothing is chosen comes empty
    return Sent(_typed(items), photos, _kept(items))


async def _read_typed(request: Request) -> Sent:
    """What was typed, without the photos: on our forms they stand behind it."""
    parser = _parser(request, _beginning(request))
    try:
        with suppress(_EnoughError):
            await parser.parse()
    except MultiPartException:
        raise HTTPException(400) from None
    return Sent(_typed(parser.items), kept=_kept(parser.items), is_whole=False)


async def _beginning(request: Request) -> AsyncGenerator[bytes]:
    """As much as may come without photos. Raises ``_EnoughError``, by which the parser lets go of what it began."""
    read = 0
    async for chunk in request.stream():
        yield chunk
        read += len(chunk)
        if read > SMALL:
            break
    raise _EnoughError


def _parser(request: Request, stream: AsyncGenerator[bytes]) -> _InMemory:
    return _InMemory(request.headers, stream, max_files=AT_ONCE, max_fields=30, max_part_size=SMALL)


def _typed(items: Items) -> dict[str, str]:
    return {key: value for key, value in items if isinstance(value, str)}


def _kept(items: Items) -> tuple[str, ...]:
    return tuple(value for key, value in items if key == "kept" and isinstance(value, str))
