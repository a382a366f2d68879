"""The returns of a month: what is a new case, how cases are classed, what each street did."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from domain.lead.closing.events import LeadClosed
from domain.lead.disposal.events import TransferMoved
from domain.lead.inquiry.commands import Group
from domain.lead.inquiry.events import InquiryOpened
from domain.lead.shapes import Person, Unit
from domain.lead.stage import Stage
from domain.lead.standing.events import FactsCorrected, LeadMerged, LeadSplitOff
from domain.lead.verification.events import VisitRecorded
from domain.lead.vocabulary import Business, Pretext, TransferMark
from domain.transfer.events import StatusNoted
from domain.transfer.stage import PoliceStatus
from projections.acts import ACTS, Act
from projections.classes import CLASSES
from projections.provinces import crosses_province, province_of
from projections.registers import RegisterFilter
from projections.risk_ledger import LEDGER
from projections.stage_times import TIMES
from projections.statistics import (
    YI,
    Bucket,
    Case,
    Class,
    Place,
    StreetLine,
    bucket_of,
    classed,
    district_return,
    form,
    lies_in,
    new_cases,
)
from tests.support.office import FIRM, Office, office
from tests.support.samples import NOON, build

MONTH: Final = timedelta(days=31)
BEGIN: Final = NOON - timedelta(days=1)
INQUIRY: Final = build(
    InquiryOpened, group=Group.BODIES, came_from=Stage.VERIFYING, stage=Stage.INVESTIGATING, occurred=NOON
)


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with office(database_url, tmp_path, LEDGER, ACTS, TIMES, CLASSES) as opened:
        yield opened


def cases(here: Office, begin: datetime = BEGIN, wanted: RegisterFilter | None = None) -> dict[str, Case]:
    found = here.ask(new_cases, begin, BEGIN + MONTH, wanted or RegisterFilter())
    return {case.lead: case for case in found}


def test_a_lead_becomes_a_case_with_the_inquiry_and_not_with_its_registration(here: Office) -> None:
    here.registered("l1", pretext=Pretext.METAVERSE, amount_fen=700, participants=3, areas=("广东深圳",))
    assert cases(here) == {}

    here.happened(INQUIRY)

    (case,) = cases(here).values()
    assert (case.pretext, case.group, case.street, case.amount_fen) == ("metaverse", "bodies", "370104001", 700)
    assert (case.participants, case.crosses, case.filed, case.tried, case.closed) == (3, True, False, False, False)


def test_a_transfer_makes_a_case_too_and_the_police_and_the_court_are_told(here: Office) -> None:
    here.registered("l1")
    for mark in (TransferMark.OPENED, TransferMark.DELIVERED, TransferMark.FILED):
        here.happened(build(TransferMoved, mark=mark, stage=Stage.CRIMINAL, occurred=NOON))
    assert (cases(here)["l1"].filed, cases(here)["l1"].tried) == (True, False)

    here.happened(build(StatusNoted, status=PoliceStatus.INVESTIGATION), stream="transfer/l1-1")
    assert not cases(here)["l1"].tried
    here.happened(build(StatusNoted, status=PoliceStatus.TRIAL), stream="transfer/l1-1")
    here.happened(build(LeadClosed, stage=Stage.CLOSED))
    assert (cases(here)["l1"].tried, cases(here)["l1"].closed) == (True, True)


def test_a_case_is_new_once(here: Office) -> None:
    here.registered("l1")
    here.happened(build(InquiryOpened, stage=Stage.INVESTIGATING, occurred=NOON - MONTH), INQUIRY)

    assert cases(here) == {}
    assert list(cases(here, BEGIN - MONTH)) == ["l1"]


def test_what_was_merged_is_counted_where_it_went(here: Office) -> None:
    here.registered("l1")
    here.happened(INQUIRY, build(LeadMerged, into="l2", stage=Stage.MERGED))

    assert cases(here) == {}


def test_a_part_split_off_from_a_case_is_a_case(here: Office) -> None:
    part = build(
        LeadSplitOff, unit=FIRM, division="370104001", came_from=Stage.UNREGISTERED, stage=Stage.INVESTIGATING,
        occurred=NOON,
    )  # fmt: skip
    here.happened(part, stream="lead/part")

    assert list(cases(here)) == ["part"]


def test_cases_are_classed_and_added_up(here: Office) -> None:
    for lead, pretext, amount in (
        ("a", Pretext.METAVERSE, YI),
        ("b", Pretext.METAVERSE, None),
        ("c", Pretext.FREE_TRAVEL, 5),
    ):
        here.registered(lead, pretext=pretext, amount_fen=amount, participants=2)
        here.happened(INQUIRY, stream=f"lead/{lead}")

    found = tuple(cases(here).values())

    lines = {line.name: (line.cases, line.amount_fen, line.participants) for line in classed(found, Class.PRETEXT)}
    assert lines == {"metaverse": (2, YI, 4), "free-travel": (1, 5, 2), "": (3, YI + 5, 6)}
    assert {line.name: line.cases for line in classed(found, Class.AMOUNT)} == {
        Bucket.FROM_1: 1, Bucket.UNKNOWN: 1, Bucket.BELOW_1: 1, "": 3,
    }  # fmt: skip
    assert [line.name for line in classed((), Class.STREET)] == [""]
    assert [line.name for line in classed(found, Class.AMOUNT)][:3] == [Bucket.BELOW_1, Bucket.FROM_1, Bucket.UNKNOWN]


@pytest.mark.parametrize(
    ("told", "pretext", "business"),
    [
        ({"scheme": "预付养老床位费，承诺到期返还", "industry": "养老服务"}, Pretext.ELDERLY_CARE, Business.PREPAID),
        ({"scheme": "投资理财", "remark": "集资项目名称：充电桩众筹"}, Pretext.CHARGING_PILES, Business.SHARES),
        ({"scheme": "售后包租"}, Pretext.OTHER, Business.LEASE_BACK),
        ({"unit": Unit(name="示例私募基金管理有限公司")}, Pretext.PRIVATE_FUND, Business.FUND),
        ({"unit": None, "person": Person(ref="p-1", name="示例养老")}, Pretext.OTHER, Business.OTHER),
        ({"scheme": "其他"}, Pretext.OTHER, Business.OTHER),
    ],
)
def test_what_nobody_said_is_read_from_the_words_of_the_ledger_and_told_as_derived(
    here: Office, told: dict[str, object], pretext: Pretext, business: Business
) -> None:
    plain = {"industry": "", "scheme": "", "remark": "", "unit": Unit(name="示例甲公司"), "pretext": Pretext.OTHER}
    here.registered("l1", **plain | told)
    here.happened(INQUIRY)

    (case,) = cases(here).values()

    assert (case.pretext, case.business) == (pretext.value, business.value)
    assert case.derived == {Class.PRETEXT, Class.BUSINESS}


def test_what_an_officer_says_counts_before_any_word(here: Office) -> None:
    here.registered("l1", scheme="预付养老床位费", pretext=Pretext.ELDERLY_CARE)
    here.happened(INQUIRY)
    (case,) = cases(here).values()
    assert (case.pretext, set(case.derived)) == ("elderly-care", {Class.BUSINESS})

    here.happened(build(FactsCorrected, pretext=Pretext.OTHER, business=Business.LENDING, stage=Stage.INVESTIGATING))
    here.happened(build(FactsCorrected, stage=Stage.INVESTIGATING))

    (case,) = cases(here).values()
    assert (case.pretext, case.business, case.derived) == ("other", "debt.lending", frozenset())


def test_the_form_has_a_row_for_every_class_and_its_rows_add_up(here: Office) -> None:
    """Counted by hand: 5 cases, 2 by debt, 2 by goods, 1 by nothing known; 10 + 20 + 30 + 40 + 0 = 100."""
    for lead, scheme, amount, people in (
        ("a", "民间借贷", 10, 1), ("b", "代客理财", 20, 2), ("c", "预付会员费", 30, 3), ("d", "预存返现", 40, None),
        ("e", "其他", None, 5),
    ):  # fmt: skip
        here.registered(lead, scheme=scheme, industry="", remark="", amount_fen=amount, participants=people,
                        unit=Unit(name="示例甲公司"), areas=("广东深圳",) if lead == "a" else ())  # fmt: skip
        here.happened(INQUIRY, stream=f"lead/{lead}")

    *rows, total = form(cases(here).values())

    told = {row.name: (row.cases, row.amount_fen, row.participants, row.crossing) for row in rows if row.cases}
    assert told == {
        "debt": (2, 30, 3, 1), "debt.wealth": (1, 20, 2, 0), "debt.lending": (1, 10, 1, 1),
        "goods": (2, 70, 3, 0), "goods.prepaid": (2, 70, 3, 0),
        "other": (1, 0, 5, 0), "other.other": (1, 0, 5, 0),
    }  # fmt: skip
    assert (total.cases, total.amount_fen, total.participants, total.crossing) == (5, 100, 11, 1)
    for deep in (False, True):
        some = [row for row in rows if ("." in row.name) is deep]
        assert sum(row.cases for row in some) == total.cases
        assert sum(row.amount_fen for row in some) == total.amount_fen
    assert [row.name for row in rows if "." not in row.name] == ["debt", "equity", "goods", "production", "other"]
    assert len(rows) == len(Business) + 5


def test_a_place_is_found_by_its_code_or_by_the_names_of_what_lies_in_it() -> None:
    huaiyin = {"槐荫区", "兴福街道"}

    assert lies_in(["370104014"], "370104", huaiyin)
    assert lies_in(["天桥区", "山东省济南市槐荫区示例路1号"], "370104", huaiyin)
    assert not lies_in(["天桥区", "370105", ""], "370104", huaiyin)


def test_a_case_has_three_places(here: Office) -> None:
    here.registered("l1", unit=replace(FIRM, registered_place="天桥区示例路"), areas=("历下区", "370104"))
    here.happened(INQUIRY)

    (case,) = cases(here).values()

    assert case.texts(Place.REGISTERED) == ("天桥区示例路",)
    assert case.texts(Place.INVOLVED) == ("历下区", "370104")


@pytest.mark.parametrize(
    ("amount", "bucket"),
    [
        (0, Bucket.BELOW_1), (YI - 1, Bucket.BELOW_1), (YI, Bucket.FROM_1), (10 * YI - 1, Bucket.FROM_1),
        (10 * YI, Bucket.FROM_10), (50 * YI - 1, Bucket.FROM_10), (50 * YI, Bucket.FROM_50), (None, Bucket.UNKNOWN),
    ],
)  # fmt: skip
def test_each_amount_has_its_bucket(amount: int | None, bucket: Bucket) -> None:
    assert bucket_of(amount) is bucket


@pytest.mark.parametrize(
    ("area", "province"),
    [("370105", "37"), ("广东省深圳市", "44"), ("内蒙古呼和浩特", "15"), ("历下区", ""), ("99", ""), ("", "")],
)
def test_the_province_of_an_area_is_read_from_its_code_or_its_name(area: str, province: str) -> None:
    assert province_of(area) == province


def test_an_area_of_another_province_crosses_and_one_nobody_knows_does_not() -> None:
    assert crosses_province(["历下区", "110105"], "370104")
    assert not crosses_province(["历下区", "山东青岛", "370105"], "370104")


def test_each_street_tells_what_it_did_in_the_month_and_the_district_the_sum(here: Office) -> None:
    here.registered("l1", division="370104001", amount_fen=100, participants=1)
    here.registered("l2", division="370104002003", amount_fen=200, participants=None)
    here.registered("old", division="370104002", amount_fen=900, occurred=NOON - MONTH)
    visit = build(VisitRecorded, came_from=Stage.VERIFYING, stage=Stage.VERIFYING, occurred=NOON)
    here.happened(visit, visit, stream="lead/l2")
    here.happened(replace(visit, occurred=NOON + MONTH), stream="lead/l1")

    first, second, together = here.ask(district_return, BEGIN, BEGIN + MONTH, RegisterFilter(division="370104"))

    assert first == StreetLine("370104001", {Act.REGISTERED: 1}, 100, 1)
    assert second == StreetLine("370104002", {Act.REGISTERED: 1, Act.VISIT: 2}, 200, 0)
    assert together == StreetLine("", {Act.REGISTERED: 2, Act.VISIT: 2}, 300, 1)
    assert here.ask(district_return, BEGIN, BEGIN + MONTH, RegisterFilter(division="370105")) == (
        StreetLine("", {}, 0, 0),
    )
