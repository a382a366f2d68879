"""Copies a data folder while others write to it: a file of SQLite through SQLite, every other one as it lies.

What was written last lies in ``chufei.db-wal``: who copies ``chufei.db`` alone gets a log that is sound, and too short.
"""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from shutil import copy2
from typing import Final

from sqlalchemy.engine import make_url

from adapters.store.engine import OURS_ALONE
from domain.errors import FileUnusable, StoreUnavailable
from domain.words import Words

SIDECARS: Final = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a file; a copy made through SQLite needs none of it."""


def copy_folder(folder: Path, databases: Mapping[str, str], into: Path) -> list[str]:
    """Copy all of it, and name the files that are there; ``databases`` are names there → URLs of SQLite.

    They are copied in their order: the log first, then its keys. A key is durable before anything is sealed with it, so
    the keys of a later moment open all that is in the log of an earlier one; the other way round something of what was
    written in between would be sealed for ever. Raises ``FileUnusable``, ``StoreUnavailable``, ``OSError``.
    """
    sources = {name: _file_of(url) for name, url in databases.items()}
    for name, source in sources.items():
        _copy_database(source, into / name)
    passed = {Path(f"{source}{ending}") for source in sources.values() for ending in SIDECARS}
    others = [path for path in sorted(folder.rglob("*")) if path.is_file() and path not in passed]
    copied = [path.relative_to(folder) for path in others if _copy_file(path, into / path.relative_to(folder))]
    return [*sources, *map(Path.as_posix, copied)]


def _file_of(url: str) -> Path:
    """Where the database lies."""
    return Path(make_url(url).database or "").absolute()


def _copy_database(source: Path, target: Path) -> None:
    """As it stands at this moment: the copy is one reading, during which writers need not wait."""
    if not source.is_file():
        raise FileUnusable(Words(f"没有 {source}", f"there is no {source}"))
    target.touch(mode=OURS_ALONE, exist_ok=False)
    try:
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True)) as from_,
            closing(sqlite3.connect(target)) as to,
        ):
            from_.backup(to)
    except sqlite3.Error as error:
        words = Words(f"{source} 不能复制：{error}", f"{source} cannot be copied: {error}")
        raise StoreUnavailable(words) from error


def _copy_file(path: Path, target: Path) -> bool:
    """Whether it was there: filters of the ledger are written beside and put in place, so a file may go meanwhile."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        copy2(path, target)
    except FileNotFoundError:
        return False
    with target.open("rb") as file:
        os.fsync(file.fileno())
    return True
