"""With ``--as`` somebody is shown the leads of his area or office, and of another's not even that there is one."""

from pathlib import Path
from typing import Final

import pytest

from tests.api.conftest import Cli

ELSEWHERE: Final = (
    "jd-09,测试承办戊,370104013,示例二街道办事处,街道,370104013,,,承办,,\n"
    "tq-01,测试承办己,370105,示例二区地方金融管理局,区牵头部门,370105,示二金监,,承办,,\n"
)
READINGS: Final = (
    "lead show {}", "lead history {}", "lead replay {} --version 1", "lead diff {} 1 2",
    "register list transfers --lead {}",
)  # fmt: skip
REGISTERS: Final = ("transfers", "referrals", "buildings")


@pytest.fixture
def number(cli: Cli) -> str:
    """A lead of one street, with a referral, a transfer and a building, in a roster with people elsewhere."""
    roster = Path(cli.data / "roster.csv")
    roster.write_text(roster.read_text(encoding="utf-8") + ELSEWHERE, encoding="utf-8")
    number = cli.register("division=370104014", "building=示例大厦")
    assert cli(f"lead act {number} open-transfer suspicion=某某 offence=某某 occurred=2025-03-02 --as qj-01").code == 0
    to = "receiver=370104-scjg receiver_organ=示例区市场监督管理局 reason=某某 letter=转办函|1 occurred=2025-03-02"
    assert cli(f"lead act {number} refer-lead {to} --as jd-01").code == 0
    return number


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
    for reading in READINGS:
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
