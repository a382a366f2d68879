"""Where a sentence names leads by their numbers, so that a page can show the way to them."""

import re
from typing import Final

_NUMBERS: Final = re.compile(r"(?<![\w-])([0-9]{6}-[0-9]{4}-[0-9]{4,})(?![\w-])", re.ASCII)


def numbered(text: str) -> list[tuple[str, str]]:
    """The text in pieces: what stands before a number, and the number; behind the last piece there is none."""
    parts = [*_NUMBERS.split(text), ""]
    return list(zip(parts[::2], parts[1::2], strict=True))
