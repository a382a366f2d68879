"""The shipped divisions are right, and an office's list is read row by row."""

from datetime import date

import pytest

from domain.errors import InvalidInput
from domain.values.divisions import DivisionLevel
from workflows.divisions.loader import read_list, shipped

DAY = date(2023, 7, 1)
HEADING = "代码,名称,上级代码,启用日期,停用日期\n"
STREETS = (
    "振兴街", "中大槐树", "道德街", "西市场", "五里沟", "营市街", "青年公园", "南辛庄",
    "段店北路", "张庄路", "匡山", "美里湖", "腊山", "兴福", "玉清湖", "吴家堡",
)  # fmt: skip


def test_the_district_ships_with_its_sixteen_streets_and_its_neighbours() -> None:
    streets = shipped().children("370104", DAY)
    assert [street.name for street in streets] == [f"{name}街道" for name in STREETS]
    assert [street.code for street in streets] == [f"370104{number:03d}" for number in range(1, 17)]
    assert len(shipped().children("370100", DAY)) == 13
    assert shipped().full_name("370104014000", DAY) == "山东省济南市槐荫区兴福街道"


def test_every_shipped_area_lies_in_a_shipped_one() -> None:
    assert {area.code for area in shipped() if not area.parent} == {"370000"}
    assert all(area.parent in shipped() for area in shipped() if area.parent)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_communities_and_grids_of_an_office_are_added(encoding: str) -> None:
    text = HEADING + "370104014001,示例社区,370104014000,2022-01-01,\n370104014001003,第三网格,,,\n"
    read = read_list(text.encode(encoding), shipped())
    assert (read.taken, read.refused) == (2, ())
    assert read.divisions.full_name("370104014001003", DAY).endswith("兴福街道示例社区第三网格")
    assert [area.level for area in read.divisions.children("370104014", DAY)] == [DivisionLevel.COMMUNITY]
    assert "370104014001" not in shipped()


def test_english_headings_and_extra_columns_are_taken() -> None:
    read = read_list(b"note,name,CODE\nx,Example,370104014001,too,much\n", shipped())
    assert read.taken == 1


def test_each_bad_row_is_refused_with_its_line_and_the_others_are_taken() -> None:
    rows = {
        "370104014001,示例社区,370104014,2022-01-01,2022-12-31": "",
        "37010401400,短码,370104014,,": "input.division.code",
        "370104014002,,370104014,,": "input.divisions.name",
        "370104014003,错上级,370104013,,": "input.divisions.parent",
        "370104099001,无街道,,,": "input.divisions.parent",
        "370104014004,倒日期,370104014,2022-02-01,2022-01-01": "input.divisions.dates",
        "370104014005,坏日期,370104014,去年,": "input.day.shape",
        "370104014001,重叠,370104014,2022-12-31,": "input.divisions.overlap",
        "370104014001,新名社区,370104014,2023-01-01,": "",
    }
    read = read_list((HEADING + "\n".join(rows)).encode(), shipped())
    assert read.taken == 2
    expected = [(line, code) for line, code in enumerate(rows.values(), start=2) if code]
    assert [(row.line, row.refusal.code) for row in read.refused] == expected
    assert read.divisions.find("370104014001", DAY) is not None


@pytest.mark.parametrize("data", [b"", b"name,parent\n", "代码\n370104014001\n".encode()])
def test_a_file_without_the_needed_columns_is_refused_whole(data: bytes) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_list(data, shipped())
    assert refusal.value.code == "input.divisions.column"
