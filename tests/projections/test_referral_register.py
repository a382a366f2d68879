"""What the referral register shows of a lead that went to others and came back."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from domain.lead.intake.events import LeadReferred, LeadTakenBack, ReceiptNoted
from domain.lead.shapes import Paper
from domain.lead.verification.events import LeadReferredElsewhere
from projections.referral_register import REFERRALS, Referral, Step, referrals
from projections.registers import RegisterFilter
from projections.risk_ledger import LEDGER
from tests.support.office import Office, office
from tests.support.samples import NOON, build

HOUR: Final = timedelta(hours=1)
LETTER: Final = Paper(title="转办函", reference="示例转〔2022〕1号")
SENT: Final = build(LeadReferred, receiver="370104002", receiver_organ="示例二街道", reason="属地管辖", letter=LETTER)
RECEIPT: Final = build(ReceiptNoted, receipt=Paper(title="回执", reference="回执1"), received_by="示例乙")
BACK: Final = build(LeadTakenBack, returned_by="示例二街道", reason="非本辖区", disputed=False, superior_decision=None)


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, REFERRALS) as opened:
        opened.registered()
        yield opened


def rows(here: Office, wanted: RegisterFilter | None = None) -> tuple[Referral, ...]:
    return here.ask(referrals, wanted or RegisterFilter()).rows


def test_a_referral_waits_until_its_receipt_comes(here: Office) -> None:
    here.happened(SENT)
    (waiting,) = rows(here)
    here.happened(RECEIPT)
    (receipted,) = rows(here)

    assert (waiting.number, waiting.subject, waiting.organ) == (
        "370104-2022-0001", "示例财富管理有限公司", "示例街道办事处",
    )  # fmt: skip
    assert (waiting.who, waiting.receiver_office, waiting.paper, waiting.said, waiting.at) == (
        "示例二街道", "370104002", LETTER.reference, "属地管辖", NOON,
    )  # fmt: skip
    assert (waiting.status.zh, receipted.status.zh) == ("待回执", "已签收")
    assert (receipted.receipt, receipted.received_by, receipted.receipted_at) == ("回执1", "示例乙", NOON)


def test_each_time_it_goes_out_is_a_row_and_every_answer_stands_in_its_own(here: Office) -> None:
    again = build(LeadReferredElsewhere, receiver="示例监管局", occurred=NOON + HOUR)
    here.happened(SENT, RECEIPT, BACK, SENT, again, RECEIPT)

    first, second, third = rows(here)

    assert [each.step for each in (first, second, third)] == [Step.REFERRED, Step.REFERRED, Step.ELSEWHERE]
    assert [each.status.zh for each in (first, second, third)] == ["已退回", "待回执", "已签收"]
    assert (first.receipt, first.returned_by, first.returned_because) == ("回执1", "示例二街道", "非本辖区")
    assert (third.kind.zh, third.who) == ("转其他机关", "示例监管局")


def test_pages_neither_repeat_nor_skip_while_rows_are_added(here: Office) -> None:
    here.happened(*[SENT, BACK] * 5)
    page = here.ask(referrals, limit=2)
    seen = [*page.rows]
    while page.following is not None:
        here.happened(SENT, BACK)
        page = here.ask(referrals, after=page.following, limit=2)
        seen += page.rows
        if len(seen) > 12:
            break

    positions = [row.position for row in seen]
    assert positions == sorted(set(positions))
    assert len(seen) > 5


def test_only_the_referrals_of_an_area_an_office_a_lead(here: Office) -> None:
    here.happened(SENT)

    assert len(rows(here, RegisterFilter(division="370104", office="370104001", lead="l1"))) == 1
    for nothing in (RegisterFilter(division="370105"), RegisterFilter(office="x"), RegisterFilter(lead="l2")):
        assert rows(here, nothing) == ()


def test_of_a_lead_that_the_ledger_lacks_a_person_may_be_told(database_url: str, tmp_path: Path) -> None:
    with office(database_url, tmp_path, LEDGER, REFERRALS) as opened:
        opened.followers.store.engine.dispose()
    with office(database_url, tmp_path, REFERRALS) as opened:
        opened.happened(SENT)
        (row,) = rows(opened)

    assert (row.natural_person, row.subject, row.division) == (True, "", "")
