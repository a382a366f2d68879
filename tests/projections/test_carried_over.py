"""What the registers make of a lead from an older ledger: old news, told as what it is."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from domain.lead.intake.events import LeadCarriedOver, ReceiptNoted
from domain.lead.shapes import Paper
from domain.lead.stage import Stage
from domain.lead.verification.events import LeadRuledOut
from domain.lead.vocabulary import TransferMark
from projections.acts import ACTS, Act
from projections.building_register import BUILDINGS, buildings
from projections.classes import CLASSES
from projections.ledger_rows import LedgerRow
from projections.referral_register import REFERRALS, Step, referrals
from projections.risk_ledger import LEDGER
from projections.stage_times import TIMES, stays
from projections.statistics import StreetLine, district_return, new_cases
from projections.subject_file import SubjectFiles
from tests.support.ledger import row_of
from tests.support.office import FIRM, Office, office
from tests.support.read_models import SUBJECTS
from tests.support.samples import NOON, build

FILES: Final = SubjectFiles(SUBJECTS.digest)
MONTH: Final = timedelta(days=31)
SINCE: Final = date(2022, 4, 10)
DUE: Final = date(2022, 6, 30)


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    models = (LEDGER, ACTS, TIMES, CLASSES, REFERRALS, BUILDINGS, FILES.projection)
    with office(database_url, tmp_path, *models) as opened:
        yield opened


def carried(stage: Stage, **given: object) -> LeadCarriedOver:
    usual: dict[str, object] = {
        "number": "370104-2022-0001", "office": "370104", "division": "370104001", "unit": FIRM, "building": "示例大厦",
        "came_from": Stage.UNREGISTERED, "stage": stage, "occurred": NOON, "since": SINCE, "due": DUE,
        "stated_text": "转办兴福街道", "reference": "示例转〔2022〕1号", "amount_fen": 900,
    }  # fmt: skip
    return build(LeadCarriedOver, **usual | given)


def row(here: Office) -> LedgerRow:
    found: LedgerRow | None = here.ask(row_of, "l1")
    assert found is not None
    return found


def returned(here: Office, months: int) -> StreetLine:
    """The line of all streets, so many months after the registration."""
    begin = NOON.replace(day=1) + months * MONTH
    lines: tuple[StreetLine, ...] = here.ask(district_return, begin, begin + MONTH)
    return lines[-1]


def test_the_ledger_has_it_under_its_own_day_labelled(here: Office) -> None:
    here.happened(carried(Stage.VERIFYING))

    assert (row(here).registered_at, row(here).stage, row(here).carried) == (NOON, Stage.VERIFYING, True)
    here.registered("l2")
    other = here.ask(row_of, "l2")
    assert other is not None
    assert not other.carried


@pytest.mark.parametrize(
    "stage", [Stage.VERIFYING, Stage.MONITORING, Stage.INTERVIEW, Stage.RECTIFYING, Stage.FOLLOW_UP]
)
def test_the_deadline_of_the_old_ledger_is_the_deadline(here: Office, stage: Stage) -> None:
    here.happened(carried(stage))

    assert row(here).deadline == DUE


def test_it_was_found_when_the_old_ledger_says_and_not_when_it_came(here: Office) -> None:
    here.happened(carried(Stage.DISPOSING))

    assert (returned(here, 0).acts[Act.REGISTERED], returned(here, 0).amount_fen) == (1, 900)
    assert returned(here, 0).acts[Act.STOP] == 0
    assert (returned(here, 1).acts[Act.REGISTERED], returned(here, 1).acts[Act.STOP]) == (0, 1)
    assert returned(here, 2).acts.keys() == set()


def test_it_became_a_case_with_the_stage_stated(here: Office) -> None:
    here.happened(carried(Stage.CRIMINAL))
    april = NOON.replace(month=4, day=1)

    assert here.ask(new_cases, april - MONTH, april) == ()
    (case,) = here.ask(new_cases, april, april + MONTH)
    assert (case.lead, case.filed) == ("l1", True)


def test_its_age_at_the_stage_begins_on_the_day_stated(here: Office) -> None:
    here.happened(carried(Stage.VERIFYING))
    ruled_out = NOON + timedelta(days=50)
    here.happened(build(LeadRuledOut, came_from=Stage.VERIFYING, stage=Stage.RULED_OUT, occurred=ruled_out))

    first, second = here.ask(stays, "l1", NOON + 3 * MONTH)
    assert (first.stage, first.entered.date(), first.left) == (Stage.VERIFYING, date(2022, 4, 9), ruled_out)
    assert second.stage is Stage.RULED_OUT


@pytest.mark.parametrize(
    ("stage", "step"), [(Stage.REFERRED, Step.REFERRED), (Stage.REFERRED_ELSEWHERE, Step.ELSEWHERE)]
)
def test_what_went_out_before_waits_for_its_receipt(here: Office, stage: Stage, step: Step) -> None:
    here.happened(carried(stage))
    (waiting,) = here.ask(referrals).rows
    receipt = Paper(title="回执", reference="回执1")
    here.happened(build(ReceiptNoted, came_from=stage, stage=stage, receipt=receipt))
    (receipted,) = here.ask(referrals).rows

    assert (waiting.step, waiting.paper, waiting.said) == (step, "示例转〔2022〕1号", "转办兴福街道")
    assert (waiting.status.zh, receipted.status.zh, receipted.receipt) == ("待回执", "已签收", "回执1")


def test_no_other_stage_is_a_referral(here: Office) -> None:
    here.happened(carried(Stage.VERIFYING))

    assert here.ask(referrals).rows == ()


def test_it_stands_in_its_firms_file_and_in_its_building(here: Office) -> None:
    here.happened(carried(Stage.CLOSED))

    assert here.ask(FILES.leads, f"uscc:{FIRM.uscc}") == ("l1",)
    (building,) = here.ask(buildings).rows
    assert (building.building, building.leads, building.working) == ("示例大厦", 1, 0)


def test_a_transfer_without_filing_shows_in_the_ledger_and_counts_no_filing(here: Office) -> None:
    here.happened(carried(Stage.VERIFYING, transfer=TransferMark.DELIVERED))
    april = NOON.replace(month=4, day=1)

    assert (row(here).stage, row(here).transferred) == (Stage.VERIFYING, True)
    (case,) = here.ask(new_cases, april, april + MONTH)
    assert (case.filed, case.tried) == (False, False)
    assert returned(here, 1).acts[Act.TRANSFERRED] == 1


def test_a_transfer_under_way_has_not_reached_the_police(here: Office) -> None:
    here.happened(carried(Stage.VERIFYING, transfer=TransferMark.OPENED))

    assert not row(here).transferred
    assert (returned(here, 1).acts[Act.TRANSFER_OPENED], returned(here, 1).acts[Act.TRANSFERRED]) == (1, 0)


def test_a_trial_stated_with_the_filing_counts_with_it(here: Office) -> None:
    here.happened(carried(Stage.CRIMINAL, transfer=TransferMark.FILED, tried=True))
    april = NOON.replace(month=4, day=1)

    (case,) = here.ask(new_cases, april, april + MONTH)
    assert (row(here).transferred, case.filed, case.tried) == (True, True, True)


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.RULED_OUT])
def test_what_lies_behind_the_stage_stated_is_not_counted(here: Office, stage: Stage) -> None:
    here.happened(carried(stage, transfer=TransferMark.DELIVERED, tried=True))

    assert row(here).transferred
    assert not {Act.TRANSFER_OPENED, Act.TRANSFERRED, Act.FILED, Act.TRIED} & returned(here, 1).acts.keys()
