"""Every event is told, in plain words of both languages, without a code or a machine's date."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Final, get_args, get_type_hints

import pytest

from adapters.store.registry import catalogue
from adapters.store.upcasts import UPCASTS
from domain.access import AccessRecorded
from domain.directory.events import AnyDirectoryEvent
from domain.feeds import FeedRightsNoted
from domain.lead.base import LeadEvent
from domain.lead.inquiry.events import InquiryOpened
from domain.lead.intake.events import LeadRegistered
from domain.lead.interview.events import InterviewSummoned, RectificationOrdered
from domain.lead.shapes import Paper, Person, Service, Unit
from domain.lead.standing.events import FactsCorrected, HandlerAssigned, LeadMerged
from domain.lead.vocabulary import Feature, ServiceWay, Source
from domain.numbers import NumberIssued
from domain.office_rules import OfficeRuleSet
from domain.subscription.events import AnySubscriptionEvent
from domain.tip.events import AnyIdentityEvent, AnyTipEvent
from domain.tip.reading import TipRead
from domain.words import Words
from projections.names import PLAIN, Names
from projections.sentences import SENTENCES
from projections.sentences.beside import BESIDE
from projections.sentences.main import MAIN
from projections.sentences.transfer import TRANSFER
from projections.wording import LONGEST, moment, money, places, say, shown
from tests.golden.samples import sample
from tests.support.samples import NOON, build
from workflows.forms.choices import CHOICES

NOT_A_STORY: Final = frozenset(
    {AccessRecorded, FeedRightsNoted, NumberIssued, OfficeRuleSet, TipRead}
    | {*get_args(AnyDirectoryEvent), *get_args(AnySubscriptionEvent), *UPCASTS}
    | {*get_args(AnyTipEvent), *get_args(AnyIdentityEvent)}
)
"""Events of no lead (who read it is no part of its story; a number's own stream says which was drawn for what, and the
lead's event carries it), and shapes that nobody reads any more."""

TOLD: Final = sorted(set(catalogue().values()) - NOT_A_STORY - set(UPCASTS), key=lambda cls: cls.__name__)
each_event: Final = pytest.mark.parametrize("cls", TOLD, ids=lambda cls: cls.__name__)
ISO: Final = re.compile(r"\d{4}-\d\d-\d\d|T\d\d:\d\d")


def test_no_event_is_missing_and_no_sentence_is_idle() -> None:
    assert set(TOLD) == set(SENTENCES)
    assert len(MAIN) + len(BESIDE) + len(TRANSFER) == len(SENTENCES), "one row an event"


@each_event
def test_a_template_speaks_of_fields_the_event_has(cls: Any) -> None:  # noqa: ANN401 - any event class
    known = {field.name for field in fields(cls)}

    for text in SENTENCES[cls]:
        assert set(places(text)) <= known
        assert re.sub(r"\{\w+(\?[^|{}]*\|[^|{}]*)?\}", "", text).count("{") == 0


@each_event
def test_both_languages_say_the_same_fields(cls: Any) -> None:  # noqa: ANN401 - any event class
    zh, en = SENTENCES[cls]

    assert set(places(zh)) == set(places(en))


@each_event
def test_whatever_the_event_holds_it_is_told_without_codes(cls: Any) -> None:  # noqa: ANN401 - any event class
    for full in (True, False):
        event = sample(cls, "", full=full)

        zh, en = say(SENTENCES[cls], event, PLAIN)

        assert zh
        assert en
        for text in (zh, en):
            assert not ISO.search(text), text
            assert not re.search(r"[{}\[\]]|None|True|False", text), text
        for member in enums(event):
            assert not re.search(rf"(?<![\w.-]){re.escape(str(member.value))}(?![\w.-])", zh), zh


@each_event
def test_what_a_person_wrote_is_told(cls: Any) -> None:  # noqa: ANN401 - any event class
    """Every field of an event is in its sentence, but for those that stand beside it or that nobody reads."""
    said = set(places(SENTENCES[cls].zh)) | BESIDE_THE_SENTENCE | UNTOLD.get(cls.__name__, set())

    assert {field.name for field in fields(cls)} - said == set()


BESIDE_THE_SENTENCE: Final = {"move", "came_from", "stage", "occurred"}
UNTOLD: Final[dict[str, set[str]]] = {
    "LeadRegistered": {
        "office", "division", "building", "address", "contacts", "industry", "scheme", "pretext", "areas", "remark",
        "handler",
    },
    "LeadCarriedOver": {
        "office", "division", "building", "address", "contacts", "industry", "scheme", "pretext", "areas", "remark",
        "handler",
    },
    "AssistanceRegistered": {"office", "division", "handler"},
    "LeadAbsorbed": {"hands"},
    "LeadSplitOff": {"office", "organ", "division", "hands"},
    "LeadInherited": {"hands"},
    "LeadReferred": {"receiver"},
    "VisitRecorded": {"photos"},
    "InterviewSummoned": {"office", "organ", "address"},
    "TakenUpAgain": {"transfer"},
    "TransferMoved": {"track_version"},
    "TransferSuspected": {"lead", "held", "office", "organ", "division"},
    "TransferDelivered": {"police_division"},
    "TransferFiled": {"moved_lead"},
}  # fmt: skip
"""What a short sentence leaves to the ledger and to the event itself."""


def test_every_closed_list_of_an_event_has_words_for_its_members() -> None:
    lists = {kind for cls in catalogue().values() for kind in enums_of(cls)}

    assert {kind.__name__ for kind in lists if set(CHOICES.get(kind, {})) != {each.value for each in kind}} == set()
    assert len(lists) > 20


def test_a_registration_reads_like_a_sentence() -> None:
    event = build(
        LeadRegistered, organ="示例街道办事处", number="370104-2022-0001", source=Source.GRID, summary="路人反映",
        unit=Unit(name="示例财富管理有限公司", uscc="91370104MA00000000"), person=None, amount_fen=123_456_700,
        participants=None, features=(Feature.PUBLICITY, Feature.INDUCEMENT), duplicates=(), elsewhere=(),
    )  # fmt: skip

    assert say(SENTENCES[LeadRegistered], event, PLAIN) == Words(
        "示例街道办事处登记线索370104-2022-0001，对象：示例财富管理有限公司（91370104MA00000000），"
        "来源：网格排查，涉及金额123.4567万元，疑似公开性、利诱性。路人反映",
        "示例街道办事处 registered lead 370104-2022-0001 on 示例财富管理有限公司 (91370104MA00000000), source: grid, "
        "amount CNY 1,234,567.00, suspected: publicity, inducement. 路人反映",
    )


def test_an_office_to_ask_is_told_by_its_name() -> None:
    event = build(LeadRegistered, duplicates=(), elsewhere=("370104014",))

    said = say(SENTENCES[LeadRegistered], event, Names(office={"370104014": "示例街道办事处"}.__getitem__))
    assert "示例街道办事处可能有同一对象的线索" in said.zh
    assert "perhaps also known at 示例街道办事处" in said.en


def test_a_notice_tells_when_in_the_time_of_china() -> None:
    event = build(
        InterviewSummoned, number="示金监约谈〔2022〕1号", party="示例甲", party_role="", place="示例楼", at=NOON,
        risk="高息", service=Service(way=ServiceWay.POST, on=date(2022, 3, 1), completed=False),
    )  # fmt: skip

    assert say(SENTENCES[InterviewSummoned], event, PLAIN).zh == (
        "发出示金监约谈〔2022〕1号约谈通知，约谈示例甲，时间2022年3月2日 12:00，地点示例楼，"
        "2022年3月1日邮寄送达，送达中，风险：高息"
    )


def test_people_and_leads_are_told_by_the_names_somebody_knows() -> None:
    names = Names(person={"p-1": "示例丙"}.__getitem__, lead={"l2": "370104-2022-0002"}.__getitem__)

    assert (
        say(SENTENCES[HandlerAssigned], build(HandlerAssigned, handler="p-1", reason=""), names).zh == "责任人：示例丙"
    )
    assert "370104-2022-0002" in say(SENTENCES[LeadMerged], build(LeadMerged, into="l2"), names).zh


def test_areas_are_called_by_their_names() -> None:
    names = Names(area={"370104": "槐荫区"}.__getitem__)
    opened, corrected = build(InquiryOpened, competent_division="370104"), build(FactsCorrected, division="370104")

    for event in (opened, corrected):
        assert all("槐荫区" in told and "370104" not in told for told in say(SENTENCES[type(event)], event, names))


def test_of_an_identity_number_no_birthday_is_told() -> None:
    person = Person(ref="p", name="示例乙", resident_id="370104196001011230")

    assert shown(person).zh == "示例乙（370104********1230）"


def test_a_long_text_is_quoted_in_part() -> None:
    event = build(RectificationOrdered, promise="长" * 500)

    assert "长" * LONGEST + "…" in say(SENTENCES[RectificationOrdered], event, PLAIN).zh


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (0, "0.00元", "CNY 0.00"),
        (999_999, "9,999.99元", "CNY 9,999.99"),
        (1_000_000, "1万元", "CNY 10,000.00"),
        (123_456_789_01, "12,345.678901万元", "CNY 123,456,789.01"),
    ],
)
def test_amounts_are_exact(fen: int, zh: str, en: str) -> None:
    assert money(fen) == Words(zh, en)


def test_an_instant_and_a_paper_as_people_read_them() -> None:
    assert moment(NOON) == Words("2022年3月2日 12:00", "2 Mar 2022 12:00")
    assert shown(Paper(title="核查报告", reference="")).zh == "《核查报告》"


def enums(value: Any) -> Iterator[Enum]:  # noqa: ANN401 - any part of an event
    """Every member of a closed list in an event, but the stages, which stand beside the sentence."""
    if isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from enums(item)
    elif is_dataclass(value):
        skipped = {"came_from", "stage"} if isinstance(value, LeadEvent) else set()
        for field in fields(value):
            if field.name not in skipped:
                yield from enums(getattr(value, field.name))


def enums_of(hint: Any) -> Iterator[type[Enum]]:  # noqa: ANN401 - a type hint
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield hint
    elif isinstance(hint, type) and is_dataclass(hint):
        for part in get_type_hints(hint).values():
            yield from enums_of(part)
    for argument in get_args(hint):
        yield from enums_of(argument)
