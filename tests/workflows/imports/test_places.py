"""Places: what is an area is named as one, what is not stays in the address, whole."""

import pytest

from workflows.imports.places import place


@pytest.mark.parametrize(
    ("street", "community", "building", "address", "expected"),
    [
        ("", "", "", "兴福街道/示例大厦/3层", "兴福街道/示例大厦/3层"),
        ("兴福街道", "", "示例大厦", "3层", "兴福街道/示例大厦/3层"),
        ("兴福街道办事处", "", "", "示例路1号", "兴福街道//示例路1号"),
        ("", "", "", "山东省济南市槐荫区兴福街道示例路1号", "兴福街道//山东省济南市槐荫区兴福街道示例路1号"),
        ("", "", "", "示例路1号", "/示例路1号"),
        ("远方街道", "示例社区", "", "示例路1号", "/远方街道示例社区示例路1号"),
        ("兴福街道", "", "", "", "兴福街道"),
        ("", "", "", "", ""),
    ],
)
def test_a_place_in_one_piece(street: str, community: str, building: str, address: str, expected: str) -> None:
    assert place(lambda name: name == "兴福街道", street, community, building, address) == expected
