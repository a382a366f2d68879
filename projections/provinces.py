"""Whether what is known of a case reaches into another province: areas are written as codes or as names."""

from collections.abc import Iterable

from domain.values.divisions import PROVINCES


def crosses_province(areas: Iterable[str], division: str) -> bool:
    """Whether an area lies in another province than ``division``.

    An area is a code, or a text that begins with the name of a province; a text that names none is taken to lie here.
    """
    return any(found != division[:2] for found in filter(None, map(province_of, areas)))


def province_of(area: str) -> str:
    """The two digits of the province an area lies in; empty where it names none."""
    if area[:2] in PROVINCES and area.isdigit():
        return area[:2]
    return next((code for code, name in PROVINCES.items() if area.startswith(name)), "")
