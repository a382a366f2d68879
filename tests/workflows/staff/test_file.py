"""A staff file is a table an office writes in a spreadsheet: read as it is saved, refused line by line."""

import pytest

from domain.actor import Level, Position, Role
from domain.directory.kinds import OfficeKind, Post
from domain.errors import Faults, InvalidInput
from tests.support.staff import NOW, actors, directory
from workflows.staff.columns import COLUMNS
from workflows.staff.difference import difference
from workflows.staff.file import read_staff, sample
from workflows.staff.listing import staff_file

HEADING = ",".join([*COLUMNS][:11])
"""As older rosters have it."""
WHOLE = ",".join(COLUMNS)
LINE = "jd-01,测试承办甲,370104014,示例街道办事处（一）,街道,370104014,,,承办、领导,,"


def table(*lines: str, heading: str = HEADING) -> str:
    return "\r\n".join((heading, *lines)) + "\r\n"


def codes(*lines: str, heading: str = HEADING) -> dict[str, str]:
    """Place → code of every mistake."""
    with pytest.raises(Faults) as refused:
        read_staff(table(*lines, heading=heading).encode())
    return {fault.field: fault.code for fault in refused.value.faults}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_as_spreadsheets_save_it(encoding: str) -> None:
    (actor,) = actors(table(LINE, ",,,,,,,,,,").encode(encoding))

    assert (actor.id, actor.name, actor.organ) == ("jd-01", "测试承办甲", "示例街道办事处（一）")
    assert (actor.level, actor.roles) == (Level.STREET, (Role.HANDLER, Role.LEADER))
    assert (actor.position, actor.certificate) == (None, None)


def test_stored_values_and_english_headings_are_read_too() -> None:
    line = "a-1,Tester,370104-scjg,Sample Regulator,industry,370104,示市监,deputy,leader,示执1,2030/12/31"
    (actor,) = actors(table(line, heading=",".join([*COLUMNS.values()][:11])).encode())

    assert (actor.level, actor.position, actor.roles) == (Level.INDUSTRY, Position.DEPUTY, (Role.LEADER,))
    assert actor.certificate
    assert actor.certificate.valid_until.isoformat() == "2030-12-31"


def test_every_mistake_of_every_line_is_told_with_its_place() -> None:
    assert codes(
        "J 1,,370,示例,乡里,37,,副局级,司机,,",
        LINE,
        LINE,
        "jd-02,测试,370104,示例,街道,370104,,,承办,证1,",
    ) == {
        "roster.csv:2 账号": "input.roster.id",
        "roster.csv:2 姓名": "input.roster.empty",
        "roster.csv:2 单位代码": "input.roster.office",
        "roster.csv:2 层级": "input.roster.choice",
        "roster.csv:2 区划代码": "input.division.code",
        "roster.csv:2 职务": "input.roster.choice",
        "roster.csv:2 岗位": "input.roster.choice",
        "roster.csv:4 账号": "input.roster.twice",
        "roster.csv:5 执法证有效期": "input.roster.certificate",
    }


def test_a_heading_without_a_needed_column_is_refused() -> None:
    assert codes("x", heading="账号,姓名") == {"roster.csv:1": "input.roster.column"}


def test_what_people_sign_in_by_may_be_headed_as_it_was_before() -> None:
    former = HEADING.replace("账号", "编号")

    assert read_staff(table(LINE, heading=former).encode()) == read_staff(table(LINE).encode())
    assert codes("J 1" + LINE[5:], heading=former) == {"roster.csv:2 编号": "input.roster.id"}


def test_every_mistake_has_a_way_out() -> None:
    with pytest.raises(Faults) as refused:
        read_staff(table("J 1,,370,示例,乡里,37,,副局级,司机,,").encode())

    assert all(fault.way_out.zh and fault.way_out.en for fault in refused.value.faults)


def test_a_position_is_a_post_and_a_role_goes_by_the_office() -> None:
    lines = (
        "a,甲,370104,示例局,区牵头部门,370104,,副职,承办,,",
        "b,乙,370104,示例局,区牵头部门,370104,,主持工作,领导,,",
        "c,丙,370104,示例局,区牵头部门,370104,,,领导、管理,,",
        "d,丁,370104014001,示例居委会,社区,370104014001,,,网格员,,",
    )
    posts = [each.posts for each in read_staff(table(*lines).encode())]

    assert posts == [
        (Post.DISTRICT_HANDLER, Post.RESPONSIBLE_LEADER),
        (Post.ACTING_PRINCIPAL,),
        (Post.SECTION_LEADER, Post.ADMINISTRATOR),
        (Post.GRID_WORKER,),
    ]


def test_a_kind_of_office_says_more_than_its_level_and_a_post_fits_it() -> None:
    station = "p-1,民警,370104-pcs,示例派出所,,370104014,,,公安联络员,,,派出所,,,"
    task_force = "z-1,组长,370104-zb,示例专班,,370104,,,区承办人,,,区专班,,,"

    (person,) = read_staff(table(station, heading=WHOLE).encode())
    assert person.place.kind is OfficeKind.POLICE_STATION
    assert codes(task_force, heading=WHOLE) == {"roster.csv:2 岗位": "input.roster.post"}


def test_an_office_is_the_same_on_every_line() -> None:
    other = "jd-02,测试承办乙,370104014,示例二街道办事处,社区,370104014,,,,,"

    assert codes(LINE, other) == {
        "roster.csv:3 单位名称": "input.roster.conflict",
        "roster.csv:3 层级": "input.roster.conflict",
    }


def test_what_is_read_back_changes_nothing() -> None:
    state = directory(sample())
    again = difference(read_staff(staff_file(state, NOW.date())), state, NOW, whole=True)

    assert list(again) == []


def test_an_office_does_not_become_another_kind_of_office() -> None:
    with pytest.raises(InvalidInput) as refused:
        directory(table("x,甲,370104014,示例街道办事处,社区,370104014,,,,,").encode(), directory(sample()))

    assert refused.value.code == "input.roster.kind"
