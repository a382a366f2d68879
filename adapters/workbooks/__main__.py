"""The process that reads one file: bytes in on standard input, sheets or the refusal out, pickled.

The limits are set here, where nothing else can be lost.
"""

import pickle
import sys
from typing import Any, Final

from adapters.apart import confine
from adapters.workbooks.mistakes import MEMORY, NOT_A_WORKBOOK, SECONDS, TOO_LARGE
from domain.errors import InvalidInput

PANIC: Final = "PanicException"
"""What the reader raises where it met something it had held to be impossible; it cannot be imported."""


def main(name: str) -> None:
    """Read the file that comes in and write what it holds."""
    confine(memory=MEMORY, seconds=SECONDS)
    try:
        answer = _answer(sys.stdin.buffer.read(), name)
    except MemoryError:
        answer = _refused(TOO_LARGE.at(name))
    sys.stdout.buffer.write(answer)


def _answer(data: bytes, name: str) -> bytes:
    from adapters.workbooks.opening import sheets_in  # noqa: PLC0415 - within the limits

    try:
        return pickle.dumps(sheets_in(data, name), pickle.HIGHEST_PROTOCOL)
    except InvalidInput as wrong:
        return _refused(wrong)
    except BaseException as wrong:
        if type(wrong).__name__ != PANIC:
            raise
        return _refused(NOT_A_WORKBOOK.at(name))


def _refused(wrong: InvalidInput) -> bytes:
    said: dict[str, Any] = {"field": wrong.field, "fault": wrong.detail, "way_out": wrong.way_out}
    return pickle.dumps({**said, "rule": wrong.rule, "code": wrong.code})


if __name__ == "__main__":
    main(sys.argv[1])
