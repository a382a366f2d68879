"""A mark keeps a spreadsheet from calculating what somebody wrote: set where a table goes away, gone on its return.

Full-width signs calculate too: a spreadsheet makes half-width ones of them where it meets a formula.
"""

from typing import Final
from unicodedata import category, normalize

MARK: Final = "'"
SIGNS: Final = ("=", "+", "-", "@")
PARTING: Final = ("\t", "\r")
"""Some programs begin another cell there."""


def marked(cell: str) -> str:
    """The cell with the mark in front where a spreadsheet would calculate."""
    return f"{MARK}{cell}" if _calculates(cell) else cell


def unmarked(cell: str) -> str:
    """The cell as it was before it was marked."""
    rest = cell.removeprefix(MARK)
    return rest if _calculates(rest) else cell


def _calculates(cell: str) -> bool:
    first = next((each for each in cell if not each.isspace() and category(each) != "Cf"), "")
    return cell.startswith(PARTING) or normalize("NFKC", first).startswith(SIGNS)
