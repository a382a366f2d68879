"""Places: what is an area is named as one, what is not stays in the address, whole."""

from datetime import date

import pytest

from workflows.divisions.loader import shipped
from workflows.forms.ledger_row import Known
from workflows.imports.places import areas, place, shown_place

KNOWN = Known(divisions=shipped(), office=lambda _: None, officer=lambda _: None, home="370104", today=date(2022, 4, 1))
AREA = areas(KNOWN, [("示例街道办事处", "370104014"), ("示例社区居民委员会", "370104014001")])


@pytest.mark.parametrize(
    ("street", "community", "building", "address", "expected"),
    [
        ("", "", "", "兴福街道/示例大厦/3层", "兴福街道/示例大厦/3层"),
        ("兴福街道", "", "示例大厦", "3层", "兴福街道/示例大厦/3层"),
        ("兴福街道办事处", "", "", "示例路1号", "兴福街道//示例路1号"),
        ("兴福街道办", "", "", "示例路1号", "兴福街道//示例路1号"),
        ("槐荫区兴福街道", "", "", "示例路1号", "兴福街道//示例路1号"),
        ("", "", "", "山东省济南市槐荫区兴福街道示例路1号", "兴福街道//山东省济南市槐荫区兴福街道示例路1号"),
        ("", "", "", "示例路1号", "/示例路1号"),
        ("远方街道", "示例家园", "", "示例路1号", "/远方街道示例家园示例路1号"),
        ("示例街道", "", "", "示例路1号", "370104014//示例路1号"),
        ("示例街道办", "示例社区", "示例大厦", "", "370104014/370104014001/示例大厦"),
        ("", "示例居委会", "", "", "370104014001"),
        ("兴福街道", "", "", "", "兴福街道"),
        ("", "", "", "槐荫区", "槐荫区"),
        ("", "", "", "兴福街道", "兴福街道"),
        ("", "", "", "", ""),
    ],
)
def test_a_place_in_one_piece(street: str, community: str, building: str, address: str, expected: str) -> None:
    assert place(AREA, street, community, building, address) == expected


def test_people_are_shown_no_stroke_for_what_is_not_filled_in() -> None:
    assert shown_place("/示例路1号") == "示例路1号"
    assert shown_place("兴福街道//示例路1号") == "兴福街道/示例路1号"
