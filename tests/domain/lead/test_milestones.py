"""A track begins where the law has room for it, ends what was begun, and no fine is taken in place of a transfer."""

from datetime import timedelta
from typing import Any, Final

import pytest

from domain.lead.disposal.events import MilestoneRecorded
from domain.lead.disposal.guards import REASONED
from domain.lead.disposal.milestones import BEGINS, FOLLOWS
from domain.lead.stage import EVERY, Stage
from domain.lead.state import Inquiry, Item, TransferRef
from domain.lead.vocabulary import Milestone, Source, Track, TransferMark
from tests.support.leads import Case, legal
from tests.support.samples import NOON
from tests.support.scenario import judged
from workflows.procedures.lead import LEAD

E21: Final = next(row for row in LEAD.rows if row.id == "E21")
FIRST: Final = {
    Track.REFUND: Milestone.REFUND_OPEN, Track.MEASURE: Milestone.MEASURE_IN_FORCE,
    Track.PENALTY: Milestone.PENALTY_FILED, Track.PETITION: Milestone.PETITION_REGISTERED,
    Track.REWARD: Milestone.REWARD_OPEN, Track.WARNING: Milestone.WARNING_PUBLISHED,
}  # fmt: skip


def recorded(milestone: Milestone, stage: Stage = Stage.DISPOSING, item: str = "", **lead: Any) -> Case:  # noqa: ANN401 - fields of the lead
    """A milestone is recorded on a lead at a stage."""
    return legal(E21, stage).where(**lead).but(milestone=milestone, item=item, reason="示例理由")


def fine(stage: Stage = Stage.DISPOSING, *, determined: bool = True, **lead: Any) -> Case:  # noqa: ANN401 - fields of the lead
    """A fine was paid."""
    return recorded(Milestone.PENALTY_EXECUTED, stage, inquiry=Inquiry(determined=determined), **lead)


@pytest.mark.parametrize("stage", EVERY)
@pytest.mark.parametrize("track", Track)
def test_a_track_begins_only_at_the_stages_of_the_table_and_goes_on_at_any(track: Track, stage: Stage) -> None:
    begun = judged(recorded(FIRST[track], stage))

    if stage in BEGINS[track]:
        begun.then()
    else:
        begun.then_refused("milestone.begins", rule="E21", cites="R737 25", fact=stage)
    judged(recorded(FIRST[track], stage, items=(Item("7", FIRST[track]),))).then()


def test_no_fine_is_taken_of_a_lead_that_was_only_registered() -> None:
    judged(fine(Stage.REGISTERED, determined=False)).then_refused("milestone.begins", cites="APL 54")


def test_no_fine_is_taken_before_the_determination() -> None:
    judged(fine(Stage.INVESTIGATING, determined=False)).then_refused("penalty.determined", cites="R737 30")
    judged(fine()).then()


@pytest.mark.parametrize("mark", TransferMark)
def test_no_fine_is_taken_in_place_of_a_transfer(mark: TransferMark) -> None:
    over = {TransferMark.REFUSED, TransferMark.FILED, TransferMark.FINAL_NOT_FILED, TransferMark.NOT_POLICE_REMIT}
    paid = judged(fine(transfers=(TransferRef("transfer/l1-1", mark, Stage.DISPOSING),)))

    if mark in over:
        paid.then()
    else:
        paid.then_refused("penalty.transfer", rule="E21", cites="R310 11", fact="transfer 1")


def test_no_fine_is_taken_beside_the_criminal_procedure_but_one_paid_before_is_entered_late() -> None:
    next_day = NOON + timedelta(days=1)

    for stage in (Stage.CRIMINAL, Stage.FOLLOW_UP, Stage.CLOSING, Stage.INVESTIGATING):
        refused = judged(fine(stage, filed_at=NOON))
        refused.then_refused("penalty.transfer", cites="R310 11", fact="before the police filed")
        judged(fine(stage, filed_at=next_day)).then()
    judged(fine(Stage.CLOSING, closing_from=Stage.DISPOSING)).then()


@pytest.mark.parametrize(("end", "opener"), FOLLOWS.items())
def test_nothing_ends_that_never_began_and_the_way_out_names_what_is_open(end: Milestone, opener: Milestone) -> None:
    items = (Item("甲1", opener), Item("乙2", opener))

    judged(recorded(end, item="甲1")).then_refused("milestone.item", rule="E21", fact=opener)
    judged(recorded(end, item="丙3", items=items)).then_refused("milestone.item", fact="丙3 甲1, 乙2")
    judged(recorded(end, items=items)).then_refused("milestone.item", fact="甲1, 乙2")
    judged(recorded(end, item="甲1", items=items)).then()


def test_a_wrong_end_is_put_right_by_another() -> None:
    ended = (Item("7", Milestone.PETITION_ENDED),)

    judged(recorded(Milestone.PETITION_HANDED_OVER, item="7", items=ended)).then()


def test_a_reward_is_decided_for_this_lead_a_tip_taken_in_or_one_that_waits() -> None:
    decided, waiting = Milestone.REWARD_DECIDED, (Item("奖1", Milestone.REWARD_OPEN),)

    for item in ("", "l1", "l7", "奖1"):
        judged(recorded(decided, item=item, source=Source.TIP, tips=("l7",), items=waiting)).then()
    judged(recorded(decided, item="l8", tips=("l7",))).then_refused("milestone.item", fact="l8")


def test_every_end_of_a_petition_and_of_a_measure_has_its_beginning() -> None:
    for track in (Track.MEASURE, Track.PETITION, Track.WARNING):
        assert {m for m in Milestone if m.track is track} == {FIRST[track], *(m for m in FOLLOWS if m.track is track)}
    assert all(FIRST[end.track] is opener for end, opener in FOLLOWS.items())


@pytest.mark.parametrize("milestone", sorted(REASONED))
def test_a_partial_refund_and_no_penalty_are_taken_with_reasons(milestone: Milestone) -> None:
    judged(recorded(milestone)).then(MilestoneRecorded)
