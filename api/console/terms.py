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


def term(day: date | None, today: date, what: Words | None = None) -> Term:
    """How near a day is, and what it is the last day of."""
    if day is None:
        return Term(None, Nearness.NONE, Words("没有期限", "no term"))
    left = (day - today).days
    nearness, words = _near(left)
    return Term(day, nearness, Words(what.zh + words.zh, f"{what.en}: {words.en}") if what else words)


def _near(left: int) -> tuple[Nearness, Words]:
    if left < 0:
        return Nearness.OVERDUE, Words(f"已超期 {-left} 天", f"{-left} d overdue")
    if left == 0:
        return Nearness.TODAY, Words("今天到期", "due today")
    return Nearness.SOON if left <= SOON else Nearness.LATER, Words(f"还有 {left} 天", f"{left} d left")
