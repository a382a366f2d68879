"""Where a lead is, from an address in one piece or in columns of its own, as the ledger has it: 街道/社区/楼宇/地址."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from domain.values.text import compact
from workflows.forms.ledger_row import Known, where

_STREET: Final = re.compile(r"(?:^|[省市区县])([一-龥]{2,4}?(?:街道|镇|乡))(?:办事处)?")
_ABOVE: Final = re.compile(r"^(?:[一-龥]{2,4}省)?(?:[一-龥]{2,4}市)?[一-龥]{1,4}?[区县](?=[一-龥]{2})")
_KINDS: Final = (
    (re.compile(r"(?:街道办事处|街道办|街道|办事处)$"), "街道"),
    (re.compile(r"(?:社区居民委员会|社区居委会|居民委员会|居委会|社区)$"), "社区"),
    (re.compile(r"(?:村村民委员会|村民委员会|村委会|村)$"), "村"),
)
"""How the office of an area is called → what the area is."""


def area_of(name: str) -> str:
    """The area that an office, or the area itself, is named after: 兴福街道办事处 and 兴福街道办 are 兴福街道."""
    bare = compact(name)
    return next((ending.sub(kind, bare) for ending, kind in _KINDS if ending.search(bare)), bare)


def areas(known: Known, organs: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """What a name is written as in a place: itself or as the list has it, else the code of the office named so, or "".

    ``organs``: name and area of the offices of streets and communities, as the roster has them.
    """
    offices: Mapping[str, str] = {area_of(organ): division for organ, division in organs}

    def area(name: str) -> str:
        spellings = dict.fromkeys((name, area_of(name), area_of(_ABOVE.sub("", compact(name)))))
        for each in spellings:
            if each and where(each, known.home, known).keys() == {"division"}:
                return each
        return next((offices[each] for each in spellings if each in offices), "")

    return area


def place(area: Callable[[str], str], street: str, community: str, building: str, address: str) -> str:
    """``area``: what a name of an area of the office's district is written as; any other name is address only.

    A street found inside the address is named in front as well; the address itself stays whole.
    """
    alone = not (street or community or building)
    if alone and "/" in address:
        return address
    if alone and area(address):
        return area(address)
    inside = _STREET.search(address)
    street = street or (inside[1] if inside else "")
    above = [area(name) for name in (street, community) if name and area(name)]
    rest = "".join(name for name in (street, community) if name and not area(name) and name not in address)
    return "/".join((*above, building, rest + address)).rstrip("/")


def shown_place(made: str) -> str:
    """A place for people: what is not filled in leaves no stroke."""
    return re.sub("/+", "/", made).strip("/")
