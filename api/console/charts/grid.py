"""A grid of numbers, the darker the more: one row a stage, one column a span of time."""

from collections.abc import Sequence
from typing import Final

from api.console.charts.marks import WIDTH, Mark, box, breadth, fitted, link, svg, text
from api.console.charts.scale import heat

SHADES: Final = 4
ROW: Final = 28
LABEL: Final = 152
"""The widest label."""
TOP: Final = 22


def grid(name: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Mark]]]) -> str:
    """The chart; a cell with nothing in it leads nowhere."""
    left = min(LABEL, max((breadth(label) for label, _ in rows), default=0)) + 10
    wide = (WIDTH - left) / len(heads)
    most = max((each.value for _, marks in rows for each in marks), default=0) or 1
    parts = [text(left + wide * (at + 0.5), 14, head, "mid small") for at, head in enumerate(heads)]
    for number, (label, marks) in enumerate(rows):
        y = TOP + ROW * number
        parts.append(text(left - 8, y + 18, fitted(label, LABEL), "end"))
        parts += [
            _cell(each, left + wide * at, y, wide, heat(each.value, most, SHADES)) for at, each in enumerate(marks)
        ]
    return svg(TOP + ROW * len(rows) or ROW, name, parts)


def _cell(mark: Mark, x: float, y: float, wide: float, shade: int) -> str:
    tile = box(x + 1, y + 1, wide - 2, ROW - 2, f"tile h-{shade}")
    if not mark.value:
        return tile
    return link(mark, str(mark.value), tile, text(x + wide / 2, y + 18, mark.value, f"mid h-{shade}"))
