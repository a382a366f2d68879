"""What is filed under one firm or one person, across leads."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from domain.lead.disposal.events import StopOrdered, TransferMoved
from domain.lead.intake.events import AssistanceRegistered
from domain.lead.interview.events import InterviewRecorded, RectificationOrdered
from domain.lead.shapes import Person, Unit
from domain.lead.stage import Stage
from domain.lead.standing.events import FactsCorrected
from domain.lead.verification.events import VisitRecorded
from domain.lead.vocabulary import TransferMark
from projections.acts import ACTS
from projections.registers import RegisterFilter
from projections.risk_ledger import LEDGER
from projections.sight import Reader
from projections.subject_file import SubjectFiles, SubjectRow
from tests.support.office import FIRM, Office, office
from tests.support.read_models import SUBJECTS
from tests.support.samples import NOON, build

FILES: Final = SubjectFiles(SUBJECTS.digest)
CODE: Final = f"uscc:{FIRM.uscc}"
PERSON: Final = Person(ref="p-1", name="示例乙", resident_id="370104196001010123")


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, ACTS, FILES.projection) as opened:
        yield opened


def filed(here: Office, wanted: RegisterFilter | None = None) -> dict[str, SubjectRow]:
    return {row.key: row for row in here.ask(FILES.files, wanted or RegisterFilter()).rows}


def test_all_that_was_done_about_a_firm_stands_under_its_code(here: Office) -> None:
    here.registered("l1")
    here.registered("l2", division="370104002", amount_fen=500)
    here.happened(build(AssistanceRegistered, unit=FIRM, division="370104", occurred=NOON), stream="lead/l3")
    here.happened(build(VisitRecorded), build(VisitRecorded), build(InterviewRecorded), build(RectificationOrdered))
    here.happened(build(StopOrdered), build(TransferMoved, mark=TransferMark.OPENED), stream="lead/l2")

    row = filed(here)[CODE]

    assert (row.subject, row.identity, row.natural_person, row.leads) == (FIRM.name, FIRM.uscc, False, 3)
    assert (row.visits, row.interviews, row.orders, row.assistances, row.transfers) == (2, 1, 2, 1, 1)
    assert (row.division, row.amount_fen, row.first_at) == ("370104", 500, NOON)
    assert here.ask(FILES.leads, CODE) == ("l1", "l2", "l3")
    assert here.ask(FILES.of_lead, "l2") == FILES.of_code(FIRM.uscc) == CODE
    assert (row.by_name, row.basis.zh) == (0, "代码")


def test_a_person_is_filed_under_a_digest_that_says_nothing(here: Office) -> None:
    here.registered("l1", unit=None, person=PERSON)
    here.registered("l2", unit=None, person=replace(PERSON, ref="p-2"), occurred=NOON + timedelta(hours=1))

    key = here.ask(FILES.of_lead, "l1") or ""

    assert here.ask(FILES.leads, key) == ("l1", "l2")
    assert key.partition(":")[0] == "resident-id"
    assert PERSON.resident_id not in key
    assert PERSON.name not in key
    assert [(row.natural_person, row.leads) for row in filed(here).values()] == [(True, 2)]


def test_a_lead_whose_code_was_wrong_leaves_that_firms_file(here: Office) -> None:
    here.registered("l1")
    here.registered("l2")
    other = Unit(name="示例另一有限公司", uscc="91370104MA00001T07")
    here.happened(build(FactsCorrected, unit=other, division=None), stream="lead/l2")

    assert here.ask(FILES.leads, CODE) == ("l1",)
    assert here.ask(FILES.leads, FILES.of_code(other.uscc)) == ("l2",)


def test_leads_on_a_firm_without_a_code_stand_together_by_its_name_and_say_so(here: Office) -> None:
    here.registered("l1", unit=Unit(name="示例无码(济南)有限公司"))
    here.registered("l2", unit=Unit(name=" 示例无码（济南） 有限公司"), office="370104", amount_fen=500)
    here.registered("l3", unit=Unit(name="示例无码（济南）有限公司"), office="370105001", division="370105001")
    here.happened(build(VisitRecorded), stream="lead/l2")

    both, elsewhere = filed(here).values()

    assert (both.leads, both.by_name, both.visits, both.basis.zh) == (2, 2, 1, "按名称归并，待核对")
    assert elsewhere.leads == 1, "another district's firm of that name is another one"
    assert here.ask(FILES.leads, here.ask(FILES.of_lead, "l2") or "") == ("l1", "l2")


def test_a_firm_known_by_name_joins_its_code_as_soon_as_one_lead_tells_it(here: Office) -> None:
    here.registered("l1", unit=Unit(name=FIRM.name))
    here.registered("l2", unit=Unit(name=FIRM.name))
    assert [row.leads for row in filed(here).values()] == [2]

    here.happened(build(FactsCorrected, unit=FIRM, division=None), stream="lead/l2")

    (row,) = filed(here).values()
    assert (row.key, row.leads, row.by_name, row.identity) == (CODE, 2, 1, FIRM.uscc)
    assert row.basis.zh == "代码；1件按名称，待核对"
    assert here.ask(FILES.leads, CODE) == ("l1", "l2")
    assert here.ask(FILES.of_lead, "l1") == CODE


def test_where_two_firms_share_a_name_nobody_guesses_which_one_is_meant(here: Office) -> None:
    here.registered("l1", unit=Unit(name=FIRM.name))
    here.registered("l2")
    here.registered("l3", unit=replace(FIRM, uscc="91370104MA00001T07"))

    assert [row.leads for row in filed(here).values()] == [1, 1, 1]
    assert here.ask(FILES.leads, CODE) == ("l2",)


def test_a_code_that_only_others_are_shown_joins_nothing(here: Office) -> None:
    here.registered("l1", unit=Unit(name=FIRM.name), division="370104001")
    here.registered("l2", office="370104002", division="370104002")

    (row,) = filed(here, RegisterFilter(shown_to=Reader("370104001", "370104001"))).values()

    assert (row.leads, row.identity, row.key == CODE) == (1, "", False)


def test_a_description_that_is_no_name_joins_nothing(here: Office) -> None:
    here.registered("l1", unit=Unit(name="某投资公司"))
    here.registered("l2", unit=Unit(name="某投资公司"))

    assert [(row.leads, row.basis.zh) for row in filed(here).values()] == [(1, "单列"), (1, "单列")]


def test_within_an_area_only_its_own_leads_count(here: Office) -> None:
    here.registered("l1", division="370104001")
    here.registered("l2", division="370105001", office="370105")
    here.happened(build(VisitRecorded, stage=Stage.VERIFYING), stream="lead/l2")

    everything, within = filed(here)[CODE], filed(here, RegisterFilter(division="370104"))[CODE]

    assert (everything.leads, everything.visits, everything.division, everything.office) == (2, 1, "37010", "")
    assert (within.leads, within.visits, within.division, within.office) == (1, 0, "370104001", "370104001")


def test_pages_go_through_all_files_once(here: Office) -> None:
    for number in range(5):
        here.registered(f"l{number}", unit=None, person=Person(ref=f"p-{number}", name="示例丙"))
    page = here.ask(FILES.files, limit=2)
    seen = [*page.rows]
    while page.following is not None:
        page = here.ask(FILES.files, after=page.following, limit=2)
        seen += page.rows

    assert [row.key for row in seen] == [f"ref:p-{number}" for number in range(5)]
