"""Whatever way a command comes in, it carries no id that names no stream, and nothing that no log can keep."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from domain.directory.commands import DirectoryCommand
from domain.errors import InvalidInput
from domain.lead.disposal.commands import RecordMilestone, TakeUpAgain
from domain.lead.inquiry.commands import Determine
from domain.lead.intake.commands import RefuseLead, RegisterAssistance, RegisterLead
from domain.lead.interview.commands import RecordNoShow, SummonInterview
from domain.lead.shapes import Person
from domain.lead.standing.commands import CorrectFacts, LinkLeads, MergeLead, SplitLead
from domain.transfer.commands import AcceptNonFiling
from tests.support.leads import GIVEN, command
from tests.support.people import STREET
from tests.support.roads import registration
from tests.support.samples import NOON, build
from tests.support.served import process, request, run
from workflows.desks import DESKS
from workflows.forms.mistakes import MOST_PEOPLE
from workflows.sound import LARGEST, check_sound

WRONG: Final[list[tuple[type, str, object, str]]] = [
    (RegisterLead, "lead", "a/b", "input.form.id"),
    (RegisterLead, "lead", "", "input.form.id"),
    (RegisterLead, "lead", "示例", "input.form.id"),
    (RegisterLead, "lead", "x" * 65, "input.form.id"),
    (RegisterLead, "office", "370104/1", "input.form.office"),
    (RegisterLead, "amount_fen", -1, "input.form.negative"),
    (RegisterLead, "participants", LARGEST + 1, "input.number.large"),
    (RegisterLead, "participants", MOST_PEOPLE + 1, "input.form.people"),
    (RegisterAssistance, "requester", "某" * 201, "input.form.name-long"),
    (Determine, "amount_fen", -1, "input.form.negative"),
    (RecordMilestone, "amount_fen", 2**63, "input.number.large"),
    (CorrectFacts, "participants", -3, "input.form.negative"),
    (RefuseLead, "duplicate_of", "lead/l2", "input.form.id"),
    (LinkLeads, "other", "l2/..", "input.form.id"),
    (MergeLead, "into", "L2", "input.form.id"),
    (SplitLead, "new_lead", "../l3", "input.form.id"),
    (TakeUpAgain, "transfer", "transfer/l1/1", "input.form.id"),
    (RegisterLead, "remark", "残\udcff字", "input.form.character"),
    (RegisterLead, "handler", "\x1b[31m", "input.form.character"),
    (RegisterLead, "areas", ("济南", "空\0"), "input.form.character"),
    (TakeUpAgain, "occurred", NOON.replace(tzinfo=None), "input.instant.naive"),
    (SummonInterview, "at", NOON.replace(tzinfo=None), "input.instant.naive"),
    (RecordNoShow, "waited_until", datetime.max.replace(tzinfo=UTC), "input.instant.range"),
]

KINDS: Final[list[type]] = sorted(DESKS, key=lambda kind: kind.__name__)


def made(kind: type, **changes: object) -> Any:  # noqa: ANN401 - of the kind asked for
    ids = {"office": "370104001", "lead": "l1", "transfer": "l1", "subscription": "l1", "account": "a-1", "tip": "l1"}
    if issubclass(kind, DirectoryCommand):
        ids |= {"body": "370104-zb", "unit": "370104-scjg", "ref": "a-1"}
    known = {field.name: ids[field.name] for field in fields(kind) if field.name in ids}
    parts = {"person": None} if kind is RegisterLead else {}
    return build(kind, **{"occurred": NOON, **known, **parts, **GIVEN.get(kind, {}), **changes})


@pytest.mark.parametrize(("kind", "field", "value", "code"), WRONG)
def test_what_cannot_be_is_refused_with_its_field(kind: type, field: str, value: object, code: str) -> None:
    with pytest.raises(InvalidInput) as told:
        check_sound(made(kind, **{field: value}))

    assert (told.value.field, told.value.code) == (field, code)
    assert told.value.way_out.zh


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_command_may_carry_what_it_may(kind: type) -> None:
    check_sound(made(kind))


def test_parts_are_looked_at_too() -> None:
    with pytest.raises(InvalidInput) as told:
        check_sound(made(RegisterLead, unit=None, person=Person(ref="甲/乙", name="示例")))

    assert told.value.field == "person.ref"
    with pytest.raises(InvalidInput):
        check_sound(made(AcceptNonFiling, transfer="l1/1"))


@pytest.mark.parametrize(
    ("beside", "field", "code"),
    [
        *(({"command_id": text}, "command_id", "input.command-id")
          for text in ("", "x" * 201, "a\nb", "a\x1b[31m", "a\0", "\udcff", "a\u202eb")),
        *(({name: text}, name, "input.form.character")
          for name in ("reason", "on_behalf_of") for text in ("\udcff", "a\0b", "\x1b[31m")),
    ],
)  # fmt: skip
def test_what_stands_beside_a_command_is_refused_without_being_repeated(
    beside: dict[str, Any], field: str, code: str, tmp_path: Path
) -> None:
    with process(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path) as here, pytest.raises(InvalidInput) as told:
        run(here.service.handle(replace(request(STREET, registration()), **beside)))

    refusal = told.value
    assert (refusal.field, refusal.code, refusal.rule) == (field, code, "GB/T 13000")
    said, (sent,) = "".join((*refusal.detail, *refusal.way_out)), beside.values()
    assert not sent or sent not in said


def test_a_reason_may_have_several_lines_and_any_script(tmp_path: Path) -> None:
    with process(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path) as here:
        here.do(STREET, registration(), "编号 𠮷-1", reason="第一行\n第二行\t𠮷")
        assert here.store.log()[0].meta.reason == "第一行\n第二行\t𠮷"


@pytest.mark.parametrize("value", [0, LARGEST])
def test_the_ends_of_the_range_belong_to_it(value: int) -> None:
    check_sound(command(RecordMilestone, amount_fen=value))


@pytest.mark.parametrize("changes", [{"lead": "a/b"}, {"amount_fen": -1}, {"participants": 2**70}])
def test_the_service_refuses_it_before_anything_is_read(changes: dict[str, Any], tmp_path: Path) -> None:
    with process(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path) as here:
        refusal = here.refused(STREET, registration(**changes))

    assert isinstance(refusal, InvalidInput)
    assert refusal.field == next(iter(changes))
