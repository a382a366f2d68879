"""Money is exact to the 分, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.values.money import LIMIT, WAN, YI, YUAN, Money

amounts = st.integers(0, LIMIT).map(Money)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.56 元", 123_456),
        ("12.5万元", 12_500_000),
        ("3亿元", 3 * YI),
        ("１２３．４５元", 12_345),
        ("3亿2000.5万元", 3 * YI + 20_005 * WAN // 10),
        ("人民币12元5角", 1_250),
        ("￥0.05", 5),
        ("100元整", 10_000),
        ("0.000001万元", 1),
        ("1.10", 110),
    ],
)
def test_amounts_are_read_as_offices_write_them(text: str, fen: int) -> None:
    assert Money.parse(text) == Money(fen)


def test_the_column_s_unit_stands_where_none_is_written() -> None:
    assert Money.parse("12.5", unit=WAN) == Money.parse("125000元", unit=WAN) == Money(125_000 * YUAN)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0.0000001万元", "input.money.fen"),
        ("1.001元", "input.money.fen"),
        ("-5元", "input.money.negative"),
        ("－5元", "input.money.negative"),
        ("约5万元", "input.money.number"),
        ("12,34元", "input.money.number"),
        ("1,2345元", "input.money.number"),
        ("5万3亿元", "input.money.number"),
        ("3亿5000", "input.money.number"),
        ("", "input.money.number"),
        ("1e9", "input.money.number"),
        ("9" * 60, "input.money.number"),
        ("100001亿元", "input.money.limit"),
    ],
)
def test_what_is_no_exact_amount_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Money.parse(text, field="amount")
    assert (refusal.value.code, refusal.value.field) == (code, "amount")


@given(amounts)
def test_what_is_shown_in_yuan_or_wan_reads_back_to_the_fen(money: Money) -> None:
    assert Money.parse(money.in_yuan) == money
    assert Money.parse(money.in_wan) == money


@pytest.mark.parametrize(
    ("fen", "wan"),
    [(0, "0万元"), (1, "0.000001万元"), (12_500_000, "12.5万元"), (10**10, "10,000万元"), (-150, "-0.00015万元")],
)
def test_wan_shows_as_many_decimals_as_there_are(fen: int, wan: str) -> None:
    assert Money(fen).in_wan == wan
