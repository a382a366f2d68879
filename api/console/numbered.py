"""Where a sentence names leads by their numbers, so that a page can show the way to them."""

import re
from typing import Final

from domain.values.document_number import LEAD_NUMBER

_NUMBERS: Final = re.compile(rf"(?<![\w-])({LEAD_NUMBER})(?![\w-])", re.ASCII)


def numbered(text: str) -> list[tuple[str, str]]:
    """The text in pieces: what stands before a number, and the number; behind the last piece there is none."""
    parts = [*_NUMBERS.split(text), ""]
    return list(zip(parts[::2], parts[1::2], strict=True))
