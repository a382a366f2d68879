"""A map of tiles: an area each, the darker the more."""

from collections.abc import Sequence
from typing import Final

from api.console.charts.marks import WIDTH, Mark, box, fitted, link, svg, text
from api.console.charts.scale import heat

SHADES: Final = 4
ACROSS: Final = 4
HIGH: Final = 54
WIDE: Final = WIDTH / ACROSS


def tiles(name: str, marks: Sequence[Mark]) -> str:
    """The chart, row by row."""
    most = max((each.value for each in marks), default=0) or 1
    rows = -(-len(marks) // ACROSS) or 1
    return svg(HIGH * rows, name, (_tile(each, at, heat(each.value, most, SHADES)) for at, each in enumerate(marks)))


def _tile(mark: Mark, at: int, shade: int) -> str:
    x, y = at % ACROSS * WIDE, at // ACROSS * HIGH
    words = text(x + WIDE / 2, y + 20, fitted(mark.label, WIDE - 8), f"mid h-{shade}")
    number = text(x + WIDE / 2, y + 42, mark.value, f"mid big h-{shade}")
    return link(mark, str(mark.value), box(x + 2, y + 2, WIDE - 4, HIGH - 4, f"tile h-{shade}"), words, number)
