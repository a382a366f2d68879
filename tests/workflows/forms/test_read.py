"""Forms: every way offices write a value is read, every mistake is told, and all of them together."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory.commands import OpenAccount
from domain.errors import Faults
from domain.lead.intake.commands import RegisterLead
from domain.lead.interview.commands import RecordNoShow
from domain.lead.shapes import Contact, Elements, Officer, Paper
from domain.lead.standing.commands import CorrectFacts, GradeRisk, LinkLeads, SplitLead
from domain.lead.verification.commands import Monitor, RuleOut, StartVerification
from domain.lead.vocabulary import ContactKind, Feature, Source
from domain.transfer.commands import DeliverTransfer
from domain.values.risk_grade import RiskGrade
from workflows.forms.checks import Desk
from workflows.forms.nest import pairs
from workflows.forms.read import read_form

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DESK = Desk(
    now=NOW, new_id=lambda noun: f"{noun}-new", lead_id=lambda text: {"370104-2022-0007": "seven"}.get(text, text)
)
LEAD = {"lead": "one", "occurred": NOW}
OFFICE = {"office": "370104", "organ": "示例局", "division": "370104", "occurred": NOW}


def read(command: type, *arguments: str, given: Mapping[str, object] = LEAD) -> Any:  # noqa: ANN401 - any command
    return read_form(command, pairs(arguments), DESK, given)


def mistakes(command: type, values: Mapping[str, Any], given: Mapping[str, object] = LEAD) -> dict[str, str]:
    """Field → code of every fault."""
    with pytest.raises(Faults) as refused:
        read_form(command, values, DESK, given)
    return {fault.field: fault.code for fault in refused.value.faults}


def test_nobody_counts_more_people_than_there_are_nor_writes_a_description_for_a_name() -> None:
    typed = {"source": "举报", "unit": {"name": "某" * 201}, "participants": "99999999999"}
    found = {"unit.name": "input.form.name-long", "participants": "input.form.people"}

    assert mistakes(RegisterLead, typed, OFFICE) == found


def test_a_registration_in_the_words_of_an_office() -> None:
    lead = read(
        RegisterLead, "来源渠道=举报", "unit.name=示例公司", "unit.uscc=9111 0000 6000 3734 1l",
        "涉及金额=12.5万元", "涉及人数=46人", "features=非法性、利诱性",
        "contacts=电话|138-0000-0000；网址|Example.com/", "division=370104014000", given=OFFICE,
    )  # fmt: skip

    assert (lead.lead, lead.office, lead.division) == ("lead-new", "370104", "370104014")
    assert (lead.source, lead.amount_fen, lead.participants) == (Source.TIP, 12_500_000, 46)
    assert lead.unit.uscc == "91110000600037341L"
    assert lead.features == (Feature.UNLICENSED, Feature.INDUCEMENT)
    assert lead.contacts == (
        Contact(kind=ContactKind.PHONE, value="13800000000"), Contact(kind=ContactKind.URL, value="https://example.com")
    )  # fmt: skip


@pytest.mark.parametrize("text", ["2022-04-06", "20220406", "2022年4月6日", "2022/4/6", "2022-W14-3"])
def test_an_hour_that_was_not_written_is_not_midnight(text: str) -> None:
    form = {"officers": "a|1", "waited_until": text}

    assert mistakes(RecordNoShow, form) == {"waited_until": "input.form.hour"}
    assert read_form(RecordNoShow, {**form, "waited_until": f"{text} 09:30"}, DESK, LEAD).waited_until == datetime(
        2022, 4, 6, 1, 30, tzinfo=UTC
    )


def test_what_occurred_may_be_known_by_its_day_alone() -> None:
    assert read(GradeRisk, "occurred=2022-03-02", "grade=红", "reasons=高息").occurred == datetime(
        2022, 3, 1, 16, tzinfo=UTC
    )


@pytest.mark.parametrize("keys", [("账号", "姓名"), ("编号", "名称"), ("ref", "name")])
def test_an_account_is_opened_by_what_its_fields_are_called_and_were_called_before(keys: tuple[str, str]) -> None:
    ref, name = keys
    account = read(OpenAccount, f"{ref}=wang-xin", f"{name}=王新", "单位代码=370104", given={"occurred": NOW})

    assert (account.ref, account.name) == ("wang-xin", "王新")


def test_a_person_gets_an_opaque_reference() -> None:
    lead = read(RegisterLead, "source=tip", "person=某某", given=OFFICE)

    assert (lead.person.ref, lead.person.name, lead.unit) == ("person-new", "某某", None)


@pytest.mark.parametrize("text", ["2022-03-02 14:30", "2022年3月2日14时30分", "2022/3/2 14:30", "2022-03-02T06:30:00Z"])
def test_moments_are_beijing_time_unless_they_say_otherwise(text: str) -> None:
    assert read(GradeRisk, f"occurred={text}", "grade=红", "reasons=高息").occurred == datetime(
        2022, 3, 2, 6, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("person.ref", "某某", "input.form.id"),
        ("lead", "甲", "input.form.id"),
        ("office", "示例局", "input.form.office"),
    ],
)
def test_what_names_streams_and_keys_is_never_a_text(field: str, value: str, code: str) -> None:
    values = {"person.name": "某某", "source": "tip", field: value}

    assert mistakes(RegisterLead, values, OFFICE) == {field: code}


def test_a_day_alone_begins_at_midnight_in_beijing() -> None:
    assert read(GradeRisk, "occurred=2022-03-02", "grade=高", "reasons=x").occurred.isoformat() == (
        "2022-03-01T16:00:00+00:00"
    )


@pytest.mark.parametrize("text", ["2022-03-02", "2022年3月2日", "2022/3/2", "20220302"])
def test_days(text: str) -> None:
    assert read(Monitor, f"review_on={text}", "report=表|1").review_on == date(2022, 3, 2)


@pytest.mark.parametrize("grade", ["red", "高", "红", "红色", "高风险", "RED"])
def test_choices_by_value_or_any_usual_name(grade: str) -> None:
    assert read(GradeRisk, f"grade={grade}", "reasons=x").grade is RiskGrade.RED


@pytest.mark.parametrize(
    "values",
    [
        {"officers": "a|1；b", "no_interest": "是", "task": "任务单|7"},
        {"officers.1.id": "a", "officers.1.certificate": "1", "officers.2.id": "b", "no_interest": "yes",
         "task.title": "任务单", "task.reference": "7"},
        {"officers": [{"id": "a", "certificate": "1"}, {"id": "b"}], "no_interest": True,
         "task": {"title": "任务单", "reference": 7}},
        {"officers": ["a|1", "b"], "无利害关系": "是", "任务单.文书名称": "任务单", "任务单.reference": "7"},
        {"办理人员": [{"编号": "a", "执法证号": "1"}, "b"], "no_interest": 1, "任务单": "任务单｜7"},
    ],
)  # fmt: skip
def test_parts_may_be_written_with_bars_dots_or_brackets(values: dict[str, Any]) -> None:
    read_in = read_form(StartVerification, values, DESK, LEAD)

    assert read_in == StartVerification(
        lead="one", occurred=NOW, officers=(Officer(id="a", certificate="1"), Officer(id="b")), no_interest=True,
        task=Paper(title="任务单", reference="7"),
    )  # fmt: skip


def test_nested_parts_within_parts() -> None:
    made = read(
        RuleOut, "elements.unlicensed=是|未经许可", "elements.promised_return.present=否",
        "elements.promised_return.reasons=无承诺", "elements.unspecified_people=无|限亲友", "confirmed_by=a;b",
        "report=报告|1",
    )  # fmt: skip
    elements: Elements = made.elements

    assert (elements.unlicensed.present, elements.promised_return.present) == (True, False)
    assert elements.unspecified_people.reasons == "限亲友"


def test_papers_of_a_bundle_are_no_leads() -> None:
    papers = (
        "letter=移送书|示金监移送[2022]1号",
        "investigation_report=报告|2",
        "goods_list=清单|3",
        "other=材料|4;材料|5",
    )
    made = read(
        DeliverTransfer, "police=示例公安分局", "police_division=370104", *(f"bundle.{each}" for each in papers),
        given={"transfer": "one-1", "occurred": NOW},
    )  # fmt: skip

    assert [paper.reference for paper in made.bundle.other] == ["4", "5"]
    assert made.bundle.letter.reference == "示金监移送〔2022〕1号"


def test_other_leads_are_named_by_number() -> None:
    link = read(LinkLeads, "other=370104-2022-0007", "relation=同一对象", "reason=同一法定代表人")

    assert link.other == "seven"


def test_a_split_gets_a_new_lead_and_may_have_no_unit_yet() -> None:
    assert read(SplitLead, "unit=示例甲公司", "reason=另一主体").new_lead == "lead-new"
    assert mistakes(SplitLead, {"unit": "示例甲公司"}) == {"reason": "input.form.required"}


def test_what_is_left_out_of_a_correction_stays() -> None:
    correction = read(CorrectFacts, "reason=笔误", "amount_fen=285万元")

    assert (correction.amount_fen, correction.participants, correction.unit) == (285_000_000, None, None)


def test_every_mistake_is_told_at_once() -> None:
    values = {
        "unit": {"uscc": "91110000600037341N", "colour": "红"}, "person.name": "某", "person.resident_id": "1",
        "source": "梦",
        "contacts": ["电话|1", {"kind": "url", "value": "？"}], "participants": -1, "amount_fen": "三元",
        "features": ["非法性", "怪"], "occurred": "明天", "division": "37", "foo": 1, "summary": ["a"],
    }  # fmt: skip

    assert mistakes(RegisterLead, values, OFFICE) == {
        "unit.name": "input.form.required",
        "unit.uscc": "input.uscc.check",
        "unit.colour": "input.form.unknown",
        "person.resident_id": "input.resident-id.length",
        "source": "input.form.choice",
        "contacts.1.value": "input.phone.shape",
        "contacts.2.value": "input.url.shape",
        "participants": "input.form.negative",
        "amount_fen": "input.money.number",
        "features.2": "input.form.choice",
        "occurred": "input.form.moment",
        "division": "input.division.code",
        "foo": "input.form.unknown",
        "summary": "input.form.text",
    }


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"grade": "高", "风险等级": "低", "reasons": "x"}, {"风险等级": "input.form.twice"}),
        ({"grade": "高", "reasons": "x", "score": "八十"}, {"score": "input.form.number"}),
        ({"grade": "高", "reasons": "x", "score": 1.5}, {"score": "input.form.number"}),
        ({"grade": {"a": 1}, "reasons": "x"}, {"grade": "input.form.text"}),
        ({"grade": "高"}, {"reasons": "input.form.required"}),
        ({"grade": "高", "reasons": "x", "occurred": "2022-02-30"}, {"occurred": "input.day.shape"}),
        ({"grade": "高", "reasons": "x", "occurred": "2022-03-02 25:00"}, {"occurred": "input.form.moment"}),
        ({"grade": "高", "reasons": "x", "occurred": "0001-01-01"}, {"occurred": "input.form.moment"}),
        ({"grade": "高", "reasons": "x", "occurred": "9999-12-31T23:00-12:00"}, {"occurred": "input.form.moment"}),
        ({"grade": "高", "reasons": "x", "occurred": "3022-03-02 14:30"}, {"occurred": "input.form.moment"}),
        ({"grade": "高", "reasons": "空\0字符"}, {"reasons.1": "input.form.character"}),
        ({"grade": "高", "reasons": "残\udcff字"}, {"reasons.1": "input.form.character"}),
        ({"grade": "高", "reasons": "长" * 20_001}, {"reasons.1": "input.form.long"}),
    ],
)
def test_single_mistakes(values: dict[str, Any], expected: dict[str, str]) -> None:
    assert mistakes(GradeRisk, values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"task": "a|b|c"}, "input.form.parts"),
        ({"task": 7}, "input.form.parts"),
        ({"task": [["a"]]}, "input.form.parts"),
        ({"no_interest": "也许"}, "input.form.yes-or-no"),
    ],
)  # fmt: skip
def test_wrong_parts(values: dict[str, Any], expected: str) -> None:
    whole = {"officers": "a", "no_interest": "是", "task": "任务单|1", **values}

    assert mistakes(StartVerification, whole) == {next(iter(values)): expected}


def test_lines_and_tabs_and_characters_beyond_the_first_plane_are_text() -> None:
    assert read(CorrectFacts, "reason=第一行\n\t第二行𠮷🎈").reason == "第一行\n\t第二行𠮷🎈"


def test_no_fault_repeats_what_was_typed_into_a_personal_field() -> None:
    typed_in = "37010419900101999X"
    with pytest.raises(Faults) as refused:
        read_form(
            RegisterLead, {"person": f"某某|{typed_in}", "source": "tip", "person.resident_id": typed_in}, DESK, OFFICE
        )

    assert all(typed_in not in each.detail.zh + each.detail.en + each.way_out.zh for each in refused.value.faults)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(
    ["unit", "unit.name", "person", "contacts", "source", "amount_fen", "occurred", "features", "x", "areas"]
)


@given(st.dictionaries(names | st.text(max_size=6), json, max_size=8))
def test_whatever_is_sent_a_form_is_read_or_refused(values: dict[str, Any]) -> None:
    with suppress(Faults):
        assert isinstance(read_form(RegisterLead, values, DESK, {**OFFICE, "source": Source.TIP}), RegisterLead)
