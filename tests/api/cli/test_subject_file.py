"""One subject's file: everything known of it across leads, in order, opened lead by lead."""

from typing import Any, Final

import pytest

from domain.catalogue import MASKED
from tests.api.conftest import Cli

CODE: Final = "91370104MA00001T07"
ID: Final = "370104196001010123"


def about_person(cli: Cli, day: int) -> str:
    """A lead on one and the same person."""
    number: str = cli.json(
        "lead register", f"person.ref=p{day}", "person.name=某某", f"person.resident_id={ID}", "source=社区",
        "division=370104014", f"occurred=2025-03-0{day} 09:00", "--as", "jd-01",
    )["number"]  # fmt: skip
    return number


def file(cli: Cli, who: str, *flags: str) -> Any:  # noqa: ANN401 - JSON is anything
    return cli.json("register file", who, *flags)


def test_a_firms_file_tells_all_its_leads_in_the_order_of_what_happened(cli: Cli) -> None:
    first = cli.register(f"unit.uscc={CODE}")
    named = ("unit.name=示例投资有限公司", f"unit.uscc={CODE}", "source=社区", "occurred=2025-02-01 09:00")
    second = cli.json("lead register", *named, "--as", "jd-01")["number"]
    cli.register(name="示例丙商贸有限公司")
    cli(f"lead act {first} grade-risk grade=高 reasons=高息 --as qj-01")

    told = file(cli, CODE)

    assert {each["number"] for each in told["leads"]} == {first, second}
    assert [each["number"] for each in told["entries"]] == [second, first, first]
    assert file(cli, first) == told, "by a lead one finds its subject"


def test_the_leads_of_one_person_are_told_to_whoever_may_know_who_it_is(cli: Cli) -> None:
    first, second = about_person(cli, 1), about_person(cli, 2)

    opened, veiled = file(cli, first, "--as", "jd-01"), file(cli, first)

    assert [each["number"] for each in opened["leads"]] == [first, second]
    assert [each["number"] for each in veiled["leads"]] == [first]
    assert "某某" in str(opened)
    assert "某某" not in str(veiled)
    assert MASKED in str(veiled)


def test_a_firm_without_a_code_is_in_the_register_and_is_found_by_any_of_its_leads(cli: Cli) -> None:
    first, second = cli.register(), cli.register()

    (row,) = cli.json("register list subjects")["rows"]
    assert (row["subject"], row["leads"], row["basis"]["zh"]) == ("示例投资有限公司", 2, "按名称归并，待核对")
    assert {each["number"] for each in file(cli, second)["leads"]} == {first, second}
    assert "其中 2 件没有统一社会信用代码，按名称归并，待核对" in cli("register file", first).out


def test_a_code_nobody_has_a_lead_on_is_not_found(cli: Cli) -> None:
    refused = cli("register file", CODE, "--json")

    assert refused.code != 0
    assert "file.empty" in refused.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_file_is_read_on_a_narrow_screen(cli: Cli, lang: str) -> None:
    cli.register(f"unit.uscc={CODE}")

    assert CODE in cli("register file", CODE, "--lang", lang).out
