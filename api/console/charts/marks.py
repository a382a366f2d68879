"""What charts are made of: marks that lead into the ledger, and texts that fit. Colours come from the style sheet.

Whatever comes from outside is escaped here, and nowhere else.
"""

from collections.abc import Iterable
from html import escape
from typing import Final, NamedTuple
from unicodedata import east_asian_width

WIDTH: Final = 420
"""Of every chart, in units of its own: about a pixel each on a desk, a little less on a phone."""
EM: Final = 12
"""Height of a letter; Chinese ones are as wide."""


class Mark(NamedTuple):
    """A number, what it is about, and where the leads behind it are listed; ``title`` where the label is too short."""

    label: str
    value: int
    address: str
    title: str = ""


def svg(height: int, name: str, parts: Iterable[str]) -> str:
    """A chart, by its name for whoever hears it."""
    head = f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{escape(name)}">'
    return f"{head}{''.join(parts)}</svg>"


def link(mark: Mark, said: str, *parts: str) -> str:
    """A mark one can follow; ``said`` is its value in words."""
    title = escape(f"{mark.title or mark.label} {said}")
    return f'<a href="{escape(mark.address)}"><title>{title}</title>{"".join(parts)}</a>'


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    """A rectangle of a class of the style sheet."""
    return f'<rect class="{kind}" x="{x:.5g}" y="{y:.5g}" width="{width:.5g}" height="{height:.5g}"/>'


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """A line of the grid."""
    return f'<line class="grid" x1="{x1:.5g}" y1="{y1:.5g}" x2="{x2:.5g}" y2="{y2:.5g}"/>'


def text(x: float, y: float, words: object, kind: str = "") -> str:
    """Words from a point on, or to it (``end``), or around it (``mid``)."""
    return f'<text class="{kind}" x="{x:.5g}" y="{y:.5g}">{escape(str(words))}</text>'


def breadth(words: str) -> float:
    """How wide words are: letters of ours are half as wide as Chinese ones."""
    return sum(EM if east_asian_width(each) in "WF" else EM * 0.6 for each in words)


def fitted(words: str, width: float) -> str:
    """The words, cut off where they are too wide."""
    if breadth(words) <= width:
        return words
    kept = ""
    for each in words:
        if breadth(kept + each) + EM > width:
            break
        kept += each
    return f"{kept}…"
