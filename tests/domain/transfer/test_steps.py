"""From suspicion to the police: who may, what is written, which number the letter carries."""

from typing import get_args

import pytest

from domain.actor import Actor
from domain.catalogue import CATALOGUE
from domain.lead.shapes import Officer, Paper
from domain.lead.stage import EVERY, Stage
from domain.numbers import NumberIssued
from domain.transfer import events as e
from domain.transfer.stage import TransferStage
from tests.support.transfers import (
    ACCEPTED,
    ACTING,
    DEPUTY,
    HANDLER,
    HEAD,
    LETTER,
    REGULATOR,
    REGULATORS,
    SENT,
    STREET,
    VERIFYING,
    District,
    altered,
    bundle,
    step,
    suspicion,
    walk,
    who,
)

OPINION = Paper(title="检察意见书", reference="示检意〔2022〕1号")
REPORTED = ("T2", "T2r")


def at(stage: Stage, *, suspended: bool = False) -> District:
    return District(VERIFYING._replace(stage=stage, suspended=suspended))


@pytest.mark.parametrize("stage", EVERY)
def test_a_transfer_starts_at_every_stage_of_a_lead_and_keeps_it(stage: Stage) -> None:
    district = at(stage)

    district.open()

    assert district.current_lead.stage is stage
    assert (district.current.stage, district.current.held) == (TransferStage.SUSPECTED, stage)


@pytest.mark.parametrize("stage", EVERY)
def test_without_determination_amount_or_fine_even_a_suspended_lead_goes_to_the_police(stage: Stage) -> None:
    assert walk(SENT, at(stage, suspended=True)).current.stage is TransferStage.DELIVERED


def test_a_proposal_to_close_is_no_stage_to_come_back_to() -> None:
    district = District(VERIFYING._replace(stage=Stage.CLOSING, closing_from=Stage.MONITORING))

    district.open()

    assert district.current.held is district.current_lead.transfers[0].held is Stage.MONITORING


def test_tracks_are_named_after_the_lead_and_counted() -> None:
    district = walk((*REPORTED, "T3x"))

    district.open()

    assert [ref.track for ref in district.current_lead.transfers] == ["transfer/lead-7-1", "transfer/lead-7-2"]


def test_an_opinion_of_the_procuratorate_is_kept_as_the_origin() -> None:
    (_, begun), _ = District().open(opinion=OPINION)

    assert isinstance(begun, e.TransferSuspected)
    assert begun.by_opinion == OPINION


def test_one_transfer_at_a_time() -> None:
    district = walk(())

    assert district.refused(suspicion(district.now)).code == "transfer.none-open"


@pytest.mark.parametrize("head", [HEAD, ACTING], ids=lambda actor: actor.id)
@pytest.mark.parametrize("decision", ["T3", "T3x"])
def test_the_head_or_the_acting_head_decides(head: Actor, decision: str) -> None:
    district = walk(REPORTED)

    (_, event), *_ = district.do(step(decision, district), head)

    assert isinstance(event, e.TransferApproved | e.TransferRefused)
    assert (event.signer, event.position) == (head.id, head.position)


@pytest.mark.parametrize("decision", ["T3", "T3x"])
def test_a_deputy_does_not_decide(decision: str) -> None:
    district = walk(REPORTED)

    denied = district.refused(step(decision, district), DEPUTY)

    assert (denied.code, denied.missing and denied.missing.grade) == ("permission.grade", "principal-or-acting")


@pytest.mark.parametrize("name", ["T2", "T3", "T3x", "T4", "T5", "T8b", "T8c"])
def test_a_street_never_takes_a_step_of_a_transfer_whoever_heads_it(name: str) -> None:
    before = {"T2": (), "T3": REPORTED, "T3x": REPORTED, "T4": SENT[:3], "T5": SENT}.get(name, (*ACCEPTED, "T6n"))
    district = walk(before)

    assert district.refused(step(name, district), STREET).code == "permission.level"


def test_a_street_does_not_open_one() -> None:
    district = District()

    assert district.refused(suspicion(district.now), STREET).code == "permission.level"


def test_a_regulator_transfers_its_own_case_under_its_own_number() -> None:
    district = District(VERIFYING._replace(office=REGULATOR.office))
    district.open(REGULATOR)
    team = tuple(Officer(id=each.id, certificate=f"Z-{each.id}") for each in REGULATORS)

    district.do(altered(step("T2", district), team=team), REGULATOR)
    for name in ("T2r", "T3"):
        district.do(step(name, district), REGULATOR)

    assert (district.current.organ, district.current.number) == ("示例区市场监督管理局", "示市监移送〔2022〕1号")


def test_the_letter_gets_the_next_number_of_the_organ_at_approval() -> None:
    district = walk(REPORTED)
    stream = "numbers/370104-fin/transfer/2022"

    approved, drawn = district.do(step("T3", district), HEAD)

    assert drawn == (stream, NumberIssued(sequence=1, number=LETTER, used_by="transfer/lead-7-1"))
    assert isinstance(approved[1], e.TransferApproved)
    assert approved[1].number == LETTER


def test_a_refusal_draws_no_number_and_leaves_no_gap() -> None:
    district = walk((*REPORTED, "T3x", "T2a", "T3"))

    assert district.current.number == LETTER


def test_the_second_letter_of_the_year_is_number_two() -> None:
    district = walk((*ACCEPTED, "T5y"))
    walk(REPORTED, district)

    district.do(step("T3", district), HEAD)

    assert district.current.number == "示金监移送〔2022〕2号"


def test_what_goes_to_the_police_is_in_the_organs_own_name_and_number() -> None:
    district = walk(SENT[:3])

    (_, event), *_ = district.do(step("T4", district))

    assert isinstance(event, e.TransferDelivered)
    assert (event.organ, event.number, event.bundle) == ("示例区地方金融监督管理局", LETTER, bundle())


@pytest.mark.parametrize("division", ["370104", "370104000000"])
def test_the_police_are_those_of_the_same_level_and_area(division: str) -> None:
    district = walk(SENT[:3])

    district.do(altered(step("T4", district), police_division=division))

    assert district.current.stage is TransferStage.DELIVERED


def test_police_of_another_area_have_the_case_by_a_paper() -> None:
    district = walk(SENT[:3])
    there = altered(step("T4", district), police_division="370105")

    denied = district.refused(there)
    assert (denied.code, denied.facts[0].found) == ("transfer.own-area", "370105")
    designation = Paper(title="指定管辖决定书", reference="示例〔2022〕2号")
    (_, event), *_ = district.do(altered(there, designation=designation))

    assert isinstance(event, e.TransferDelivered)
    assert event.bundle.other == (*bundle().other, designation)


@pytest.mark.parametrize("name", ["T2", "T2r", "T3", "T3x", "T4", "T5t", "T7"])
def test_a_limit_of_hours_or_days_never_bars_the_late_duty(name: str) -> None:
    before: dict[str, tuple[str, ...]] = {
        "T2": (), "T2r": ("T2",), "T3": REPORTED, "T3x": REPORTED, "T4": SENT[:3],
        "T5t": (*ACCEPTED, "T5s"), "T7": (*ACCEPTED, "T6"),
    }  # fmt: skip
    district = walk(before[name])

    district.wait(days=100)

    assert district.do(step(name, district), who(name))


def test_what_was_done_yesterday_is_entered_today_with_its_own_time() -> None:
    district = walk(SENT)
    yesterday = district.now
    district.wait(days=1)

    district.do(altered(step("T5", district), occurred=yesterday))

    assert district.current.accepted == yesterday


def test_passing_on_starts_a_new_receipt_at_the_police_now_competent() -> None:
    district = walk((*ACCEPTED, "T5x"))
    elsewhere, forgotten = district.current.police, district.current.accepted
    district.wait(hours=1)
    district.do(step("T5", district))

    assert forgotten is None
    assert (district.current.police, district.current.accepted) == (elsewhere, district.now)


def test_asking_for_papers_does_not_restart_the_limit_of_the_police() -> None:
    district = walk(ACCEPTED)
    accepted = district.current.accepted
    for name in ("T5s", "T5t"):
        district.wait(hours=1)
        district.do(step(name, district))

    assert district.current.accepted == accepted


def test_the_version_counts_the_events_of_the_stream() -> None:
    district = walk((*ACCEPTED, "T6", "T6m", "T7"))
    mine = [event for stream, event in district.log if stream == "transfer/lead-7-1"]

    assert district.current.version == len(mine) == 9


def test_every_event_of_a_transfer_has_a_stored_name_and_stands_in_the_union() -> None:
    named = {kind for name, kind in CATALOGUE.items() if name.startswith("transfer.")}

    assert named == set(get_args(e.AnyTransferEvent))


def test_a_transfer_that_was_never_opened_takes_no_step() -> None:
    district = District()

    assert district.refused(step("T2", district), HANDLER).code == "move.not-from-here"
