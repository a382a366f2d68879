"""The one write path over the real store: stored whole or refused whole, once, in order, whoever else is writing."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from domain.actor import Grade, Level
from domain.errors import CommandReused, Contended, NotFound, NotLegal, NotPermitted, Stale
from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.inquiry import commands as inquiry
from domain.lead.intake import commands as intake
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter
from domain.numbers import NumberIssued
from tests.support.leads import NOW, command
from tests.support.people import DEPUTY, OFFICER, PRINCIPAL, REGULATOR, STREET
from tests.support.roads import registration, sign
from tests.support.samples import NOON
from tests.support.served import Clock, Process, process, request, run
from workflows.procedures.lead import LEAD

REGISTER = registration()
VERIFY = command(verification.StartVerification)


def test_what_was_decided_is_read_at_once_with_who_why_and_under_which_rules(here: Process) -> None:
    receipt = here.do(STREET, REGISTER, "c-first", reason="示例理由", channel="cli")

    [registered, issued] = here.store.log()
    assert (receipt.first, receipt.last, receipt.versions["lead/l1"]) == (1, 2, 1)
    assert here.state("lead/l1").stage is Stage.REGISTERED
    assert (registered.meta.actor, registered.meta.office) == (STREET.id, STREET.office)
    assert (registered.meta.reason, registered.meta.channel) == ("示例理由", "cli")
    assert (registered.meta.law, registered.meta.software) == ("law", "test")
    assert (registered.meta.command_id, registered.meta.correlation) == ("c-first", "c-first")
    assert isinstance(issued.event, NumberIssued)
    assert issued.event.number == here.state("lead/l1").number == "370104-2023-0001"


def test_late_entry_keeps_both_times(here: Process) -> None:
    here.do(STREET, REGISTER)

    [registered, _] = here.store.log()
    assert registered.event.occurred == NOON  # type: ignore[attr-defined] # a lead's event
    assert registered.recorded_at == NOW


@pytest.mark.parametrize("fresh", [False, True])
def test_the_same_command_twice_gives_the_same_receipt_though_the_lead_moved_on(
    here: Process, there: Process, *, fresh: bool
) -> None:
    first = here.do(STREET, REGISTER, "c-1")
    here.do(STREET, VERIFY, "c-2")
    stored = here.store.head()

    again = (there if fresh else here).do(STREET, REGISTER, "c-1")

    assert again == first._replace(repeated=True)
    assert here.store.head() == stored


def test_a_command_that_is_legal_again_is_still_the_first_one(here: Process, there: Process) -> None:
    here.bring(Stage.VERIFYING)
    grade = command(standing.GradeRisk)
    first = here.do(STREET, grade, "c-grade")

    assert here.do(STREET, grade, "c-grade") == there.do(STREET, grade, "c-grade")
    assert here.do(STREET, grade, "c-grade") == first._replace(repeated=True)


def test_a_repeated_command_with_an_old_version_is_answered_not_called_stale(here: Process) -> None:
    here.do(STREET, REGISTER)
    here.do(STREET, VERIFY, "c-verify", expected=1)
    here.do(STREET, command(standing.GradeRisk))

    assert here.do(STREET, VERIFY, "c-verify", expected=1).repeated


@pytest.mark.parametrize("other", [(STREET, command(standing.GradeRisk)), (OFFICER, REGISTER), (STREET, VERIFY)])
def test_a_command_id_is_used_once(here: Process, other: tuple[object, object]) -> None:
    here.do(STREET, REGISTER, "c-1")

    refusal = here.refused(*other, "c-1")  # type: ignore[arg-type] # an actor and a command

    assert isinstance(refusal, CommandReused)
    assert refusal.code == "command.reused"


def test_a_refusal_says_rule_article_facts_moves_and_who_could(here: Process) -> None:
    here.bring(Stage.VERIFYING)

    refusal = here.refused(STREET, command(inquiry.OpenInquiry))

    assert isinstance(refusal, NotPermitted)
    assert (refusal.code, refusal.rule) == ("permission.level", "M13")
    assert [str(citation) for citation in refusal.basis] == ["R737 19", "R737 20"]
    assert (refusal.facts[0].found, refusal.facts[0].needed) == (Level.STREET, (Level.DISTRICT_AUTHORITY,))
    assert refusal.missing is not None
    assert refusal.missing.levels == (Level.DISTRICT_AUTHORITY,)
    assert OFFICER.id in refusal.missing.holders
    assert STREET.id not in refusal.missing.holders
    assert {move.move for move in refusal.legal} == {row.id for row in LEAD.rows if Stage.VERIFYING in row.source}


def test_a_missing_signature_names_the_grade_and_its_holders(here: Process) -> None:
    here.bring(Stage.VERIFYING)

    refusal = here.refused(OFFICER, command(inquiry.OpenInquiry))

    assert refusal.code == "signature.inquiry-opening"
    assert refusal.missing is not None
    assert refusal.missing.grade is Grade.RESPONSIBLE_LEADER
    assert set(refusal.missing.holders) == {f"district-authority-{rank}" for rank in ("deputy", "acting", "principal")}


def test_what_does_not_exist_is_not_found_and_what_does_is_not_legal_now(here: Process) -> None:
    unknown = here.refused(STREET, VERIFY)
    here.bring(Stage.VERIFYING)
    known = here.refused(STREET, VERIFY)

    assert (type(unknown), unknown.code, unknown.legal) == (NotFound, "lead.unknown", ())
    assert (type(known), known.code) == (NotLegal, "move.not-from-here")


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_who_looked_at_another_version_is_stale(here: Process, there: Process, expected: int) -> None:
    here.do(STREET, REGISTER)
    there.do(STREET, VERIFY)

    refused = here.refused(STREET, command(standing.GradeRisk), expected=expected)

    assert isinstance(refused, Stale)
    assert (f"第{expected}版，现为第2版" in refused.detail.zh, refused.rule) == (True, "")
    assert here.do(STREET, command(standing.GradeRisk), expected=2).versions["lead/l1"] == 3


def test_an_old_state_in_memory_refuses_nothing(here: Process, there: Process) -> None:
    here.do(STREET, REGISTER)
    there.do(STREET, VERIFY)  # the other process moves it on

    here.do(STREET, command(verification.RecordVisit))  # not legal at what this process remembers

    assert here.state("lead/l1").stage is Stage.VERIFYING


def test_an_old_state_in_memory_allows_nothing(here: Process, there: Process) -> None:
    here.bring(Stage.CLOSING)
    there.do(PRINCIPAL, command(closing.ReturnClosing))

    refusal = here.refused(PRINCIPAL, command(closing.ApproveClosing))

    assert refusal.code == "move.not-from-here"
    assert refusal.facts[0].found == Stage.RULED_OUT


def test_two_processes_draw_numbers_without_a_gap(here: Process, there: Process) -> None:
    async def register(each: Process, name: str) -> None:
        await asyncio.gather(
            *(each.service.handle(request(STREET, registration(f"{name}-{n}"), f"{name}-{n}")) for n in range(100))
        )

    async def both() -> None:
        await asyncio.gather(register(here, "here"), register(there, "there"))

    run(both())

    numbers = [r.event for r in here.store.log(limit=1_000) if isinstance(r.event, NumberIssued)]
    assert [issued.sequence for issued in numbers] == list(range(1, 201))
    assert len({issued.number for issued in numbers}) == len({issued.used_by for issued in numbers}) == 200


def test_papers_of_two_organs_run_in_series_of_their_own(here: Process) -> None:
    here.bring(Stage.VERIFYING)
    for actor in (DEPUTY, PRINCIPAL):
        here.do(actor, command(standing.SignPaper, matter=Matter.INTERVIEW_NOTICE))
    leader = "industry-deputy"
    here.do(here.service.roster.actor(leader), command(standing.SignPaper, matter=Matter.INTERVIEW_NOTICE))

    sequences = [(r.stream, r.event.sequence) for r in here.store.log() if isinstance(r.event, NumberIssued)]

    assert sequences[1:] == [
        ("numbers/370104/interview-notice/2023", 1),
        ("numbers/370104/interview-notice/2023", 2),
        (f"numbers/{REGULATOR.office}/interview-notice/2023", 1),
    ]


def test_a_decision_on_two_leads_is_stored_whole(here: Process) -> None:
    here.bring(Stage.MERGED)

    assert here.state("lead/l1").merged_into == "l2"
    assert here.state("lead/l2").absorbed == ("l1",)
    here.do(OFFICER, command(standing.UnmergeLead))
    assert (here.state("lead/l1").stage, here.state("lead/l2").absorbed) == (Stage.VERIFYING, ())


def test_two_merging_in_a_circle_do_not_wait_for_each_other(here: Process, there: Process) -> None:
    here.bring(Stage.VERIFYING)
    here.take((STREET, registration("l2")), sign(Matter.MERGER))
    here.do(DEPUTY, command(standing.SignPaper, lead="l2", matter=Matter.MERGER, target="l1"))

    async def both() -> tuple[object, ...]:
        return await asyncio.gather(
            here.service.handle(request(OFFICER, command(standing.MergeLead))),
            there.service.handle(request(OFFICER, command(standing.MergeLead, lead="l2", into="l1"))),
            return_exceptions=True,
        )

    answers = run(both())

    assert sorted(type(answer).__name__ for answer in answers) == ["NotLegal", "Receipt"]
    assert [here.state(f"lead/{name}").stage for name in ("l1", "l2")].count(Stage.MERGED) == 1


def test_who_stops_waiting_loses_nothing(here: Process) -> None:
    here.bring(Stage.VERIFYING)
    grade = command(standing.GradeRisk)

    async def impatient() -> None:
        tasks = [asyncio.create_task(here.service.handle(request(STREET, grade, f"g-{n}"))) for n in range(20)]
        await asyncio.sleep(0.005)
        for task in tasks[::2]:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for n in range(20):  # whoever is unsure sends it again
            await here.service.handle(request(STREET, grade, f"g-{n}"))

    run(impatient())

    graded = [r.meta.command_id for r in here.store.log() if r.name == "lead.risk-graded/1"]
    assert sorted(graded) == sorted({f"g-{n}" for n in range(20)})
    assert here.do(STREET, grade).versions["lead/l1"] == 23


def test_nothing_lies_in_the_future_of_the_clock(database_url: str, tmp_path: Path) -> None:
    clock = Clock(NOON - timedelta(seconds=1))
    with process(database_url, tmp_path, clock) as early:
        assert early.refused(STREET, REGISTER).code == "command.future"
        clock.present = NOON
        assert early.do(STREET, REGISTER).first == 1


def test_a_transfer_opens_its_own_stream_in_the_same_append(here: Process) -> None:
    here.bring(Stage.VERIFYING)

    receipt = here.do(OFFICER, command(disposal.OpenTransfer))

    assert set(receipt.versions) == {"transfer/l1-1", "lead/l1"}
    assert here.refused(OFFICER, command(disposal.OpenTransfer)).code == "transfer.none-open"


def test_a_lead_number_counts_in_its_district_whoever_registers(here: Process) -> None:
    here.do(STREET, registration("l1"))
    here.do(OFFICER, registration("l2", OFFICER))
    here.do(OFFICER, command(intake.RegisterAssistance, lead="l3", office="370104", organ="x", division="370104"))

    assert [here.state(f"lead/l{n}").number[-4:] for n in (1, 2, 3)] == ["0001", "0002", "0003"]


def test_a_command_that_never_gets_its_turn_says_so_and_can_be_sent_again(here: Process, there: Process) -> None:
    here.do(STREET, REGISTER)
    here.service.patience = 0.0

    with pytest.raises(Contended):
        here.do(STREET, VERIFY, "c-verify")

    assert there.do(STREET, VERIFY, "c-verify").first == 3
