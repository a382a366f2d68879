"""With ``--as`` somebody is shown the leads of his area or office, and of another's not even that there is one."""

from pathlib import Path
from typing import Final

import pytest

from domain.catalogue import MASKED
from tests.api.conftest import Cli, Prepared, add_staff

ELSEWHERE: Final = (
    "jd-09,测试承办戊,370104013,示例二街道办事处,街道,370104013,,,承办,,",
    "tq-01,测试承办己,370105,示例二区地方金融管理局,区牵头部门,370105,示二金监,,承办,,",
)
READINGS: Final = (
    "lead show {}", "lead history {}", "lead replay {} --version 1", "lead diff {} 1 2",
    "register list transfers --lead {}", "stats stages --lead {}", "register file {}",
)  # fmt: skip
ACTS: Final = (
    "lead moves {}", "lead act {} grade-risk", "lead act {} refer-lead reason=无", "lead act {} form-team",
    "lead act {} approve-closing --expected 1", "lead act {} grade-risk --command-id again",
)  # fmt: skip
LISTS: Final = (
    "ledger list", "ledger list --text 示例", "ledger export", "register list transfers", "register export referrals",
    "register list subjects", "register file 91370104MA00001T07", "stats stages", "stats months", "stats streets",
    "worklist",
)  # fmt: skip
REGISTERS: Final = ("transfers", "referrals", "buildings")


def one_of_a_street(cli: Cli) -> str:
    """A lead of one street, with a referral, a transfer and a building, in a roster with people elsewhere."""
    add_staff(cli.data, *ELSEWHERE)
    number = cli.register("division=370104014", "building=示例大厦")
    cli.suspect_and_refer(number)
    return number


@pytest.fixture
def number(cli: Cli, prepared: Prepared) -> str:
    return prepared(cli, one_of_a_street)


@pytest.mark.parametrize("reader", ["", " --as jd-01", " --as qj-06", " --as scjg-01", " --as sj-01"])
def test_a_lead_is_shown_in_its_area_to_those_above_and_to_the_operator_at_the_machine(
    cli: Cli, number: str, reader: str
) -> None:
    for reading in READINGS:
        assert cli(reading.format(number) + reader).code == 0, reading
    assert [lead["number"] for lead in cli.json(f"ledger list{reader}")["leads"]] == [number]
    for register in REGISTERS:
        assert len(cli.json(f"register list {register}{reader}")["rows"]) == 1, register


@pytest.mark.parametrize("reader", ["jd-09", "tq-01"])
def test_a_lead_of_another_office_is_told_in_the_words_of_one_that_is_not_there(
    cli: Cli, number: str, reader: str
) -> None:
    for reading in (*READINGS, *ACTS):
        told, unknown = (cli(f"{reading.format(lead)} --as {reader}") for lead in (number, "370104-2025-0009"))
        assert told == unknown, reading
        assert (told.code, "没有这条线索，或不在您的权限内" in told.out) == (3, True)
    assert cli.json(f"ledger list --as {reader}")["leads"] == []
    assert number not in cli(f"ledger export --as {reader}").out
    for register in REGISTERS:
        assert cli.json(f"register list {register} --as {reader}")["rows"] == [], register


def test_an_office_is_shown_what_it_or_one_below_it_answers_for_wherever_it_lies(cli: Cli, number: str) -> None:
    away = cli.register("division=370105001", "--as", "qj-01", name="示例异地公司")

    for reader in ("qj-06", "sj-01", "tq-01"):
        assert away in {lead["number"] for lead in cli.json(f"ledger list --as {reader}")["leads"]}
        assert cli(f"lead show {away} --as {reader}").code == 0
    assert cli(f"lead show {away} --as jd-01").code == 3
    assert {lead["number"] for lead in cli.json("ledger list")["leads"]} == {number, away}


def test_the_ledger_names_the_district_of_a_lead_that_lies_nowhere_nearer(cli: Cli) -> None:
    cli("lead register unit.name=示例公司 source=举报 --as qj-01")

    told = cli("ledger export --as qj-01").out

    assert "槐荫区" in told
    assert ",370104," not in told


@pytest.mark.parametrize("reader", ["ga-01", "jc-01"])
def test_police_and_procuratorate_are_told_that_they_look_up_nothing_here(cli: Cli, number: str, reader: str) -> None:
    asked = [each.format(number) for each in (*READINGS, *ACTS)]
    unknown = [each.format("370104-2025-0009") for each in (*READINGS, *ACTS)]
    for verb in (*asked, *unknown, *LISTS):
        told = cli(f"{verb} --as {reader}")
        assert (told.code, "permission.outsider" in told.out) == (4, True), verb
        assert "示例投资" not in told.out, verb
    assert "outsiders-on-paper" in cli(f"ledger list --as {reader}").out


def test_another_lead_named_in_ones_own_is_no_lead_that_is_not_for_him(cli: Cli, number: str) -> None:
    own = cli.register("division=370104013", "--as", "jd-09", name="示例乙商贸有限公司")
    for act in ("link-leads other={}", "refuse-lead reason=重复 explanation=重复 duplicate_of={}"):
        told, unknown = (cli(f"lead act {own} {act.format(lead)} --as jd-09") for lead in (number, "370104-2025-0009"))
        assert told == unknown
        assert (told.code, "lead.unknown" in told.out) == (3, True)


def test_the_number_of_a_strange_lead_is_masked_where_ones_own_names_it(cli: Cli, number: str) -> None:
    """The district registers for a street what it knows from another, and links the two."""
    own = cli.register("office=370104013", "division=370104013", "--as", "qj-01")
    assert cli(f"lead act {own} link-leads other={number} relation=相关 reason=相关 --as qj-01").code == 0

    for reading in ("lead history {}", "lead show {}", "lead replay {} --version 2"):
        above, below = (cli(reading.format(own), "--as", who).out for who in ("qj-01", "jd-09"))
        assert number in above, reading
        assert number not in below, reading
        assert MASKED in below, reading


@pytest.mark.parametrize("who", ["jd-09", "scjg-01"])
@pytest.mark.parametrize("office", ["", "office=370104"])
def test_naming_the_district_as_office_tells_nobody_of_the_lead_of_another(
    cli: Cli, number: str, who: str, office: str
) -> None:
    told = cli.json(f"lead register unit.name=示例投资有限公司 source=社区 {office} --as {who}")

    assert (told["duplicates"], told["ask"]) == ([], ["示例街道办事处"])
    assert number not in str(told)


def test_nor_does_a_row_of_a_file(cli: Cli, number: str, tmp_path: Path) -> None:
    row = "示例投资有限公司,社区报告,示例区地方金融管理局"
    for verb in ("lead register --from", "import --yes"):
        (tmp_path / "a.csv").write_text(f"对象名称,来源渠道,登记单位,备注\n{row},{verb}\n", encoding="utf-8")
        told = cli.json(verb, str(tmp_path / "a.csv"), "--as", "jd-09")
        assert told["rows"][0]["outcome"] == "taken"
        assert "示例街道办事处" in told["rows"][0]["ask"]
        assert number not in str(told)
