"""A sheet of cells as any kind of file gives it: nothing here knows which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | None
"""What a cell holds; None when it is empty. A text is trimmed, without what nobody sees, and never empty.

An error stands as it is shown (``#REF!``), a formula whose result was not saved as ``UNCALCULATED``.
"""
UNCALCULATED: Final = "#未计算!"

DAY_ZERO: Final = date(1899, 12, 30)
"""From which a spreadsheet counts its days: its day 1 is 1900-01-01, and 1900 counts as a leap year."""
DAY_ZERO_1904: Final = date(1904, 1, 1)
"""The same where the workbook says that it counts from 1904, as those of older Macintoshes do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet from its first line on, empty ones too, so that ``rows[0]`` is line 1 of the file.

    What a merged cell says stands in every cell it covers. ``day_zero``: from where days count that are mere numbers.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    day_zero: date = DAY_ZERO
