"""Chinese numerals are read where they mean one number."""

import pytest

from workflows.imports.numerals import day_in_digits, in_digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("一百二十万元", "120万元"), ("壹佰贰拾万元整", "120万元整"), ("十二人", "12人"), ("两千万", "2000万"),
        ("一亿二千万元", "1亿2000万元"), ("一百二十万零五百元", "120万500元"), ("三百零五元", "305元"),
        ("120万元", "120万元"),
        ("三五万元", "三五万元"), ("二三十人", "二三十人"), ("上百万元", "上百万元"), ("十几万元", "10几万元"),
        ("零", "零"),
    ],
)  # fmt: skip
def test_a_numeral_in_digits(written: str, digits: str) -> None:
    assert in_digits(written) == digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("二〇二一年九月一日", "2021年9月1日"),
        ("二○二一年十二月三十一日", "2021年12月31日"),
        ("2022年三月十日", "2022年3月10日"),
    ],
)
def test_a_year_is_read_digit_by_digit(written: str, digits: str) -> None:
    assert day_in_digits(written) == digits
