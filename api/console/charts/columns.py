"""Columns that stand, several side by side for each period."""

from collections.abc import Sequence
from typing import Final

from api.console.charts.marks import WIDTH, Mark, box, line, link, svg, text
from api.console.charts.scale import ticks

HEIGHT: Final = 200
TOP, BOTTOM, LEFT = 14, 22, 30
ROOM: Final = HEIGHT - TOP - BOTTOM
GAP: Final = 6


def columns(name: str, labels: Sequence[str], series: Sequence[Sequence[Mark]]) -> str:
    """The chart: under each label one mark of each series, the first the darkest."""
    marked = ticks(max((each.value for marks in series for each in marks), default=0))
    wide = (WIDTH - LEFT) / len(labels)
    parts = [part for tick in marked for part in _tick(tick, marked[-1])]
    parts += [text(LEFT + wide * (at + 0.5), HEIGHT - 6, label, "mid") for at, label in enumerate(labels)]
    each = (wide - GAP) / len(series)
    for number, marks in enumerate(series):
        parts += [
            _column(mark, LEFT + wide * at + GAP / 2 + each * number, each, marked[-1], f"bar s-{number}")
            for at, mark in enumerate(marks)
        ]
    return svg(HEIGHT, name, parts)


def _tick(value: int, most: int) -> tuple[str, str]:
    y = TOP + ROOM - ROOM * value / most
    return line(LEFT, y, WIDTH, y), text(LEFT - 6, y + 4, value, "end small")


def _column(mark: Mark, x: float, width: float, most: int, kind: str) -> str:
    high = ROOM * mark.value / most
    number = [text(x + width / 2, TOP + ROOM - high - 3, mark.value, "mid small value")] if mark.value else []
    bar = box(x + 0.5, TOP + ROOM - high, width - 1, high, kind)
    return link(mark, str(mark.value), box(x, TOP, width, ROOM, "reach"), bar, *number)
