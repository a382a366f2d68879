"""Cells: amounts keep their value through every unit and spelling, counts and codes are brought to the form's own."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.values.money import WAN, YI, YUAN, Money
from workflows.imports.cells import Read, count, day, identity, lacks_unit, money, shown, text
from workflows.imports.sheet import Cell

TODAY = date(2022, 4, 1)
UNIT_NAMES = {YUAN: "元", WAN: "万元", YI: "亿元"}


def code(wrong: pytest.ExceptionInfo[InvalidInput]) -> str:
    return wrong.value.code


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        (98.5, WAN, "98.5"),
        (985000, YUAN, "98.5"),
        ("985,000.00", YUAN, "98.5"),
        ("９８.５", WAN, "98.5"),
        ("98.5万元", None, "98.5"),
        ("985000元", WAN, "98.5"),
        ("1.2亿", None, "12000"),
        ("人民币98.5万元", None, "98.5"),
        ("约 98.5 万元", None, "98.5"),
        ("98万余元", None, "98"),
        ("500余万元", None, "500"),
        ("100万元左右", None, "100"),
        (0.1 + 0.2, WAN, "0.3"),
        (0, None, "0"),
        ("不详", None, ""),
        ("/", WAN, ""),
        (None, None, ""),
    ],
)
def test_an_amount_is_told_in_wan(cell: Cell, unit: int | None, expected: str) -> None:
    assert money(cell, "金额", unit).text == expected


@given(fen=st.integers(0, 10**13), unit=st.sampled_from([YUAN, WAN, YI]), in_cell=st.booleans(), commas=st.booleans())
def test_an_amount_keeps_its_value_through_every_unit(fen: int, unit: int, in_cell: bool, commas: bool) -> None:  # noqa: FBT001
    whole, rest = divmod(fen, unit)
    decimals = str(rest).zfill(len(str(unit)) - 1).rstrip("0")
    number = (f"{whole:,}" if commas else str(whole)) + (f".{decimals}" if decimals else "")

    read = money(number + UNIT_NAMES[unit], "金额", WAN) if in_cell else money(number, "金额", unit)

    assert Money.parse(read.text, unit=WAN).fen == fen


@pytest.mark.parametrize(
    ("cell", "told"), [("98.5", False), ("98.5万元", False), ("约98.5万元", True), ("985000元", True)]
)
def test_only_what_was_changed_is_told(cell: str, told: bool) -> None:  # noqa: FBT001
    assert (money(cell, "金额", WAN).why is not None) is told


def test_a_unit_of_its_own_is_told_where_the_heading_has_another() -> None:
    assert money("120万元", "金额", YUAN).text == "120"
    assert money("120万元", "金额", YUAN).why is not None


@pytest.mark.parametrize("cell", ["100-200万元", "100至200万元", "上千万", "-5万元", "五六十万"])
def test_what_is_not_one_amount_is_refused(cell: str) -> None:
    with pytest.raises(InvalidInput):
        money(cell, "金额", WAN)


@pytest.mark.parametrize(("cell", "lacks"), [(30, True), ("30", True), ("30元", False), ("3万", False), (0, False),
                                             (None, False), ("不详", False)])  # fmt: skip
def test_a_bare_number_has_no_unit(cell: Cell, lacks: bool) -> None:  # noqa: FBT001
    assert lacks_unit(cell) is lacks


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(46, "46"), ("46人", "46"), ("约50", "50"), ("50余人", "50"), ("２６", "26"), ("1,200人", "1200"), (46.0, "46"),
     ("不详", ""), (None, "")],
)  # fmt: skip
def test_people_are_counted_in_digits(cell: Cell, expected: str) -> None:
    assert count(cell, "人数").text == expected


@pytest.mark.parametrize("cell", ["数十人", "46.5", "10-20", -3])
def test_no_number_of_people_is_made_up(cell: Cell) -> None:
    with pytest.raises(InvalidInput) as wrong:
        count(cell, "人数")

    assert code(wrong) == "input.import.count"


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{}人", "约{}", "{}余人", " {} 名"]))
def test_a_count_keeps_its_value(people: int, spelling: str) -> None:
    assert count(spelling.format(people), "人数").text == str(people)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("91370104MA00001T07", "91370104MA00001T07"),
        ("９１３７０１０４ＭＡ００００１Ｔ０７", "91370104MA00001T07"),
        ("91370104-ma00001t07", "91370104MA00001T07"),
        ("370104********1230", "370104********1230"),
        ("无", ""),
        (None, ""),
    ],
)
def test_a_code_stays_a_text(cell: Cell, expected: str) -> None:
    assert identity(cell, "信用代码").text == expected


@pytest.mark.parametrize("cell", [3.70104199001011e17, 370104199001011232, "3.70104E+17"])
def test_a_code_whose_digits_are_lost_is_never_taken(cell: Cell) -> None:
    with pytest.raises(InvalidInput) as wrong:
        identity(cell, "身份证号")

    assert code(wrong) == "input.import.digits-lost"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2022, 3, 2), "2022-03-02"),
        (datetime(2022, 3, 2, 14, 30), "2022-03-02 14:30"),  # noqa: DTZ001 - a cell has no zone
        ("2022.3.2", "2022-03-02"),
        ("2022年3月2日", "2022-03-02"),
        ("2022年3月2日 14时30分", "2022-03-02 14:30"),
        ("2022-03-02 14:30:00", "2022-03-02 14:30"),
        ("20220302", "2022-03-02"),
        (20220302, "2022-03-02"),
        (44622, "2022-03-02"),
        (44622.6, "2022-03-02"),
        ("44622", "2022-03-02"),
        ("2022/3", "2022-03-01"),
        ("2022年3月", "2022-03-01"),
        (2022.3, "2022-03-01"),
        ("22.3.2", "2022-03-02"),
        ("22年3月2日", "2022-03-02"),
        ("2022-03-02（星期三）", "2022-03-02"),
        ("不详", ""),
    ],
)
def test_a_day_is_read_in_every_spelling(cell: Cell, expected: str) -> None:
    assert day(cell, "日期", TODAY).text == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3月2日", "input.import.day"),
        ("2022年", "input.import.day"),
        ("2022.2.30", "input.import.day"),
        ("2020年5月至2021年3月", "input.import.day"),
        (2022.1, "input.import.month"),
        ("2022-04-02", "input.import.future"),
        ("2099/1/1", "input.import.future"),
        (date(2023, 1, 1), "input.import.future"),
    ],
)
def test_no_day_is_guessed(cell: Cell, expected: str) -> None:
    with pytest.raises(InvalidInput) as wrong:
        day(cell, "日期", TODAY)

    assert code(wrong) == expected


SPELLINGS = ("{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日", "{0.year}/{0.month:02}/{0.day:02}",
             "{0:%Y%m%d}", "serial", "cell")  # fmt: skip


@given(st.dates(date(1990, 1, 1), TODAY), st.sampled_from(SPELLINGS))
def test_a_day_keeps_its_value(that: date, spelling: str) -> None:
    cell: Cell = (that - date(1899, 12, 30)).days if spelling == "serial" else that
    cell = cell if spelling in {"serial", "cell"} else spelling.format(that)

    assert day(cell, "日期", TODAY).text == that.isoformat()


@given(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(), st.dates(), st.datetimes()
    )
)
def test_any_cell_is_read_or_refused_and_never_breaks(cell: Cell) -> None:
    for read in (lambda: money(cell, "f", WAN), lambda: count(cell, "f"), lambda: identity(cell, "f"),
                 lambda: day(cell, "f", TODAY), lambda: text(cell, "f")):  # fmt: skip
        answer = _answer(read)
        assert isinstance(answer, Read) or (answer.field == "f" and answer.way_out.zh)


def _answer(read: Callable[[], Read]) -> Read | InvalidInput:
    try:
        return read()
    except InvalidInput as wrong:
        return wrong


def test_a_number_is_shown_without_noise() -> None:
    assert (shown(0.1 + 0.2), shown(98.0), shown(date(2022, 3, 2)), shown(None)) == ("0.3", "98", "2022-03-02", "")


@pytest.mark.parametrize(
    ("cell", "made"), [("一百二十万元", "120"), ("壹佰贰拾万元整", "120"), ("一亿二千万元", "12000")]
)
def test_an_amount_in_chinese_numerals_is_read_and_told(cell: str, made: str) -> None:
    read = money(cell, "金额", WAN)

    assert read.text == made
    assert read.why is not None
    assert not lacks_unit(cell)


def test_people_and_days_are_read_from_chinese_numerals() -> None:
    assert count("三十余人", "人数").text == "30"
    assert day("二〇二一年九月一日", "f", TODAY).text == "2021-09-01"
