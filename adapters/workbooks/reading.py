"""Reads workbooks in a process of its own: a file made to fill the memory ends that process, and nothing else."""

import pickle
from collections.abc import Mapping
from typing import Any

from adapters.apart import OUT_OF_TIME, apart
from adapters.workbooks.mistakes import LARGEST, TOO_LARGE, TOO_SLOW
from domain.errors import InvalidInput
from workflows.imports.sheet import Sheet


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook (XLSX, XLSM, XLS), or the one of a CSV (UTF-8, UTF-16 or GB18030).

    Which of both it is, its first bytes say, not its name. ``name`` is that of the file, told in mistakes.

    Raises ``InvalidInput`` (``input.file.workbook``, ``.password``, ``.size``, ``.merged``, ``.quote``, ``.encoding``).
    """
    if len(data) > LARGEST:
        raise TOO_LARGE.at(name)
    done = apart("adapters.workbooks", name, data=data)
    if done.returncode < 0:
        raise (TOO_SLOW if done.returncode == OUT_OF_TIME else TOO_LARGE).at(name)
    answer: tuple[Sheet, ...] | Mapping[str, Any] = pickle.loads(done.stdout)  # noqa: S301 - our own process wrote it
    if isinstance(answer, Mapping):
        raise InvalidInput(**answer)
    return answer
