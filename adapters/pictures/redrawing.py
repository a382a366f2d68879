"""Draws pictures anew in a process of their own: one that is made to fill the memory ends that process alone."""

from typing import Final

from adapters.apart import OUT_OF_TIME, apart
from adapters.pictures.mistakes import BROKEN, MISTAKES, TOO_LARGE, TOO_MANY_PIXELS
from domain.tip.pictures import LARGEST

JPEG: Final = b"\xff\xd8\xff"
"""How a JPEG begins; no code of a mistake does."""


def redrawn(data: bytes, field: str) -> bytes:
    """The picture (JPEG, PNG, WebP) upright, at most 2,000 pixels long, as a JPEG without anything but its pixels.

    Which of them it is, its first bytes say, not its name. ``field`` is where it was chosen, told in mistakes.

    Raises ``InvalidInput`` (``input.photo.format``, ``.heic``, ``.broken``, ``.moving``, ``.size``, ``.pixels``).
    """
    if len(data) > LARGEST:
        raise TOO_LARGE.at(field)
    done = apart("adapters.pictures", data=data)
    if done.returncode < 0:
        raise (BROKEN if done.returncode == OUT_OF_TIME else TOO_MANY_PIXELS).at(field)
    if done.stdout.startswith(JPEG):
        return done.stdout
    raise MISTAKES[done.stdout.decode()].at(field)
