"""Leads are found by any part of a name and its pinyin; what is veiled before somebody he finds by no spelling."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.follow.followers import Followers
from adapters.pinyin import initials
from domain.catalogue import ERASED
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.shapes import Person, Unit
from domain.lead.stage import Stage
from domain.lead.standing.events import FactsCorrected, LeadSplitOff
from projections.ledger_order import Order, Sort
from projections.ledger_rows import LedgerFilter, ledger
from projections.ledger_search import searchable
from projections.sight import Reader
from tests.support.product import opened, record
from tests.support.samples import build

HIS: Final = Reader(office="370104001", division="370104001")
OTHERS: Final = Reader(office="370104002", division="370104002")
PLACE: Final[dict[str, Any]] = {"division": "370104001", "office": "370104001", "stage": Stage.REGISTERED}
FIRM: Final = Unit(
    name="示例（济南）投资　Ａ管理有限公司",
    uscc="91370104MA00001T07",
    representative="单某",
    registered_place="某路1号",
)
PERSON: Final = Person(ref="p-1", name="乐某某", resident_id="37010419600101123X")


class Office:
    """Leads, and what somebody finds."""

    def __init__(self, followers: Followers) -> None:
        self.followers = followers

    def happened(self, event: object, lead: str = "l1") -> None:
        record(self.followers.store, [((f"lead/{lead}", event),)])
        self.followers.catch_up()

    def found(self, text: str, reader: Reader | None = None, **order: Any) -> list[str]:  # noqa: ANN401 - order
        page = self.followers.ask(ledger, LedgerFilter(text=text, reader=reader), **order)
        return [row.lead for row in page.rows]


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with opened(database_url, tmp_path) as store, Followers(store, [searchable(initials)]) as followers:
        yield Office(followers)


def test_a_firm_is_found_by_part_of_its_name_in_any_spelling_and_by_its_initials(office: Office) -> None:
    office.happened(build(LeadRegistered, unit=FIRM, building="示例大厦", number="370104-2022-0001", **PLACE))

    for text in (
        "示", "示例", "济南投资", "（济南）", "(济南) 投资", "投资a管理", "ａ", "slj", "SLJNTZ", "ntzagl", "gs",
        "91370104MA", "ma00001t07", "370104-2022-0001", "2022-0001", "大厦", "ds", "sldx",
    ):  # fmt: skip
        assert office.found(text) == ["l1"], text
    for text in ("示范", "ls", "%", "_", "‐", " ", "MA", "91370105", "某路", "单某", "sm"):
        assert office.found(text) == [], text


def test_a_character_of_several_readings_is_found_by_each(office: Office) -> None:
    office.happened(build(LeadRegistered, unit=Unit(name="重庆长乐银行"), **PLACE))

    for text in ("cqclyh", "zqcl", "cq", "zly", "YX"):
        assert office.found(text) == ["l1"], text


@pytest.mark.parametrize("text", ["乐某某", "某某", "lmm", "ymm", "YM", "123X", "里3号", "slj"])
@pytest.mark.parametrize(("reader", "found"), [(None, False), (OTHERS, False), (HIS, True)])
def test_a_natural_person_is_found_only_by_whoever_may_read_who_it_is(
    office: Office, text: str, reader: Reader | None, *, found: bool
) -> None:
    office.happened(build(LeadRegistered, unit=None, person=PERSON, address="示例街里3号", **PLACE))

    assert office.found(text, reader) == ["l1"] * found


@pytest.mark.parametrize("text", ["单某", "单", "sm", "dm"])
@pytest.mark.parametrize(("reader", "found"), [(None, False), (OTHERS, False), (HIS, True)])
def test_who_stands_for_a_firm_is_found_only_by_whoever_may_read_it(
    office: Office, text: str, reader: Reader | None, *, found: bool
) -> None:
    office.happened(build(LeadRegistered, unit=FIRM, **PLACE))

    assert office.found(text, reader) == ["l1"] * found


def test_whatever_brought_a_lead_it_is_found_by_its_present_name(office: Office) -> None:
    office.happened(build(AssistanceRegistered, unit=Unit(name="示例甲公司"), **PLACE))
    office.happened(build(LeadSplitOff, unit=Unit(name="示例乙公司"), **PLACE), "l2")
    assert (office.found("sljgs"), office.found("乙公司")) == (["l1"], ["l2"])

    office.happened(build(FactsCorrected, unit=Unit(name="示例丙公司"), stage=Stage.REGISTERED))
    assert (office.found("甲"), office.found("slbgs")) == ([], ["l1"])

    office.happened(build(LeadRegistered, unit=None, person=PERSON, **PLACE), "l3")
    office.happened(build(FactsCorrected, unit=Unit(name="示例丁公司"), stage=Stage.REGISTERED), "l3")
    assert (office.found("丁公司"), office.found("lmm", HIS)) == (["l3"], [])


def test_what_was_erased_is_found_by_nothing(office: Office) -> None:
    gone = Person(ref="p-1", name=ERASED, resident_id=ERASED)
    office.happened(build(LeadRegistered, unit=None, person=gone, address=ERASED, **PLACE))

    assert office.found(ERASED, HIS) == []


def test_firms_stand_in_the_order_of_their_pinyin_and_persons_in_none(office: Office) -> None:
    for lead, name in {"l1": "张示公司", "l2": "艾示公司", "l3": "示例公司", "l4": "艾公司"}.items():
        office.happened(build(LeadRegistered, unit=Unit(name=name), **PLACE), lead)
    office.happened(build(LeadRegistered, unit=None, person=Person(ref="p", name="艾某"), **PLACE), "l5")

    assert office.found("", HIS, order=Order(Sort.SUBJECT)) == ["l4", "l2", "l3", "l1", "l5"]
    assert office.found("", HIS, order=Order(Sort.SUBJECT, descending=True)) == ["l1", "l3", "l2", "l4", "l5"]
