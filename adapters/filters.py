"""Filters of the ledger that officers keep: settings, not facts, so they stand in files beside the roster."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from threading import get_ident
from typing import Final, TypeAlias

from domain.values.mistake import Mistake
from domain.words import Words

Said: TypeAlias = Mapping[str, list[str]]

BROKEN: Final = Mistake(
    "input.filters", Words("保存的筛选读不出来：{path}", "the filters kept in {path} cannot be read"),
    Words("改正或删除这个文件，再重新保存", "mend or delete this file and keep them again"),
)  # fmt: skip


class FileFilters:
    """One JSON file for each owner, an officer or an office: name → flag → what was typed, and nothing else.

    They leave no trace in the log, prove nothing, and go with the folder when it is copied. Of two who write one
    owner's file at once the later wins; nobody ever reads half a file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, owner: str) -> dict[str, Said]:
        """Name → filter. Raises ``InvalidInput`` (``input.filters``) for a file that is not ours."""
        path = self._path(owner)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            raise BROKEN.at(field="filters", path=path) from None
        if not _is_ours(found):
            raise BROKEN.at(field="filters", path=path)
        return dict(found)

    def keep(self, owner: str, name: str, said: Said) -> None:
        """Put a filter under a name, whatever was there."""
        self._write(owner, {**self.of(owner), name: said})

    def forget(self, owner: str, name: str) -> bool:
        """Take a filter away; whether there was one."""
        kept = self.of(owner)
        if kept.pop(name, None) is None:
            return False
        self._write(owner, kept)
        return True

    def _write(self, owner: str, kept: Mapping[str, Said]) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path, new = self._path(owner), self._folder / f".{owner}.{os.getpid()}.{get_ident()}"
        new.touch(mode=0o600)
        new.write_text(json.dumps(kept, ensure_ascii=False, indent=2), encoding="utf-8")
        new.replace(path)

    def _path(self, owner: str) -> Path:
        return self._folder / f"{owner}.json"


def _is_ours(found: object) -> bool:
    return isinstance(found, dict) and all(
        isinstance(said, dict)
        and all(isinstance(typed, list) and all(isinstance(each, str) for each in typed) for typed in said.values())
        for said in found.values()
    )
