"""A code names an area, by day, and areas lie within areas."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.values.divisions import Division, DivisionLevel, Divisions, contains, level_of, parse_code
from workflows.divisions.loader import shipped

DAY = date(2022, 3, 1)
REGISTER = Divisions(
    (
        Division(code="370100", name="示例市"),
        Division(code="370104", name="示例区", parent="370100"),
        Division(code="370104001", name="旧名街道", parent="370104", valid_until=date(2021, 12, 31)),
        Division(code="370104001", name="新名街道", parent="370104", valid_from=date(2022, 1, 1)),
        Division(code="370104001001", name="示例社区", parent="370104001"),
    )
)
codes = st.sampled_from(["370000", "370100", "370104", "370104014", "370104014000", "370104014001", "370104014001003"])


@pytest.mark.parametrize(
    ("area", "code", "lies_in"),
    [
        ("370104", "370104014000", True),
        ("370104014", "370104014000", True),
        ("370104014000", "370104014", True),
        ("370104014000", "370104014001", True),
        ("370100", "370104014001", True),
        ("370000", "370104", True),
        ("370104", "370100", False),
        ("370104", "370105", False),
        ("370104001", "370104010", False),
        ("370104000000", "370104010", True),
        ("370110", "370111", False),
    ],
)
def test_an_area_contains_what_its_digits_begin(area: str, code: str, *, lies_in: bool) -> None:
    assert contains(area, code) is lies_in


@given(codes, codes, codes)
def test_containment_is_an_order(a: str, b: str, c: str) -> None:
    assert contains(a, a)
    assert not (contains(a, b) and contains(b, c)) or contains(a, c)
    assert not (contains(a, b) and contains(b, a)) or parse_code(a) == parse_code(b)


def test_padding_is_dropped_and_levels_are_told() -> None:
    assert parse_code("３７０１０４014000") == "370104014"
    assert level_of("370104014000") is DivisionLevel.STREET
    assert [level_of(code) for code in ("370000", "370100", "370104", "370104014001", "370104014001003")] == [
        DivisionLevel.PROVINCE,
        DivisionLevel.CITY,
        DivisionLevel.DISTRICT,
        DivisionLevel.COMMUNITY,
        DivisionLevel.GRID,
    ]


@pytest.mark.parametrize("text", ["", "3701", "37010", "3701040", "070104", "三七", "370104-14"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_code(text)
    assert refusal.value.code == "input.division.code"
    assert "divisions.csv" in refusal.value.way_out.zh, "where names come from"


def test_names_are_those_of_the_day() -> None:
    assert REGISTER.full_name("370104001000", date(2021, 12, 31)) == "示例市示例区旧名街道"
    assert REGISTER.full_name("370104001001", DAY) == "示例市示例区新名街道示例社区"
    assert REGISTER.full_name("370199", DAY) == ""
    assert [area.name for area in REGISTER.children("370104", DAY)] == ["新名街道"]


def test_an_area_is_found_by_its_name_with_or_without_its_kind() -> None:
    assert [area.code for area in REGISTER.named("新名", DAY)] == ["370104001"]
    assert REGISTER.named("旧名街道", DAY) == ()
    assert REGISTER.named("示例社区", DAY, within="370105") == ()


@pytest.mark.parametrize("code", ["370104", "370104014", "370104014001", "370199", "110101", "370104099"])
def test_a_code_is_taken_where_the_list_says_nothing_of_its_neighbours(code: str) -> None:
    assert Divisions(()).parse(code) == code


@pytest.mark.parametrize("code", ["370104099", "370104099001", "370199", "990101"])
def test_a_code_that_the_list_leaves_out_between_its_neighbours_is_refused(code: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        shipped().parse(code)
    assert refusal.value.code == "input.division.unknown"


@pytest.mark.parametrize("code", ["370104014", "370104014000", "370104014001", "370104", "371302", "110101001"])
def test_what_lies_in_a_known_area_or_far_from_all_is_taken(code: str) -> None:
    assert shipped().parse(code)
