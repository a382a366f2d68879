"""Invented communities and grids below the real streets, as the file an office would bring to the divisions loader."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.synthetic.draw import Draw
from domain.values.divisions import Division
from workflows.divisions.loader import COLUMNS, shipped

DISTRICT: Final = "370104"
FIRST: Final = 901
"""Codes of invented communities begin here: the statistical ones of real communities are smaller."""
NUMERALS: Final = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Community:
    """An invented community of a street, with its grids."""

    area: Division
    grids: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class Street:
    """A real street with invented communities; ``name`` without its last two characters is what people say."""

    code: str
    name: str
    communities: tuple[Community, ...]

    @property
    def short(self) -> str:
        """``兴福`` for 兴福街道."""
        return self.name.removesuffix("街道")


def streets(year: int, seed: int) -> tuple[Street, ...]:
    """The 16 streets of the district, each with 4 to 8 communities of 3 to 6 grids."""
    draw = Draw("places", seed)
    return tuple(
        Street(each.code, each.name, tuple(_communities(each, draw)))
        for each in shipped().children(DISTRICT, date(year, 1, 1))
    )


def _communities(street: Division, draw: Draw) -> Iterator[Community]:
    for number in range(draw.between(4, 8)):
        code = f"{street.code}{FIRST + number}"
        name = f"{street.name.removesuffix('街道')}示例{NUMERALS[number]}社区"
        grids = (
            Division(code=f"{code}{grid:03d}", name=f"{name}第{grid}网格", parent=code)
            for grid in range(1, draw.between(3, 6) + 1)
        )
        yield Community(Division(code=code, name=name, parent=street.code), tuple(grids))


def division_file(of: tuple[Street, ...]) -> bytes:
    """The list as a spreadsheet writes it: Chinese headings, UTF-8 with a byte order mark, parents first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS.values())
    for street in of:
        for community in street.communities:
            for area in (community.area, *community.grids):
                writer.writerow([area.code, area.name, area.parent, "", ""])
    return text.getvalue().encode("utf-8-sig")
