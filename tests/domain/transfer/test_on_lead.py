"""What the lead hears of its transfer, in the same append, and the ways back to the stage it held."""

import pytest

from domain.lead.disposal.commands import NoteCriminalEnd, NotePoliceFiling, TakeUpAgain
from domain.lead.disposal.events import CriminalEnded, PoliceFiled, TransferMoved
from domain.lead.stage import Stage
from domain.lead.vocabulary import TransferMark
from domain.transfer.stage import TransferStage
from tests.support.transfers import (
    ACCEPTED,
    SENT,
    District,
    altered,
    lead_events,
    paper,
    step,
    suspicion,
    walk,
    who,
)

MARKED = {
    "T3x": (("T2", "T2r"), TransferMark.REFUSED),
    "T2a": (("T2", "T2r", "T3x"), TransferMark.REPORTED_AGAIN),
    "T4": (SENT[:3], TransferMark.DELIVERED),
    "T5y": (ACCEPTED, TransferMark.NOT_POLICE_REMIT),
    "T8c": ((*ACCEPTED, "T6n"), TransferMark.FINAL_NOT_FILED),
    "T10n": ((*ACCEPTED, "T6n", "T8b"), TransferMark.FINAL_NOT_FILED),
}


def moved_to(district: District, stage: Stage) -> District:
    district.states[district.lead_stream] = district.current_lead._replace(stage=stage)
    return district


@pytest.mark.parametrize("name", MARKED)
def test_the_lead_hears_of_it_at_the_stage_it_has_and_is_pointed_at_the_event(name: str) -> None:
    before, mark = MARKED[name]
    district = moved_to(walk(before), Stage.INTERVIEW)

    events = district.do(step(name, district), who(name))

    (heard,) = lead_events(events)
    assert isinstance(heard, TransferMoved)
    assert (heard.mark, heard.track, heard.track_version) == (mark, "transfer/lead-7-1", district.current.version)
    assert (heard.move, heard.came_from, heard.stage) == (name, Stage.INTERVIEW, Stage.INTERVIEW)


@pytest.mark.parametrize("name", ["T2", "T2r", "T3", "T5", "T5s", "T5x", "T6n", "T8a", "T8b"])
def test_of_the_other_steps_the_lead_hears_nothing(name: str) -> None:
    whole = (*ACCEPTED, "T6n", "T8a") if name == "T8a" else (*ACCEPTED, "T6n", "T8b")
    ways = {"T5s": (*ACCEPTED, "T5s"), "T5x": (*ACCEPTED, "T5x")}
    steps = ways.get(name, whole)
    district = walk(steps[: steps.index(name)])

    assert lead_events(district.do(step(name, district), who(name))) == []


@pytest.mark.parametrize("before", [ACCEPTED, (*ACCEPTED, "T6n", "T8a"), (*ACCEPTED, "T6n", "T8b", "T10o")])
def test_a_filing_makes_the_lead_criminal_and_records_the_stage_held(before: tuple[str, ...]) -> None:
    district = moved_to(walk(before), Stage.DETERMINED)

    marked, filed = lead_events(district.do(step("T6", district)))

    assert isinstance(marked, TransferMoved)
    assert isinstance(filed, PoliceFiled)
    assert (marked.mark, marked.stage) == (TransferMark.FILED, Stage.DETERMINED)
    assert (filed.move, filed.came_from, filed.stage, filed.own_motion) == (
        "M18", Stage.DETERMINED, Stage.CRIMINAL, False,
    )  # fmt: skip
    assert (filed.police, filed.offence) == ("示例区公安分局", "非法吸收公众存款")
    assert (district.current_lead.stage, district.current_lead.filed_from) == (Stage.CRIMINAL, Stage.DETERMINED)


@pytest.mark.parametrize("stage", [Stage.CRIMINAL, Stage.MERGED])
def test_a_lead_already_criminal_or_merged_is_not_moved_by_a_filing(stage: Stage) -> None:
    district = moved_to(walk(ACCEPTED), stage)

    (heard,) = lead_events(district.do(step("T6", district)))

    assert isinstance(heard, TransferMoved)
    assert district.current_lead.stage is stage


def test_the_police_may_name_another_offence_than_the_organ_did() -> None:
    district = walk(ACCEPTED)

    _, filed = lead_events(district.do(altered(step("T6", district), offence="集资诈骗")))

    assert isinstance(filed, PoliceFiled)
    assert filed.offence == "集资诈骗"


def test_what_the_police_send_back_returns_the_lead_to_the_stage_held_at_filing() -> None:
    district = walk((*ACCEPTED, "T6"))

    (ended,) = lead_events(district.do(step("T12", district)))

    assert isinstance(ended, CriminalEnded)
    assert (ended.move, ended.came_from, ended.stage) == ("M19", Stage.CRIMINAL, Stage.VERIFYING)
    assert district.current_lead.stage is Stage.VERIFYING


def test_a_return_moves_nothing_that_another_filing_made_criminal() -> None:
    district = walk(ACCEPTED)
    today = district.now.date()
    district.do(
        NotePoliceFiling(lead="lead-7", occurred=district.now, notice=paper(), police="别的公安", filed_on=today)
    )
    district.do(step("T6", district))

    assert lead_events(district.do(step("T12", district))) == []
    assert district.current_lead.stage is Stage.CRIMINAL


def test_a_return_does_not_call_a_lead_back_that_has_moved_on() -> None:
    district = moved_to(walk((*ACCEPTED, "T6")), Stage.FOLLOW_UP)

    assert lead_events(district.do(step("T12", district))) == []
    assert district.current_lead.stage is Stage.FOLLOW_UP


def test_a_return_entered_after_the_lead_went_back_by_itself_moves_nothing() -> None:
    district = walk((*ACCEPTED, "T6"))
    end = step("T12", district).end  # type: ignore[attr-defined]
    district.do(NoteCriminalEnd(lead="lead-7", occurred=district.now, end=end, notice=paper()))

    assert lead_events(district.do(step("T12", district))) == []
    assert district.current_lead.stage is Stage.VERIFYING


@pytest.mark.parametrize("ending", [("T6n", "T8c"), ("T5y",), ("T6n", "T8b", "T10n")])
def test_not_filed_for_good_the_organ_takes_the_case_up_where_it_stood_at_transfer(ending: tuple[str, ...]) -> None:
    district = moved_to(walk((*ACCEPTED, *ending)), Stage.INTERVIEW)
    again = TakeUpAgain(lead="lead-7", occurred=district.now, transfer="transfer/lead-7-1", reason="依法处理")

    district.do(again)

    assert district.current_lead.stage is Stage.VERIFYING
    assert district.refused(again).code == "take-up-again.held"


def test_while_the_remedies_run_the_lead_is_not_taken_up() -> None:
    district = walk((*ACCEPTED, "T6n"))
    again = TakeUpAgain(lead="lead-7", occurred=district.now, transfer="transfer/lead-7-1", reason="依法处理")

    assert district.refused(again).code == "take-up-again.held"


def test_reported_again_the_transfer_is_open_again_and_no_other_begins() -> None:
    district = walk(("T2", "T2r", "T3x", "T2a"))

    assert district.refused(suspicion(district.now)).code == "transfer.none-open"


def test_a_transfer_that_ended_makes_room_for_another() -> None:
    district = walk((*ACCEPTED, "T6n", "T8c"))

    district.open()

    assert (district.transfer, district.current.stage) == ("lead-7-2", TransferStage.SUSPECTED)
