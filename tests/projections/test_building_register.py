"""What is known of each building, street by street."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.lead.shapes import Person, Unit
from domain.lead.stage import Stage
from domain.lead.standing.events import FactsCorrected
from domain.lead.verification.events import LeadRuledOut
from projections.building_register import BUILDINGS, Building, buildings, street_of, tenants
from projections.registers import RegisterFilter
from projections.risk_ledger import LEDGER
from tests.support.office import Office, office
from tests.support.samples import build


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, BUILDINGS) as opened:
        opened.registered("l1", building="示例大厦", division="370104001001", amount_fen=300)
        opened.registered("l2", building=" 示例大厦 ", division="370104001", amount_fen=None)
        opened.registered("l3", building="示例大厦", division="370104002", unit=Unit(name="示例无码公司"))
        opened.registered("l4", building="")
        yield opened


def known(here: Office, wanted: RegisterFilter | None = None) -> dict[str, Building]:
    return {row.street: row for row in here.ask(buildings, wanted or RegisterFilter()).rows}


def test_the_leads_of_a_building_are_counted_by_street(here: Office) -> None:
    assert [(row.street, row.building, row.leads) for row in known(here).values()] == [
        ("370104001", "示例大厦", 2),
        ("370104002", "示例大厦", 1),
    ]


def test_a_firm_with_several_leads_is_one_firm_and_a_person_none(here: Office) -> None:
    person = Person(ref="p-1", name="示例乙")
    here.registered("l5", building="示例大厦", division="370104001", unit=None, person=person, amount_fen=700)

    first = known(here)["370104001"]

    assert (first.leads, first.firms, first.amount_fen) == (3, 1, 1000)


def test_what_was_ruled_out_is_known_but_no_work_in_hand(here: Office) -> None:
    here.happened(build(LeadRuledOut, stage=Stage.RULED_OUT))

    assert (known(here)["370104001"].leads, known(here)["370104001"].working) == (2, 1)


def test_a_lead_that_was_put_in_the_wrong_street_moves(here: Office) -> None:
    here.happened(build(FactsCorrected, unit=None, division="370104002"), stream="lead/l1")

    assert {street: row.leads for street, row in known(here).items()} == {"370104001": 1, "370104002": 2}


def test_buildings_of_an_area_page_by_page(here: Office) -> None:
    first = here.ask(buildings, limit=1)
    second = here.ask(buildings, after=first.following, limit=1)

    assert [row.street for row in (*first.rows, *second.rows)] == ["370104001", "370104002"]
    assert second.following is None
    assert set(known(here, RegisterFilter(division="370104002"))) == {"370104002"}


def test_below_a_building_stand_its_firms_with_floor_and_leads(here: Office) -> None:
    here.registered("l5", building="示例大厦", division="370104001", address="3层305", unit=Unit(name="示例甲公司"))
    here.registered("l6", building="示例大厦", division="370104001", unit=None, person=Person(ref="p-1", name="示例乙"))

    found = here.ask(tenants, RegisterFilter(division="370104001"))

    assert sorted(row.lead for row in found.rows) == ["l1", "l2", "l5"], "the firms, no person"
    (row,) = (row for row in found.rows if row.lead == "l5")
    assert (row.building, row.address, row.subject, row.stage) == ("示例大厦", "3层305", "示例甲公司", Stage.REGISTERED)
    first = here.ask(tenants, limit=2)
    assert len({*first.rows, *here.ask(tenants, after=first.following, limit=9).rows}) == 4


@pytest.mark.parametrize(
    ("division", "street"),
    [("370104001001", "370104001"), ("370104001", "370104001"), ("370104", "370104"), ("370100", "370100")],
)
def test_the_street_is_what_the_code_says_of_it(division: str, street: str) -> None:
    assert street_of(division) == street
