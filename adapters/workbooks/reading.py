"""Reads workbooks in a process of its own: a file made to fill the memory ends that process, and nothing else."""

import os
import pickle
import sys
from collections.abc import Mapping
from signal import SIGXCPU
from subprocess import run
from typing import Any, Final

from adapters.workbooks.mistakes import LARGEST, TOO_LARGE, TOO_SLOW
from domain.errors import InvalidInput
from workflows.imports.sheet import Sheet

OUT_OF_TIME: Final = -SIGXCPU
"""How a process ends that worked longer than it may; where any other signal ends it, it lacked memory."""


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook (XLSX, XLSM, XLS), or the one of a CSV (UTF-8, UTF-16 or GB18030).

    Which of both it is, its first bytes say, not its name. ``name`` is that of the file, told in mistakes.

    Raises ``InvalidInput`` (``input.file.workbook``, ``.password``, ``.size``, ``.merged``, ``.quote``, ``.encoding``).
    """
    if len(data) > LARGEST:
        raise TOO_LARGE.at(name)
    ours = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = run([sys.executable, "-P", "-m", "adapters.workbooks", name],  # noqa: S603 - ourselves
               input=data, capture_output=True, check=False, env=ours)  # fmt: skip
    if done.returncode < 0:
        raise (TOO_SLOW if done.returncode == OUT_OF_TIME else TOO_LARGE).at(name)
    done.check_returncode()
    answer: tuple[Sheet, ...] | Mapping[str, Any] = pickle.loads(done.stdout)  # noqa: S301 - our own process wrote it
    if isinstance(answer, Mapping):
        raise InvalidInput(**answer)
    return answer
