"""The bounds of observation as the register has them on a day: what the guards of the domain are handed."""

from datetime import date
from typing import Final

from workflows.law import register

SHORTEST: Final = "observation-period"
LONGEST: Final = "observation-longest"


def observation(day: date) -> tuple[int, int]:
    """The shortest and the longest observation in months, by the office rules of a day."""
    return _months(SHORTEST, day), _months(LONGEST, day)


def _months(slug: str, day: date) -> int:
    """The value in force on a day; before the first version, that of the first."""
    versions = sorted(register().versions(slug), key=lambda rule: rule.validity.since)
    rule = next((each for each in reversed(versions) if each.validity.since <= day), versions[0])
    return int(rule.value or 0)
