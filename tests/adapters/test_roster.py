"""A roster is a table an office writes in a spreadsheet: read as it is saved, refused line by line."""

from pathlib import Path

import pytest

from adapters.roster import COLUMNS, FileRoster, read_roster, sample
from domain.actor import Grade, Level, Position, Role
from domain.errors import Faults, NotFound

HEADING = ",".join(COLUMNS)
LINE = "jd-01,测试承办甲,370104014,示例街道办事处（一）,街道,370104014,,,承办、领导,,"


def table(*lines: str, heading: str = HEADING) -> str:
    return "\r\n".join((heading, *lines)) + "\r\n"


def codes(*lines: str, heading: str = HEADING) -> dict[str, str]:
    """Place → code of every mistake."""
    with pytest.raises(Faults) as refused:
        read_roster(table(*lines, heading=heading).encode())
    return {fault.field: fault.code for fault in refused.value.faults}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_as_spreadsheets_save_it(encoding: str) -> None:
    (actor,) = read_roster(table(LINE, ",,,,,,,,,,").encode(encoding))

    assert (actor.id, actor.name, actor.organ) == ("jd-01", "测试承办甲", "示例街道办事处（一）")
    assert (actor.level, actor.roles) == (Level.STREET, (Role.HANDLER, Role.LEADER))
    assert (actor.position, actor.certificate) == (None, None)


def test_stored_values_and_english_headings_are_read_too() -> None:
    line = "a-1,Tester,370104-scjg,Sample Regulator,industry,370104,示市监,deputy,leader,示执1,2030/12/31"
    (actor,) = read_roster(table(line, heading=",".join(COLUMNS.values())).encode())

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
        "roster.csv:2 编号": "input.roster.id",
        "roster.csv:2 姓名": "input.roster.empty",
        "roster.csv:2 单位代码": "input.roster.office",
        "roster.csv:2 层级": "input.roster.choice",
        "roster.csv:2 区划代码": "input.division.code",
        "roster.csv:2 职务": "input.roster.choice",
        "roster.csv:2 岗位": "input.roster.choice",
        "roster.csv:4 编号": "input.roster.twice",
        "roster.csv:5 执法证有效期": "input.roster.certificate",
    }


def test_a_heading_without_a_needed_column_is_refused() -> None:
    assert codes("x", heading="编号,姓名") == {"roster.csv:1": "input.roster.column"}


def test_every_mistake_has_a_way_out() -> None:
    with pytest.raises(Faults) as refused:
        read_roster(table("J 1,,370,示例,乡里,37,,副局级,司机,,").encode())

    assert all(fault.way_out.zh and fault.way_out.en for fault in refused.value.faults)


@pytest.fixture
def roster(tmp_path: Path) -> FileRoster:
    path = tmp_path / "roster.csv"
    path.write_bytes(sample())
    return FileRoster(path)


def test_the_sample_has_somebody_for_every_level_position_and_post(roster: FileRoster) -> None:
    people = list(roster)

    assert {each.level for each in people} == set(Level) - {Level.PROVINCE}
    assert {each.position for each in people} >= {None, Position.PRINCIPAL, Position.DEPUTY}
    assert {role for each in people for role in each.roles} == set(Role)


def test_holders_of_a_power_answer_for_the_area(roster: FileRoster) -> None:
    organs = (Level.DISTRICT_AUTHORITY, Level.INDUSTRY)

    assert roster.holders(organs, Grade.RESPONSIBLE_LEADER, "370104014") == ("qj-03", "qj-04", "scjg-02")
    assert roster.holders((Level.CITY_AUTHORITY,), None, "370104") == ("sj-01",)
    assert roster.holders((Level.STREET,), None, "370104") == ("jd-01", "jd-02")
    assert roster.holders(organs, None, "370102014") == ()


def test_auditors_and_operators_hold_no_power(roster: FileRoster) -> None:
    assert not {"qj-06", "yw-01"} & set(roster.holders((Level.DISTRICT_AUTHORITY,), None, "370104"))


def test_strangers_and_missing_files_are_named(roster: FileRoster, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as stranger:
        roster.actor("nobody")
    with pytest.raises(NotFound) as missing:
        FileRoster(tmp_path / "nowhere.csv").actor("jd-01")

    assert (stranger.value.code, missing.value.code) == ("actor.unknown", "roster.missing")
