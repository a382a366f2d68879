"""The place on which jurisdiction rests is the one on file (R737 20)."""

from dataclasses import replace

import pytest

from domain.actor import Level
from domain.lead.inquiry.commands import JurisdictionBy, OpenInquiry
from domain.lead.shapes import Person
from domain.lead.stage import Stage
from domain.lead.standing.commands import CorrectFacts
from tests.support.leads import FIRM, PAPER, Case, command, legal
from tests.support.scenario import judged
from workflows.procedures.lead import LEAD

OPENING = next(row for row in LEAD.rows if row.command is OpenInquiry)


def opening(place: str) -> Case:
    unit = replace(FIRM, registered_place=place)
    return legal(OPENING, Stage(OPENING.source[0]), Level.DISTRICT_AUTHORITY).where(unit=unit)


@pytest.mark.parametrize("place", ["370105", "370105001", "山东省济南市天桥区示例路1号", "济南高新技术产业开发区1号"])
def test_a_firm_registered_elsewhere_is_not_investigated_as_if_registered_here(place: str) -> None:
    judged(opening(place)).then_refused("inquiry.place-on-file", cites="R737 20 ¶1", fact="370104")


@pytest.mark.parametrize("place", ["", "370104", "370100", "济南市槐荫区示例路1号", "示例路1号", "江苏省某市某路"])
def test_what_does_not_contradict_it_stands(place: str) -> None:
    judged(opening(place)).then()


def test_the_file_is_corrected_or_the_designation_stated() -> None:
    case = opening("370105")
    moved = judged(replace(case, command=command(CorrectFacts, unit=replace(FIRM, registered_place="370104"))))

    moved.when(case.command).then()
    judged(case.but(jurisdiction=JurisdictionBy.DESIGNATED, designation=PAPER)).then()


def test_a_person_is_investigated_where_he_lives_or_has_his_domicile() -> None:
    person = Person(ref="p1", name="示例某某", residence="天桥区示例路2号")
    case = opening("").where(unit=None, person=person)

    living = judged(case.but(jurisdiction=JurisdictionBy.HABITUAL_RESIDENCE))
    denied = living.then_refused("inquiry.place-on-file", fact="370105")
    assert "示例路" not in str(denied)
    judged(case.but(jurisdiction=JurisdictionBy.DOMICILE)).then()
