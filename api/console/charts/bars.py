"""Bars that lie: a row for each mark, its label before it and its number behind it."""

from collections.abc import Callable, Sequence
from typing import Final

from api.console.charts.marks import WIDTH, Mark, box, breadth, fitted, link, svg, text

ROW: Final = 26
LABEL: Final = 150
"""The widest label."""
NUMBER: Final = 64
"""What is kept free for the numbers."""


def bars(name: str, marks: Sequence[Mark], said: Callable[[int], str] = str, kind: str = "") -> str:
    """The chart; ``said`` puts a value into words, ``kind`` is a class of the style sheet."""
    left = min(LABEL, max((breadth(each.label) for each in marks), default=0)) + 10
    most = max((each.value for each in marks), default=0) or 1

    def row(at: int, mark: Mark) -> str:
        y, length = ROW * at, max((WIDTH - left - NUMBER) * mark.value / most, 2 if mark.value else 0)
        label, value = text(left - 8, y + 17, fitted(mark.label, LABEL), "end"), said(mark.value)
        bar = box(left, y + 4, length, ROW - 9, f"bar {kind}".strip())
        number = text(left + length + 6, y + 17, value, "value")
        return link(mark, value, box(0, y, WIDTH, ROW, "reach"), label, bar, number)

    return svg(ROW * max(len(marks), 1), name, (row(*each) for each in enumerate(marks)))
