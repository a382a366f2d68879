"""A row of the ledger becomes a form: places by name, persons kept apart from firms, later columns left alone."""

from datetime import date

import pytest

from domain.errors import InvalidInput
from workflows.divisions.loader import shipped
from workflows.forms.ledger_row import (
    COLUMNS,
    NUMBER,
    REGISTERED,
    Known,
    cells,
    column_of,
    form,
    is_person,
    where,
)

KNOWN = Known(
    divisions=shipped(),
    office={"示例街道办事处": ("370104014", "示例街道办事处", "370104014")}.get,
    officer={"甲": "jd-01", "jd-01": "jd-01"}.get,
    home="370104",
    today=date(2022, 3, 2),
)


def test_the_heading_is_that_of_the_field() -> None:
    assert len(COLUMNS) == 25
    assert {NUMBER, *REGISTERED} < set(COLUMNS)
    assert len(set(COLUMNS)) == len(COLUMNS)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("兴福街道/示例大厦/3层", {"division": "370104014", "building": "示例大厦", "address": "3层"}),
        ("兴福/示例大厦", {"division": "370104014", "building": "示例大厦"}),
        ("370104014001/示例大厦/a/b", {"division": "370104014001", "building": "示例大厦", "address": "a/b"}),
        ("370104014/370104014001", {"division": "370104014001"}),
        ("兴福街道//示例路1号", {"division": "370104014", "address": "示例路1号"}),
        ("示例大厦", {"division": "370104", "building": "示例大厦"}),
        ("370102001/示例大厦", {"division": "370104", "building": "370102001", "address": "示例大厦"}),
        ("", {"division": "370104"}),
    ],
)
def test_places_go_from_the_wide_to_the_narrow(place: str, expected: dict[str, str]) -> None:
    assert where(place, "370104", KNOWN) == expected


@pytest.mark.parametrize(
    ("name", "identity", "person"),
    [
        ("示例投资有限公司", "", False),
        ("示例投资", "", False),
        ("示例合作社", "", False),
        ("某某", "", True),
        ("某某某", "370104********1230", True),
        ("某某", "11010519491231002X", True),
        ("示例养老公寓", "52370104MA00011T3Q", False),
        ("示例村", "N1370104MF0000000X", False),
        ("APP", "", False),
    ],
)
def test_whoever_may_be_a_person_is_taken_for_one(name: str, identity: str, person: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_person(name, identity) is person


def test_a_masked_number_is_not_taken_for_a_number() -> None:
    made = form(
        {"来源渠道": "举报", "对象名称": "某某", "统一社会信用代码/身份证号(脱敏)": "370104********1230"}, KNOWN
    )

    assert made == {"source": "举报", "person.name": "某某", "division": "370104"}


def test_offices_and_officers_by_name_or_code() -> None:
    made = form(
        {"登记单位": "示例街道办事处", "责任人": "甲", "涉及金额(万元)": "12.5", "涉及地区": "甲区、乙区"}, KNOWN
    )

    assert (made["office"], made["organ"], made["division"]) == ("370104014", "示例街道办事处", "370104014")
    assert (made["handler"], made["amount_fen"], made["areas"]) == ("jd-01", "12.5万元", "甲区；乙区")


@pytest.mark.parametrize(("column", "code"), [("登记单位", "input.ledger.office"), ("责任人", "input.ledger.officer")])
def test_nobody_unknown_is_guessed(column: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        form({column: "无名"}, KNOWN)

    assert (refused.value.code, column_of(refused.value)) == (code, column)


def test_the_mark_against_formulas_is_taken_off() -> None:
    assert cells({"备注": "'=1+1", "集资方式": "'引号开头"})["备注"] == "=1+1"
    assert cells({"集资方式": "'引号开头"})["集资方式"] == "'引号开头"
