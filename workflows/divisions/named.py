"""Which district a place lies in, as far as what was written of it says so: a code, or the name of one we know."""

import re
from datetime import date
from typing import Final

from domain.values.divisions import Division, DivisionLevel, stored
from domain.values.text import compact
from workflows.divisions.loader import shipped

CODE: Final = re.compile(r"[1-9]\d{5}(?:\d{3}){0,3}(?!\d)")
DISTRICT_DIGITS: Final = 6


def district_in(text: str, day: date) -> str:
    """The code of the district (or city) that a code at the beginning or the first such name tells; empty if none.

    Nothing is concluded from a road or a building, nor from a name that no list of ours has.
    """
    written = compact(text)
    code = CODE.match(written)
    if code:
        return stored(code[0][:DISTRICT_DIGITS])
    found = [(written.find(each.name), each.code) for each in shipped() if _tells(each, written, day)]
    return min(found, default=(0, ""))[1]


def _tells(area: Division, written: str, day: date) -> bool:
    return area.level is DivisionLevel.DISTRICT and area.holds(day) and area.name in written
