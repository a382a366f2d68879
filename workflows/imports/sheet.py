"""A sheet of cells as any kind of file gives it: nothing here knows which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | None
"""What a cell holds; None when it is empty. A text is trimmed and never empty."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet from its first line on, empty ones too, so that ``rows[0]`` is line 1 of the file.

    What a merged cell says stands in every cell it covers.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
