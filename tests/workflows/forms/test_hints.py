"""What stands in the form can be typed as it stands, and a mistake says what would have been right."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.errors import Faults, InvalidInput
from domain.lead.inquiry.commands import Determine
from domain.lead.intake.commands import RegisterLead
from domain.lead.interview.commands import SummonInterview
from domain.lead.standing.commands import CorrectFacts, MergeLead
from domain.lead.verification.commands import StartVerification
from workflows.desks import DESKS
from workflows.forms.checks import Desk
from workflows.forms.fields import describe
from workflows.forms.hints import askable, hint
from workflows.forms.read import read_form

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DESK = Desk(now=NOW, new_id=lambda noun: f"{noun}-new", lead_id=lambda text: text)
LEAD = {"lead": "one", "occurred": NOW}


def faults(command: type, values: Mapping[str, Any]) -> dict[str, InvalidInput]:
    with pytest.raises(Faults) as refused:
        read_form(command, values, DESK, LEAD)
    return {fault.field: fault for fault in refused.value.faults}


@pytest.mark.parametrize("command", list(DESKS), ids=lambda command: command.__name__)
def test_every_field_of_every_form_says_what_to_type(command: type) -> None:
    assert all(hint(field).zh and hint(field).en for _, field in askable(command))


@pytest.mark.parametrize(
    ("command", "name", "told"),
    [
        (RegisterLead, "office", "单位代码"),
        (RegisterLead, "division", "区划代码"),
        (RegisterLead, "handler", "名册中的账号"),
        (RegisterLead, "amount_fen", "金额"),
        (MergeLead, "into", "线索编号"),
        (SummonInterview, "at", "14:30"),
    ],
)
def test_a_code_is_not_asked_for_as_a_text(command: type, name: str, told: str) -> None:
    (field,) = (each for each in describe(command) if each.name == name)

    assert told in hint(field).zh


def test_a_shape_made_of_shapes_is_asked_part_by_part_and_those_keys_are_taken() -> None:
    keys = [key for key, _ in askable(Determine) if key.startswith("elements")]
    assert keys == ["elements.unlicensed", "elements.promised_return", "elements.unspecified_people"]

    with pytest.raises(Faults) as refused:
        read_form(Determine, dict.fromkeys(keys, "是|理由"), DESK, LEAD)

    assert not [fault.field for fault in refused.value.faults if fault.field.startswith("elements")]


def test_a_person_is_written_in_the_order_that_is_shown() -> None:
    (person,) = (field for field in describe(RegisterLead) if field.name == "person")
    assert hint(person).zh == "姓名|身份证号|住址"


def test_a_part_between_bars_that_takes_one_of_few_words_names_them() -> None:
    (service,) = (field for field in describe(SummonInterview) if field.name == "service")
    elements = dict(askable(Determine))["elements.unlicensed"]

    assert hint(elements).zh == "具备（是、否）|理由"
    assert hint(elements).en == "present (yes, no)|reasons"
    assert hint(service).zh.startswith("方式（当场送达、直接送达、")
    assert hint(service).zh.endswith("|日期|已完成（是、否）|证明")


def test_an_empty_field_tells_its_name_and_what_belongs_there() -> None:
    told = faults(StartVerification, {"no_interest": "是", "task": "核查任务单"})

    assert told["officers"].way_out.zh == "此项必填，办理人员：编号|执法证号；…"
    assert told["officers"].way_out.en == "It must be filled in, officers: id|certificate; …"
    assert told["task.reference"].way_out.zh == "此项必填，文号或存放处：文字；整项写作 文书名称|文号或存放处"


def test_a_field_that_is_not_there_lists_those_that_are_in_both_names() -> None:
    told = faults(StartVerification, {"人员": "甲", "officers": "a|b", "no_interest": "是", "task": "单|1"})
    assert "办理人员 officers、无利害关系 no_interest" in told["人员"].way_out.zh


@pytest.mark.parametrize("written", ["甲,乙", "甲，乙", "甲、乙", "甲 乙"])
def test_several_people_in_one_place_are_no_person(written: str) -> None:
    told = faults(StartVerification, {"officers": written, "no_interest": "是", "task": "单|1"})
    assert {field: fault.code for field, fault in told.items()} == {"officers.1.id": "input.form.one-person"}


@pytest.mark.parametrize("written", ["30", "1,200.50", "０３"])
def test_an_amount_that_a_person_writes_has_a_unit(written: str) -> None:
    told = faults(CorrectFacts, {"reason": "笔误", "涉及金额": written})
    assert told["amount_fen"].code == "input.form.unit"


def test_the_number_of_a_program_counts_fen() -> None:
    assert read_form(CorrectFacts, {"reason": "笔误", "amount_fen": 30}, DESK, LEAD).amount_fen == 30
