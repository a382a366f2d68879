"""What the ledger shows of a lead after what happened to it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.follow.followers import Followers
from adapters.pinyin import initials
from domain.catalogue import MASKED
from domain.lead.base import LeadEvent
from domain.lead.closing.events import FollowUpStarted
from domain.lead.disposal.events import CriminalEnded, PoliceFiled, TransferMoved
from domain.lead.intake.events import (
    AssistanceRegistered,
    LeadCarriedOver,
    LeadReferred,
    LeadRegistered,
    LeadTakenBack,
)
from domain.lead.interview.events import InterviewSummoned, RectificationOrdered, ReturnedToVerification
from domain.lead.shapes import Officer, Person, Unit
from domain.lead.stage import Stage
from domain.lead.standing.events import (
    FactsCorrected,
    HandlerAssigned,
    LeadEscalated,
    LeadMerged,
    LeadSuspended,
    RiskGraded,
)
from domain.lead.verification.events import VerificationStarted
from domain.lead.vocabulary import Feature, Source, TransferMark
from domain.values.risk_grade import RiskGrade
from projections.ledger_rows import LedgerFilter, LedgerPage, LedgerRow, ledger, veiled
from projections.ledger_search import searchable
from projections.sight import Reader
from tests.support.ledger import row_of
from tests.support.product import opened, record
from tests.support.samples import NOON, build

FIRM: Final = Unit(
    name="示例财富管理有限公司", uscc="91370104MA00000000", representative="示例甲", registered_place="示例路1号"
)
REGISTERED: Final = build(
    LeadRegistered,
    number="370104-2022-0001",
    organ="示例街道办事处",
    office="370104001",
    division="370104001",
    unit=FIRM,
    source=Source.GRID,
    features=(Feature.PUBLICITY, Feature.INDUCEMENT),
    amount_fen=12_345_600,
    stage=Stage.REGISTERED,
    occurred=NOON,
    remark="示例备注",
)


class Office:
    """A log and the ledger over it."""

    def __init__(self, followers: Followers) -> None:
        self.followers = followers

    def happened(self, *events: LeadEvent, lead: str = "l1") -> None:
        record(self.followers.store, [((f"lead/{lead}", event),) for event in events])
        self.followers.catch_up()

    def row(self, which: str = "l1") -> LedgerRow:
        found = self.followers.ask(row_of, which)
        assert found is not None
        return found

    def page(self, wanted: LedgerFilter | None = None, **paging: Any) -> LedgerPage:  # noqa: ANN401 - after, limit
        return self.followers.ask(ledger, wanted or LedgerFilter(), **paging)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Any:  # noqa: ANN401 - generator fixture
    with opened(database_url, tmp_path) as store, Followers(store, [searchable(initials)]) as followers:
        yield Office(followers)


def test_a_registered_lead_stands_in_the_ledger_as_it_was_registered(office: Office) -> None:
    office.happened(REGISTERED)

    row = office.row()
    assert (row.number, row.source, row.subject, row.identity) == (
        "370104-2022-0001", Source.GRID, "示例财富管理有限公司", "91370104MA00000000",
    )  # fmt: skip
    assert (row.features, row.amount_fen, row.registered_at) == (REGISTERED.features, 12_345_600, NOON)
    assert (row.representative, row.registered_place, row.remark) == ("示例甲", "示例路1号", "示例备注")
    assert (row.responsible_organ, row.stage, row.deadline) == ("示例街道办事处", Stage.REGISTERED, None)


def test_of_an_identity_number_no_birthday_is_shown(office: Office) -> None:
    person = Person(ref="p-1", name="示例乙", resident_id="370104196001011230")
    office.happened(build(LeadRegistered, unit=None, person=person, stage=Stage.REGISTERED))

    assert (office.row().subject, office.row().identity) == ("示例乙", "370104********1230")


def test_whoever_is_not_entitled_sees_no_persons(office: Office) -> None:
    person = Person(ref="p-1", name="示例乙", resident_id="370104196001011230")
    office.happened(REGISTERED)
    office.happened(build(LeadRegistered, unit=None, person=person, address="", remark=""), lead="l2")

    firm, natural = veiled(office.row()), veiled(office.row("l2"))

    assert (firm.subject, firm.identity, firm.registered_place) == (FIRM.name, FIRM.uscc, FIRM.registered_place)
    assert {firm.representative, firm.address, firm.remark} == {MASKED}
    assert (natural.subject, natural.identity, natural.address) == (MASKED, MASKED, "")


def test_the_reasons_of_a_grade_are_free_text_and_veiled_too(office: Office) -> None:
    office.happened(REGISTERED, build(RiskGraded, grade=RiskGrade.RED, reasons=("示例丙被骗", "金额大")))

    assert office.row().grade_reasons == ("示例丙被骗", "金额大")
    assert veiled(office.row()).grade_reasons == (MASKED,)


HIS: Final = Reader(office="370104-scjg", division="370104001")
OTHERS: Final = Reader(office="370104002", division="370104002")


@pytest.mark.parametrize("text", ["示例丁", "0123", "示例里", "示例路9号"])
@pytest.mark.parametrize(
    ("reader", "found"), [(None, False), (OTHERS, False), (HIS, True), (Reader("370104001", "370105"), True)]
)
def test_a_text_finds_personal_data_only_for_whoever_may_read_it(
    office: Office, text: str, reader: Reader | None, *, found: bool
) -> None:
    person = Person(ref="p-1", name="示例丁", resident_id="370104196001010123")
    address = "示例里3号示例路9号"
    office.happened(replace(REGISTERED, unit=None, person=person, address=address))

    rows = office.page(LedgerFilter(text=text, reader=reader, explained=True)).rows

    assert [row.lead for row in rows] == ["l1"] * found


@pytest.mark.parametrize(
    ("reader", "found"),
    [(HIS, False), (Reader("370104001", "370104001"), True), (Reader("370104", "370104"), True),
     (Reader("370104001002", "370104001"), True)],
)  # fmt: skip
def test_without_a_reason_personal_data_finds_leads_of_the_own_work_alone(
    office: Office, reader: Reader, *, found: bool
) -> None:
    person = Person(ref="p-1", name="示例丁", resident_id="370104196001010123")
    office.happened(replace(REGISTERED, unit=None, person=person))

    rows = office.page(LedgerFilter(text="示例丁", reader=reader)).rows

    assert [row.lead for row in rows] == ["l1"] * found


def test_names_of_firms_and_numbers_of_leads_are_found_by_everybody(office: Office) -> None:
    office.happened(REGISTERED)

    for text in ("财富", "91370104", "2022-0001"):
        assert office.page(LedgerFilter(text=text)).rows


def test_whoever_verifies_first_answers_for_the_lead_until_somebody_is_assigned(office: Office) -> None:
    verified = build(
        VerificationStarted, officers=(Officer(id="sd-01"), Officer(id="sd-02")), due=None, stage=Stage.VERIFYING
    )

    office.happened(REGISTERED, verified)
    assert office.row().handler == "sd-01"
    office.happened(build(HandlerAssigned, handler="qj-01"))
    assert office.row().handler == "qj-01"


def test_the_deadline_is_that_of_the_stage_and_comes_back_with_it(office: Office) -> None:
    due, at, deadline = date(2022, 3, 9), datetime.fromisoformat("2022-03-15T20:00:00+00:00"), date(2022, 4, 1)

    office.happened(REGISTERED, build(VerificationStarted, due=due, stage=Stage.VERIFYING))
    assert office.row().deadline == due
    office.happened(build(InterviewSummoned, at=at, stage=Stage.INTERVIEW))
    assert office.row().deadline == date(2022, 3, 16), "the day in China"
    office.happened(build(RectificationOrdered, deadline=deadline, stage=Stage.RECTIFYING))
    assert office.row().deadline == deadline
    office.happened(build(PoliceFiled, stage=Stage.CRIMINAL))
    assert office.row().deadline is None
    office.happened(build(CriminalEnded, stage=Stage.RECTIFYING))
    assert office.row().deadline == deadline
    office.happened(build(ReturnedToVerification, stage=Stage.VERIFYING))
    assert office.row().deadline is None, "the old task is over"
    office.happened(build(FollowUpStarted, observe_until=due, stage=Stage.FOLLOW_UP))
    assert office.row().deadline == due


def test_an_assistance_is_due_when_the_letter_says(office: Office) -> None:
    office.happened(build(AssistanceRegistered, unit=FIRM, reply_by=date(2022, 5, 1), stage=Stage.ASSISTING))

    assert (office.row().source, office.row().deadline) == (Source.ASSISTANCE_LETTER, date(2022, 5, 1))


def test_a_referral_changes_who_is_responsible_until_it_comes_back(office: Office) -> None:
    office.happened(REGISTERED, build(LeadReferred, receiver="370104-x", receiver_organ="示例区示例局"))
    assert (office.row().responsible_office, office.row().responsible_organ) == ("370104-x", "示例区示例局")
    assert office.row().organ == "示例街道办事处"

    office.happened(build(LeadTakenBack))
    assert office.row().responsible_organ == "示例街道办事处"


def test_later_facts_replace_earlier_ones_and_the_rest_stays(office: Office) -> None:
    office.happened(
        REGISTERED,
        build(RiskGraded, grade=RiskGrade.RED, reasons=("人数多", "老年人多")),
        build(FactsCorrected, participants=0, remark="", unit=Unit(name="示例新名称有限公司"), amount_fen=None),
        build(LeadEscalated, occurred=NOON + timedelta(days=1)),
        build(LeadSuspended, stage=Stage.REGISTERED),
        build(LeadMerged, into="l2", stage=Stage.MERGED),
    )

    row = office.row()
    assert (row.grade, row.grade_reasons) == (RiskGrade.RED, ("人数多", "老年人多"))
    assert (row.participants, row.remark, row.subject, row.amount_fen) == (0, "", "示例新名称有限公司", 12_345_600)
    assert (row.escalated_at, row.suspended, row.merged_into) == (NOON + timedelta(days=1), True, "l2")
    assert row.updated_position == 6


@pytest.mark.parametrize(
    ("mark", "transferred"),
    [(TransferMark.OPENED, False), (TransferMark.REFUSED, False), (TransferMark.DELIVERED, True)],
)
def test_a_lead_counts_as_transferred_from_the_delivery_on(
    office: Office, mark: TransferMark, *, transferred: bool
) -> None:
    office.happened(REGISTERED, build(TransferMoved, mark=mark))

    assert (office.row().transfer, office.row().transferred) == (mark, transferred)


@pytest.mark.parametrize(
    ("wanted", "leads"),
    [
        (LedgerFilter(), ["l1", "l2"]),
        (LedgerFilter(stages=(Stage.VERIFYING,)), ["l2"]),
        (LedgerFilter(division="370104"), ["l1", "l2"]),
        (LedgerFilter(division="370104002"), ["l2"]),
        (LedgerFilter(division="370105"), []),
        (LedgerFilter(office="370104001"), ["l1"]),
        (LedgerFilter(source=Source.TIP), ["l2"]),
        (LedgerFilter(due_by=date(2022, 3, 9)), ["l2"]),
        (LedgerFilter(due_by=date(2022, 3, 8)), []),
        (LedgerFilter(transferred=True), []),
        (LedgerFilter(text="财富"), ["l1"]),
        (LedgerFilter(text="%"), []),
        (LedgerFilter(grades=(RiskGrade.RED,)), []),
        (LedgerFilter(handler="示例"), ["l1", "l2"]),
    ],
)
def test_filters_narrow(office: Office, wanted: LedgerFilter, leads: list[str]) -> None:
    office.happened(REGISTERED)
    office.happened(
        build(LeadRegistered, unit=Unit(name="示例乙公司"), division="370104002001", source=Source.TIP, occurred=NOON),
        build(VerificationStarted, due=date(2022, 3, 9), stage=Stage.VERIFYING),
        lead="l2",
    )

    assert [row.lead for row in office.page(wanted).rows] == leads


def test_how_long_a_lead_stands_at_its_stage_begins_with_the_move_or_with_what_an_older_ledger_says(
    office: Office,
) -> None:
    later = NOON + timedelta(days=3)
    office.happened(REGISTERED, build(RiskGraded, came_from=Stage.REGISTERED, stage=Stage.REGISTERED, occurred=later))
    assert office.row().stage_since == NOON
    moved = build(VerificationStarted, came_from=Stage.REGISTERED, stage=Stage.VERIFYING, occurred=later)
    office.happened(moved)
    assert office.row().stage_since == later

    carried = build(LeadCarriedOver, stage=Stage.VERIFYING, occurred=NOON, since=date(2022, 3, 9), due=date(2022, 4, 1))
    office.happened(carried, lead="l2")
    row = office.row("l2")
    assert (row.stage_since, row.deadline) == (datetime.fromisoformat("2022-03-08T16:00:00+00:00"), date(2022, 4, 1))
    assert [each.lead for each in office.page(LedgerFilter(text="示例")).rows] == ["l1", "l2"]
