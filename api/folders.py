"""Folders that a verb makes for itself, so that nobody's data is touched."""

from collections.abc import Callable
from itertools import chain, count
from pathlib import Path
from typing import Final

from domain.errors import InvalidInput
from domain.words import Words

ANOTHER: Final = Words("换一个不存在的文件夹，或不写 --data", "name a folder that does not exist, or leave --data out")
"""The way out where the folder asked for is somebody's."""


def free_folder(asked: str | None, beside: Path, name: str, occupied: Callable[[Path], InvalidInput]) -> Path:
    """The folder to make: the one asked for, else ``name`` or its first free number in ``beside``.

    Raises what ``occupied`` gives where the one asked for holds something already.
    """
    if asked is None:
        names = chain([name], (f"{name}-{number}" for number in count(2)))
        return next(path for path in (beside / each for each in names) if not path.exists())
    folder = Path(asked).expanduser().absolute()
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise occupied(folder)
    return folder
