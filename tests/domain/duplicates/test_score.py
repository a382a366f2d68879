"""What two leads have in common is weighed by a table, and every score has its reasons."""

from dataclasses import replace

import pytest

from domain.duplicates.names import Likeness
from domain.duplicates.prints import SEALED, Kind, Print, Subject, fingerprints, keys
from domain.duplicates.score import BY_KIND, BY_NAME, Match, Verdict, score
from domain.values.soundalikes import folded
from tests.support.memory_index import MemoryIndex, candidates

FIRM = Subject(
    name="济南示例甲投资有限公司",
    uscc="91370104MA0000019A",
    people=("甲一",),
    phones=("13800000000",),
    accounts=("3700000000000000123",),
    urls=("https://www.shili.example.com/reg",),
    handles=("shili_01",),
    address="兴福街道示例路1号101室",
)


def compare(one: Subject, other: Subject, *crowded: Print) -> Match:
    return score(fingerprints(one), fingerprints(other), crowded)


def said(match: Match) -> list[str]:
    return [reason.words.zh for reason in match.reasons]


def test_the_same_subject_twice_is_a_duplicate_for_every_reason() -> None:
    match = compare(FIRM, FIRM)
    assert match.verdict is Verdict.DUPLICATE
    assert len(match.reasons) == len(BY_KIND)  # all kinds but the person's number, and the name
    assert all(reason.weight > 0 for reason in match.reasons)


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (Subject(uscc="９１３７０１０４ma0000019a"), "统一社会信用代码相同"),
        (Subject(phones=("+86 138-0000-0000",)), "电话相同"),
        (Subject(accounts=("3700 0000 0000 0000 123",)), "收款账户相同"),
        (Subject(urls=("m.shili.example.com/other", "http://shili.EXAMPLE.com")), "网站相同"),
        (Subject(handles=("微信号：SHILI-01",)), "微信号、公众号或应用相同"),
        (Subject(name="示例甲投资有限责任公司"), "名称相同（不计地名和组织形式）"),
        (Subject(name="示例乙科技有限公司", former_names=("示例甲投资有限公司",)), "名称相同（不计地名和组织形式）"),
    ],
)
def test_each_of_these_alone_is_enough(known: Subject, reason: str) -> None:
    match = compare(FIRM, known)
    assert match.verdict is Verdict.DUPLICATE
    assert said(match) == [reason]


def test_another_code_is_another_firm_whatever_else_they_share() -> None:
    match = compare(FIRM, replace(FIRM, uscc="91370104MA0000027X"))
    assert match.verdict is Verdict.RELATED
    assert said(match)[-1] == "但统一社会信用代码不同"


def test_firms_named_apart_that_share_an_agent_s_phone_and_room_are_related_only() -> None:
    other = replace(FIRM, name="测试乙健康管理有限公司", uscc="", people=(), accounts=(), urls=(), handles=())
    assert compare(FIRM, other).verdict is Verdict.RELATED
    assert compare(FIRM, replace(other, name="卖保健品的")).verdict is Verdict.DUPLICATE


def test_a_print_of_many_leads_weighs_half_and_says_so() -> None:
    caller = Subject(phones=FIRM.phones)
    match = compare(FIRM, caller, Print(Kind.PHONE, "13800000000"))
    assert match.verdict is Verdict.UNRELATED
    assert said(match) == ["电话相同（多条线索共有，分量减半）"]


def test_namesakes_are_not_one_person_and_one_number_is() -> None:
    one = Subject(name="甲一", natural_person=True, resident_id="11010519491231002X")
    assert compare(one, replace(one, resident_id="")).verdict is not Verdict.DUPLICATE
    assert compare(one, replace(one, name="甲二", resident_id="110105491231002")).verdict is Verdict.DUPLICATE
    assert compare(one, replace(one, resident_id="370104198001011230")).verdict is not Verdict.DUPLICATE


def test_what_cannot_be_read_leaves_no_print_and_raises_nothing() -> None:
    junk = Subject(uscc="", resident_id="1", phones=("不详", "95500"), accounts=("x",), urls=("?",), name="某公司")
    assert fingerprints(junk) == frozenset()


def test_every_personal_print_is_sealed() -> None:
    person = Subject(
        name="甲一", natural_person=True, resident_id="11010519491231002X", phones=FIRM.phones, address=FIRM.address
    )
    assert {found.kind for found in fingerprints(person)} <= SEALED


def test_every_likeness_has_its_row() -> None:
    assert set(BY_NAME) == set(Likeness) - {Likeness.NONE}


def test_the_likeliest_lead_comes_first_and_strangers_do_not_come_at_all() -> None:
    index = MemoryIndex()
    index.add("same", fingerprints(FIRM))
    index.add("sister", fingerprints(replace(FIRM, uscc="91370104MA0000027X")))
    index.add("stranger", fingerprints(Subject(name="测试丁科技有限公司", phones=("13900000000",))))
    found = candidates(fingerprints(FIRM), index)
    assert [(candidate.lead, candidate.match.verdict) for candidate in found] == [
        ("same", Verdict.DUPLICATE),
        ("sister", Verdict.RELATED),
    ]


def test_a_lead_is_looked_up_by_its_telling_prints_and_by_near_names_only() -> None:
    looked_up = keys(fingerprints(FIRM))
    assert {key.kind for key in looked_up} == set(Kind) - {Kind.NAME, Kind.ADDRESS, Kind.RESIDENT_ID}
    assert Print(Kind.NEAR_NAME, folded("示例甲投")) in looked_up
