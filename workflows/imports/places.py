"""Where a lead is, from an address in one piece or in columns of its own, as the ledger has it: 街道/社区/楼宇/地址."""

import re
from collections.abc import Callable
from typing import Final

_STREET: Final = re.compile(r"(?:^|[省市区县])([一-龥]{2,4}?(?:街道|镇|乡))(?:办事处)?")


def place(is_area: Callable[[str], bool], street: str, community: str, building: str, address: str) -> str:
    """``is_area`` tells whether a name is one of an area of the office's district; any other name is address only.

    A street found inside the address is named in front as well; the address itself stays whole.
    """
    if "/" in address and not (street or community or building):
        return address
    inside = _STREET.search(address)
    street = street.removesuffix("办事处") or (inside[1] if inside else "")
    above = [name for name in (street, community) if name and is_area(name)]
    rest = "".join(name for name in (street, community) if name and name not in above and name not in address)
    return "/".join((*above, building, rest + address)).rstrip("/")
