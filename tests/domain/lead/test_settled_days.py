"""What rests on a refund, a petition, a measure, a transfer is dated no earlier than that was settled."""

from datetime import date, datetime, timedelta
from typing import Final

import pytest

from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.inquiry import commands as inquiry
from domain.lead.settling import RESTS_ON
from domain.lead.shapes import Paper
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.state import Inquiry, TransferRef
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter, Milestone, TransferMark
from tests.support.leads import command, elements, lead_at
from tests.support.people import DEPUTY, OFFICER, PRINCIPAL, STREET
from tests.support.roads import Step, at, on_the_way, registration, sign
from tests.support.samples import NOON
from tests.support.scenario import Scenario
from workflows.procedures.lead import LEAD

M = Milestone


def day(count: int) -> datetime:
    return NOON + timedelta(days=count)


def reached(milestone: Milestone, count: int, item: str = "") -> Step:
    """A milestone is recorded at its own date."""
    return OFFICER, command(
        disposal.RecordMilestone, milestone=milestone, item=item, occurred=day(count), reason="示例理由"
    )


def follow(count: int, until: date) -> closing.StartFollowUp:
    act: closing.StartFollowUp = command(closing.StartFollowUp, occurred=day(count), observe_until=until)
    return act


def propose(count: int) -> closing.ProposeClosing:
    act: closing.ProposeClosing = command(closing.ProposeClosing, occurred=day(count))
    return act


REFUNDED: Final = reached(M.REFUND_COMPLETED, 190)
PETITION: Final = (reached(M.PETITION_REGISTERED, 30, "p1"), reached(M.PETITION_ENDED, 90, "p1"))


def test_follow_up_does_not_begin_before_the_refund_was_settled() -> None:
    refunded = on_the_way(REFUNDED, start=at(Stage.DISPOSING)).by(OFFICER)

    refunded.when(follow(0, date(2022, 6, 2))).then_refused(
        "settled.order", rule="M21a", cites="office order-of-acts", fact="refund.completed#, 2022-09-08"
    )
    refunded.when(follow(189, date(2023, 2, 2))).then_refused("settled.order")
    assert refunded.when(follow(190, date(2023, 2, 2))).then().lead.stage is Stage.FOLLOW_UP


def test_papers_that_reach_the_keyboard_late_are_entered_in_order() -> None:
    """All of it on one day, long afterwards: each at its own date."""
    road = (
        reached(M.REFUND_COMPLETED, 10), (OFFICER, follow(11, date(2022, 7, 1))), *PETITION,
        (OFFICER, propose(130)), (PRINCIPAL, command(closing.ApproveClosing, occurred=day(131))),
    )  # fmt: skip

    assert on_the_way(*road, start=at(Stage.DISPOSING)).lead.stage is Stage.CLOSED


def test_follow_up_begins_before_its_petitions_end() -> None:
    """M21a rests on none of them: they are what is followed up."""
    started = on_the_way(reached(M.REFUND_COMPLETED, 10), *PETITION, start=at(Stage.DISPOSING))

    on_the_way((OFFICER, follow(11, date(2022, 7, 1))), start=started)


def test_no_closing_is_proposed_before_the_last_petition_ended() -> None:
    ended = on_the_way(*PETITION, start=at(Stage.RULED_OUT)).by(OFFICER)

    ended.when(propose(1)).then_refused("settled.order", rule="M22", fact="petition.ended#p1, 2022-05-31")
    ended.when(propose(90)).then()


def test_no_closing_is_approved_before_what_was_settled_since_the_proposal() -> None:
    ended = on_the_way(*PETITION, start=at(Stage.CLOSING)).by(PRINCIPAL)

    ended.when(command(closing.ApproveClosing, occurred=day(1))).then_refused("settled.order", rule="M23")
    ended.when(command(closing.ApproveClosing, occurred=day(90))).then()


def test_no_closing_and_no_other_transfer_is_dated_before_a_transfer_ended() -> None:
    over = TransferRef("transfer/l1-1", TransferMark.FINAL_NOT_FILED, Stage.VERIFYING, on=day(90).date())
    ended = Scenario({"lead/l1": lead_at(Stage.RULED_OUT, OFFICER, transfers=(over,))}).by(OFFICER)
    fact = "transfer 1, final-not-filed, 2022-05-31"

    for kind in (closing.ProposeClosing, disposal.OpenTransfer):
        ended.when(command(kind, occurred=day(1))).then_refused("settled.order", fact=fact)
        ended.when(command(kind, occurred=day(90))).then()


def test_no_merger_is_dated_before_a_petition_of_the_lead_ended() -> None:
    road = ((STREET, registration("l2")), *PETITION, sign(Matter.MERGER))
    ended = on_the_way(*road, start=at(Stage.VERIFYING)).by(OFFICER)

    ended.when(command(standing.MergeLead, occurred=day(89))).then_refused("settled.order", rule="M28")
    ended.when(command(standing.MergeLead, occurred=day(90))).then()


def test_no_inquiry_rules_out_before_its_measures_were_released() -> None:
    road = (reached(M.MEASURE_IN_FORCE, 5, "m1"), reached(M.MEASURE_RELEASED, 50, "m1"))
    lead = lead_at(Stage.INVESTIGATING, OFFICER, inquiry=Inquiry(evidence=1, opinions=1, heard=True))
    released = on_the_way(*road, start=Scenario({"lead/l1": lead})).by(OFFICER)

    for count, code in ((49, "settled.order"), (50, "")):
        act = command(inquiry.RuleOutAfterInquiry, occurred=day(count), elements=elements(present=False))
        done = released.when(act)
        done.then_refused(code, rule="M14") if code else done.then()


@pytest.mark.parametrize(("opener", "end"), [
    (M.PETITION_REGISTERED, M.PETITION_ENDED), (M.PETITION_REGISTERED, M.PETITION_HANDED_OVER),
    (M.MEASURE_IN_FORCE, M.MEASURE_RELEASED), (M.PENALTY_FILED, M.PENALTY_NONE), (M.REFUND_OPEN, M.REFUND_COMPLETED),
])  # fmt: skip
def test_nothing_is_settled_before_it_began_nor_by_a_second_word(opener: Milestone, end: Milestone) -> None:
    begun = on_the_way(reached(opener, 30, "7"), start=at(Stage.DISPOSING))
    (_, early), (actor, right) = reached(end, 29, "7"), reached(end, 30, "7")

    begun.when(early).then_refused("milestone.order", rule="E21", fact="2022-03-31 ≥ 2022-04-01")
    settled = begun.by(actor).when(right).then()
    settled.when(early).then_refused("milestone.order")


def test_a_wrong_day_is_put_right_by_recording_the_milestone_again() -> None:
    typed_wrong = on_the_way(reached(M.REFUND_COMPLETED, 400), start=at(Stage.DISPOSING)).by(OFFICER)
    follow_up = follow(40, date(2022, 7, 20))

    typed_wrong.when(follow_up).then_refused("settled.order")
    on_the_way(reached(M.REFUND_COMPLETED, 40), (OFFICER, follow_up), start=typed_wrong)


def test_a_corrected_date_does_not_lie_before_what_the_act_rests_on() -> None:
    road = (*PETITION, (OFFICER, propose(95)), (PRINCIPAL, command(closing.ApproveClosing, occurred=day(96))))
    closed = on_the_way(*road, start=at(Stage.RULED_OUT)).by(DEPUTY)

    def corrected(count: int) -> standing.CorrectDate:
        act: standing.CorrectDate = command(
            standing.CorrectDate, occurred=day(99), act="M22", happened_on=day(count).date(),
            paper=Paper(title="示例", reference="示例1号"),
        )  # fmt: skip
        return act

    closed.when(corrected(89)).then_refused("date.between", fact="≥ 2022-05-31，")
    closed.when(corrected(90)).then()


def test_nothing_is_monitored_before_it_was_graded() -> None:
    graded = on_the_way(
        sign(Matter.MONITORING), (STREET, command(standing.GradeRisk, occurred=day(20))),
        (STREET, command(standing.GradeRisk, occurred=day(30))), start=at(Stage.VERIFYING),
    )  # fmt: skip

    def monitored(count: int) -> verification.Monitor:
        act: verification.Monitor = command(verification.Monitor, occurred=day(count), review_on=date(2022, 7, 20))
        return act

    graded.when(monitored(19)).then_refused("monitor.grade", rule="M06", fact="2022-03-21 ≥ 2022-03-22")
    graded.when(monitored(20)).then()


def test_the_table_names_moves_of_the_procedure() -> None:
    assert set(RESTS_ON) <= {row.id for row in LEAD.rows}
