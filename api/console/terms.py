"""How near a day is by which something has to be done: the one scale by which pages colour terms."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from domain.words import Words

SOON: Final = 3
"""Days."""


class Nearness(StrEnum):
    """Also the class of the style sheet."""

    NONE = "none"
    LATER = "later"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


class Term(NamedTuple):
    """A last day, how near it is, and that in words."""

    day: date | None
    nearness: Nearness
    words: Words


def term(day: date | None, today: date) -> Term:
    """How near a day is."""
    if day is None:
        return Term(None, Nearness.NONE, Words("没有期限", "no term"))
    left = (day - today).days
    if left < 0:
        return Term(day, Nearness.OVERDUE, Words(f"已超期 {-left} 天", f"{-left} d overdue"))
    if left == 0:
        return Term(day, Nearness.TODAY, Words("今天到期", "due today"))
    nearness = Nearness.SOON if left <= SOON else Nearness.LATER
    return Term(day, nearness, Words(f"还有 {left} 天", f"{left} d left"))
