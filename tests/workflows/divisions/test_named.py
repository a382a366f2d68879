"""What is written of a place tells its district, or nothing."""

from datetime import date

import pytest

from workflows.divisions.named import district_in

DAY = date(2022, 3, 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("370105", "370105"),
        ("370105001", "370105"),
        ("370104014001 兴福街道", "370104"),
        ("370100", "370100"),
        ("山东省济南市天桥区示例路1号", "370105"),
        ("槐荫区示例路2号，原在天桥区", "370104"),
        ("济南市 商河县 示例镇", "370126"),
        ("济南市示例路3号", ""),
        ("示例路370105号", ""),
        ("13800000000", ""),
        ("天桥路8号", ""),
        ("", ""),
    ],
)
def test_a_place_tells_its_district(text: str, code: str) -> None:
    assert district_in(text, DAY) == code
