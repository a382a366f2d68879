"""The bounds of observation on a day, by register and rulebook: handed to the guards of the domain."""

from datetime import date
from typing import Final

from domain.office_rules import Rulebook
from workflows.law.set_here import value_on

SHORTEST: Final = "observation-period"
LONGEST: Final = "observation-longest"


def observation(day: date, book: Rulebook) -> tuple[int, int]:
    """The shortest and the longest observation in months, by the office rules of a day."""
    return value_on(book, SHORTEST, day), value_on(book, LONGEST, day)
