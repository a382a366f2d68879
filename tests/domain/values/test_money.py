"""Money is exact to the 分, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.values.money import LIMIT, WAN, YI, YUAN, Money

amounts = st.integers(0, LIMIT).map(Money)
VALUES = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
SIZES = {"拾": 10, "佰": 100, "仟": 1000, "万": 10**4, "亿": 10**8}


def read_aloud(words: str) -> int:
    """An independent reader of upper-case amounts, in 分."""
    yuan, mark, rest = words.removesuffix("整").rpartition("元")
    fen = _integer(yuan) * 100 if mark else 0
    for digit, unit in zip(rest.replace("零", "")[::2], rest.replace("零", "")[1::2], strict=True):
        fen += VALUES[digit] * {"角": 10, "分": 1}[unit]
    return fen


def _integer(words: str) -> int:
    for name in ("亿", "万"):
        if name in words:
            above, _, below = words.rpartition(name)
            return _integer(above) * SIZES[name] + _integer(below)
    total, digit = 0, 0
    for character in words:
        if character in VALUES:
            digit = VALUES[character]
        else:
            total, digit = total + digit * SIZES[character], 0
    return total + digit


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


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        # the examples of 支付结算办法 附一, and the corners
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("123.45", "壹佰贰拾叁元肆角伍分"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.5", "伍角整"),
        ("10", "壹拾元整"),
        ("100000001", "壹亿零壹元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000100000000", "壹万零壹亿元整"),
        ("1000000010000", "壹万亿零壹万元整"),
    ],
)
def test_vouchers_carry_the_amount_in_words(yuan: str, words: str) -> None:
    assert Money.parse(yuan).in_words == words


@given(amounts)
def test_words_read_aloud_give_the_amount_back(money: Money) -> None:
    assert read_aloud(money.in_words) == money.fen


@given(amounts)
def test_words_never_stutter_or_end_a_number_with_zero(money: Money) -> None:
    assert "零零" not in money.in_words
    assert money.fen < YUAN or "零元" not in money.in_words
