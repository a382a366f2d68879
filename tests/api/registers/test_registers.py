"""The registers as people and machines read them: complete, veiled, straight, in both languages."""

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from api.registers.columns import Veil
from api.registers.tables import REGISTERS
from domain.catalogue import MASKED
from tests.api.conftest import Cli, Prepared


def referred(cli: Cli) -> None:
    """A firm and a person, both referred; the firm's referral is receipted."""
    numbers = [cli.register("division=370104014")]
    asked = ("person.ref=p1", "person.name=某某", "source=社区", "occurred=2025-03-01 09:00", "--as", "jd-01")
    numbers.append(cli.json("lead register", *asked)["number"])
    for day, number in enumerate(numbers, 1):
        to = ("receiver=370104-scjg", "receiver_organ=示例区市场监督管理局", "reason=某某所述")
        letter = ("letter.title=转办函", "letter.reference==1+1", f"occurred=2025-03-0{day} 09:30", "--as", "qj-01")
        assert cli(f"lead act {number} refer-lead", *to, *letter).code == 0
    receipt = ("receipt.title=回执", "receipt.reference=回执1", "received_by=某甲", "occurred=2025-03-03 09:00")
    assert cli(f"lead act {numbers[0]} note-receipt", *receipt, "--as", "qj-01").code == 0


def in_every_register(cli: Cli) -> None:
    """Besides those a building, a request to assist and a transfer to the police."""
    referred(cli)
    number = cli.register("division=370104014", "building=示例大厦", name="示例乙投资有限公司")
    suspicion = ("suspicion=高息", "offence=集资诈骗", "occurred=2025-03-03", "--as", "qj-01")
    assert cli(f"lead act {number} open-transfer", *suspicion).code == 0
    asked = ("requester=示例外区处非办", "letter=协查函|示协1", "reply_by=2025-04-01", "unit.name=示例丙有限公司")
    assert cli("lead register --assistance", *asked, "occurred=2025-03-03", "--as", "qj-01").code == 0


@pytest.fixture
def office(cli: Cli, prepared: Prepared) -> Cli:
    prepared(cli, referred)
    return cli


@pytest.fixture
def full(cli: Cli, prepared: Prepared) -> Cli:
    prepared(cli, in_every_register)
    return cli


def rows(office: Cli, *flags: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.json("register list", "referrals", *flags)["rows"]
    return found


def test_which_registers_there_are_is_told(cli: Cli) -> None:
    assert {each["name"] for each in cli.json("register list")["registers"]} == set(REGISTERS)
    assert "转办台账" in cli("register list").out


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_is_listed_and_written_with_all_its_columns(full: Cli, name: str) -> None:
    register = REGISTERS[name]
    found = full.json("register list", name)
    head = full("register export", name).out.splitlines()[0]

    assert found["rows"]
    assert all(list(row) == [each.key for each in register.columns] for row in found["rows"])
    assert head.removeprefix("\ufeff").split(",") == [each.words.zh for each in register.columns]
    assert full("register list", register.words.zh).out == full("register list", name).out


@pytest.mark.parametrize(("width", "lang"), [(80, "zh"), (80, "en"), (120, "zh"), (120, "en")])
@pytest.mark.parametrize("name", REGISTERS)
def test_tables_fit_the_window(full: Cli, monkeypatch: pytest.MonkeyPatch, name: str, width: int, lang: str) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = full("register list", name, "--lang", lang, "--as", "qj-01").out.splitlines()

    assert max(map(cell_len, lines)) <= width


def test_free_text_and_persons_are_veiled_before_whoever_is_not_entitled(office: Cli) -> None:
    firm, person = rows(office)
    opened, _ = rows(office, "--as", "jd-01")

    assert (firm["subject"], person["subject"]) == ("示例投资有限公司", MASKED)
    assert {firm["said"], firm["received_by"], person["said"]} == {MASKED}
    assert (opened["said"], opened["received_by"]) == ("某某所述", "某甲")
    assert [row["subject"] for row in rows(office, "--as", "jd-01")] == ["示例投资有限公司", "某某"]
    assert "某某" not in office("register export", "referrals", "--as", "yw-01").out


def test_no_cell_of_a_file_is_a_formula(office: Cli, tmp_path: Path) -> None:
    file = tmp_path / "转办.csv"
    assert "2 条" in office("register export", "referrals", "--out", str(file)).out

    made = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert [row["转办文书"] for row in made] == ["'=1+1", "'=1+1"]
    assert [row["状态"] for row in made] == ["已签收", "待回执"]


def test_rows_are_narrowed_by_lead_office_and_area(office: Cli) -> None:
    first, _ = rows(office)

    assert rows(office, "--lead", str(first["number"])) == [first]
    assert len(rows(office, "--division", "370104", "--office", "370104014")) == 2
    assert rows(office, "--division", "370105") == []


def test_a_name_nobody_has_is_refused_with_those_there_are(cli: Cli) -> None:
    refused = cli("register list", "nope", "--json")

    assert refused.code != 0
    assert "referrals" in refused.out


def test_the_columns_that_hold_free_text_of_people_are_all_veiled() -> None:
    """What the log seals must not come out by way of a register: these are the sealed ones, and no others are."""
    veiled = {(r.name, c.key) for r in REGISTERS.values() for c in r.columns if c.veil is Veil.ALWAYS}

    assert veiled == {
        ("referrals", "said"), ("referrals", "received_by"), ("referrals", "returned_because"),
        ("assistances", "matter"), ("assistances", "findings"), ("tenants", "address"),
    }  # fmt: skip
    assert all(c.veil is Veil.OF_PERSON for r in REGISTERS.values() for c in r.columns if c.key == "subject")


def test_a_workbook_holds_moments_as_moments_and_ids_as_text(office: Cli, tmp_path: Path) -> None:
    file = tmp_path / "转办.xlsx"
    assert "2 条" in office("register export", "referrals", "--as", "jd-01", "--out", str(file)).out

    with CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes())) as book:
        assert book.sheet_names == ["转办台账"]
        head, first, _ = book.get_sheet_by_index(0).to_python()
    row = dict(zip(head, first, strict=True))
    assert (row["转办文书"], row["转出时间"]) == ("=1+1", datetime(2025, 3, 1, 9, 30))  # noqa: DTZ001 - as a cell has it
    assert (row["线索编号"], row["管辖争议"]) == (rows(office)[0]["number"], "否")
