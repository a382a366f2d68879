"""What the assisting register shows of a request until it is answered, or the case becomes ours."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from domain.lead.intake.events import AssistanceAnswered, AssistanceRegistered, AssistanceTakenOver
from domain.lead.shapes import Paper
from domain.lead.stage import Stage
from projections.assisting_register import ASSISTING, Assistance, assistances
from projections.registers import RegisterFilter
from projections.risk_ledger import LEDGER
from tests.support.office import FIRM, Office, office
from tests.support.samples import NOON, build

ASKED: Final = build(
    AssistanceRegistered, number="370104-2022-0002", division="370104", organ="示例区处非办", unit=FIRM, person=None,
    requester="示例外区处非办", letter=Paper(title="协查函", reference="示协〔2022〕3号"), reply_by=date(2022, 4, 1),
    matter="查营业地", stage=Stage.ASSISTING, occurred=NOON,
)  # fmt: skip
ANSWERED: Final = build(AssistanceAnswered, answer=Paper(title="复函", reference="复1"), findings="已搬离")


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, ASSISTING) as opened:
        opened.registered("other")
        opened.happened(ASKED)
        yield opened


def row(here: Office) -> Assistance:
    (only,) = here.ask(assistances).rows
    return only


def test_a_request_waits_for_its_answer(here: Office) -> None:
    asked = row(here)

    assert (asked.number, asked.subject, asked.requester) == ("370104-2022-0002", FIRM.name, "示例外区处非办")
    assert (asked.letter, asked.reply_by, asked.matter) == ("示协〔2022〕3号", date(2022, 4, 1), "查营业地")
    assert (asked.stage, asked.status.zh, asked.registered_at) == (Stage.ASSISTING, "待答复", NOON)


def test_the_last_answer_counts(here: Office) -> None:
    here.happened(build(AssistanceAnswered), ANSWERED)

    answered = row(here)
    assert (answered.status.zh, answered.answer, answered.findings) == ("已答复", "复1", "已搬离")


def test_what_became_ours_is_told_as_taken_over(here: Office) -> None:
    here.happened(build(AssistanceTakenOver, stage=Stage.REGISTERED))

    assert (row(here).status.zh, row(here).stage) == ("已转本地管辖", Stage.REGISTERED)


def test_only_the_requests_of_an_area(here: Office) -> None:
    assert len(here.ask(assistances, RegisterFilter(division="3701")).rows) == 1
    assert here.ask(assistances, RegisterFilter(division="370105")).rows == ()
