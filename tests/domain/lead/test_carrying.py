"""A lead from an older ledger stands where that says, and from there on every guard asks for what it asks for."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest

from domain.instants import day_of
from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.inquiry import commands as inquiry
from domain.lead.intake.carrying import CARRIABLE, NO_DEADLINE, NO_PAPER, left_open
from domain.lead.intake.commands import CarryOverLead, NoteReceipt, RefuseLead
from domain.lead.intake.events import LeadCarriedOver
from domain.lead.interview import commands as interview
from domain.lead.stage import Stage
from domain.lead.standing.commands import CorrectDate, MergeLead
from domain.lead.state import Lead
from domain.lead.verification import commands as verification
from domain.lead.verification.commands import LookAgain
from domain.lead.vocabulary import Matter, Milestone
from domain.procedure import Denied, Ruling
from tests.support.leads import LATER, command
from tests.support.people import OFFICER, PRINCIPAL, STREET
from tests.support.roads import sign
from tests.support.samples import NOON
from tests.support.scenario import Scenario, given
from workflows.procedures.lead import LEAD

SINCE: Final = date(2022, 4, 1)
AFTER: Final = datetime(2022, 4, 2, 4, tzinfo=UTC)
S = Stage


def carry(stage: Stage, **changes: object) -> CarryOverLead:
    own = {"office": OFFICER.office, "organ": OFFICER.organ, "division": OFFICER.division, "handler": ""}
    made: CarryOverLead = command(CarryOverLead, **{**own, "stated_stage": stage, "since": SINCE, **changes})
    return made


def carried(stage: Stage, **changes: object) -> Scenario:
    """The lead as the ledger has it, brought by an officer of the authority."""
    scenario = given().by(OFFICER).when(carry(stage, **changes))
    scenario.then()
    return scenario


def signed(scenario: Scenario, matter: Matter) -> Scenario:
    leader, paper = sign(matter)
    done = scenario.by(leader).when(command(type(paper), matter=matter, occurred=AFTER))
    done.then()
    return done.by(OFFICER)


@pytest.mark.parametrize("stage", CARRIABLE)
def test_it_stands_at_the_stage_stated_since_the_day_stated(stage: Stage) -> None:
    lead = carried(stage).lead

    assert (lead.stage, day_of(lead.since), day_of(lead.latest)) == (stage, SINCE, SINCE)
    assert (lead.since.tzinfo, lead.latest.tzinfo) == (UTC, UTC)  # as every moment that an event hands on is stored
    assert lead.carried is not None
    assert (lead.carried.by, lead.carried.row, lead.carried.since) == (OFFICER.id, 3, SINCE)
    assert lead.number == "370104-2023-0001"


def test_its_event_says_where_it_is_written_and_who_brought_it() -> None:
    (event, _) = (event for _, event in carried(S.DETERMINED, old_number="旧-7").decision)

    assert isinstance(event, LeadCarriedOver)
    assert (event.move, event.occurred, event.digest, event.row) == ("M00", NOON, "0" * 64, 3)
    assert (event.old_number, event.reference, event.carried_by) == ("旧-7", "示例〔2022〕1号", OFFICER.id)


@pytest.mark.parametrize("stage", sorted(set(Stage) - set(CARRIABLE)))
def test_what_begins_or_ends_here_is_not_carried_over(stage: Stage) -> None:
    given().by(OFFICER).when(carry(stage)).then_refused("carry.stage", fact=stage)


@pytest.mark.parametrize("stage", CARRIABLE)
def test_a_paper_without_a_number_keeps_no_stage_out_and_is_told_as_missing(stage: Stage) -> None:
    was = carried(stage, reference=" ").lead.carried

    assert was is not None
    rests = stage in {S.DETERMINED, S.DISPOSING, S.CRIMINAL}
    assert (NO_PAPER in left_open(was.stage, was.reference, was.due)) is rests


def test_with_its_number_and_its_deadline_nothing_is_missing() -> None:
    assert left_open(S.CRIMINAL, "示例〔2022〕1号", None) == ()
    assert left_open(S.RECTIFYING, "", SINCE) == ()
    assert left_open(S.RECTIFYING, "", None) == (NO_DEADLINE,)


def test_a_street_carries_no_determination_over_and_learns_who_does() -> None:
    denied = given().by(STREET).when(carry(S.DETERMINED, office=STREET.office)).then_refused("carry.level")

    assert denied.missing is not None
    assert denied.missing.levels == CARRIABLE[S.DETERMINED].levels


@pytest.mark.parametrize("row", [row for row in LEAD.rows if row.id == "M00"], ids=lambda row: str(row.target))
def test_whoever_may_carry_a_stage_over_may_bring_a_lead_there(row: object) -> None:
    levels, target = row.levels, row.target  # type: ignore[attr-defined] # a row of the table
    able = {level for each in LEAD.rows if each.target is target and each.id != "M00" for level in each.levels}

    assert set(levels) <= able


def test_a_day_that_is_not_there_yet_is_no_day_of_a_stage() -> None:
    given().by(OFFICER).when(carry(S.VERIFYING, since=date(2023, 6, 2))).then_refused("carry.since", fact="2023-06-01")


def test_a_stage_does_not_begin_before_the_registration() -> None:
    lead = carried(S.VERIFYING, since=day_of(NOON) - timedelta(days=30)).lead

    assert lead.since == NOON


def test_nothing_that_follows_is_dated_before_the_stage_stated() -> None:
    carried(S.VERIFYING).when(command(verification.RuleOut, occurred=NOON)).then_refused("command.order")
    carried(S.INTERVIEW).when(command(interview.RecordInterview, occurred=NOON)).then_refused("command.order")
    carried(S.VERIFYING).when(command(verification.RuleOut, occurred=AFTER)).then()


@pytest.mark.parametrize(
    ("stage", "follows", "code"),
    [
        (S.INTERVIEW, interview.OrderRectification, "order.minutes"),
        (S.INTERVIEW, interview.ReturnToVerification, "interview.held"),
        (S.RECTIFYING, interview.AcceptRectification, "recheck.positive"),
        (S.INVESTIGATING, inquiry.Determine, "determine.evidence"),
        (S.INVESTIGATING, inquiry.RuleOutAfterInquiry, "determine.evidence"),
        (S.DETERMINED, disposal.OrderStop, "signature.stop-order"),
        (S.MONITORING, closing.ProposeClosing, "close.observation"),
        (S.FOLLOW_UP, closing.ProposeClosing, "close.observation"),
        (S.REFERRED, closing.ProposeClosing, "close.receipt"),
        (S.REFERRED_ELSEWHERE, closing.ProposeClosing, "close.receipt"),
        (S.CLOSED, closing.ReopenLead, "signature.reopening"),
        (S.ARCHIVED, closing.ReopenLead, "signature.reopening"),
        (S.NOT_ACCEPTED, closing.ReopenLead, "signature.reopening"),
        (S.VERIFYING, verification.Monitor, "monitor.grade"),
        (S.VERIFYING, interview.SummonInterview, "signature.interview-notice"),
        (S.VERIFYING, RefuseLead, "move.not-from-here"),
    ],
)
def test_the_ledger_is_no_proof_of_what_a_guard_asks_for(stage: Stage, follows: type, code: str) -> None:
    carried(stage, participants=None, due=LATER).when(command(follows, occurred=AFTER)).then_refused(code)


@pytest.mark.parametrize("stage", [S.DISPOSING, S.CRIMINAL])
def test_disposal_closes_only_over_the_outcome_of_its_refund(stage: Stage) -> None:
    close = command(closing.ProposeClosing, occurred=AFTER)
    scenario = carried(stage, participants=None)
    scenario.when(close).then_refused("close.refund", cites="R737 25")

    refund = command(disposal.RecordMilestone, milestone=Milestone.REFUND_COMPLETED, occurred=AFTER)
    scenario.when(refund).when(close).then()


@pytest.mark.parametrize("stage", [S.DISPOSING, S.CRIMINAL, S.MONITORING])
def test_people_counted_by_the_ledger_are_known_and_followed_up(stage: Stage) -> None:
    scenario = carried(stage, participants=12, due=date(2022, 4, 1))

    scenario.when(command(closing.ProposeClosing, occurred=AFTER)).then_refused("close.no-participants")


def test_follow_up_has_an_end_and_asks_for_the_refund() -> None:
    scenario = carried(S.FOLLOW_UP, due=date(2022, 4, 2))

    assert scenario.lead.participants_known
    scenario.when(command(closing.ProposeClosing, occurred=AFTER)).then_refused("close.refund")


@pytest.mark.parametrize("stage", [S.FOLLOW_UP, S.MONITORING])
def test_an_observation_without_an_end_would_be_over_before_it_began(stage: Stage) -> None:
    given().by(OFFICER).when(carry(stage, due=None)).then_refused("carry.due", cites="office observation-longest")


@pytest.mark.parametrize("stage", [S.FOLLOW_UP, S.MONITORING])
@pytest.mark.parametrize(
    ("since", "due", "begun"),
    [
        (SINCE, date(1800, 1, 1), SINCE),
        (SINCE, SINCE - timedelta(days=1), SINCE),
        (date(2021, 1, 1), date(2022, 3, 1), day_of(NOON)),  # it began with the registration
        (SINCE, date(3022, 9, 2), SINCE),
    ],
)
def test_an_observation_does_not_end_before_it_began_nor_in_another_age(
    stage: Stage, since: date, due: date, begun: date
) -> None:
    wrong = given().by(OFFICER).when(carry(stage, since=since, due=due))

    wrong.then_refused("carry.due", rule="M00", cites="office carrying-over", fact=f"{due} {begun} – ")
    carried(stage, since=since, due=begun)


def test_a_rectification_may_be_overdue_since_before_the_last_news_of_it() -> None:
    assert carried(S.RECTIFYING, due=date(2022, 3, 15)).lead.interview.deadline == date(2022, 3, 15)


def test_a_case_with_the_police_goes_on_without_the_number_of_its_paper() -> None:
    scenario = carried(S.CRIMINAL, reference="", participants=None)
    handed = command(disposal.RecordMilestone, milestone=Milestone.REFUND_JUDICIAL_HANDOVER, occurred=AFTER)
    proposed = scenario.when(handed).when(command(closing.ProposeClosing, occurred=AFTER))

    closed = proposed.by(PRINCIPAL).when(command(closing.ApproveClosing, occurred=AFTER))
    back = scenario.when(command(disposal.NoteCriminalEnd, occurred=AFTER))

    assert (closed.lead.stage, back.lead.stage) == (S.CLOSED, S.VERIFYING)


def test_a_case_with_the_police_and_people_in_it_is_followed_up_after_the_judgment() -> None:
    handed = command(disposal.RecordMilestone, milestone=Milestone.REFUND_JUDICIAL_HANDOVER, occurred=AFTER)
    follow = command(closing.StartFollowUp, observe_until=date(2022, 8, 2), responsible=OFFICER.id, occurred=AFTER)

    assert carried(S.CRIMINAL, reference="", participants=9).when(handed).when(follow).lead.stage is S.FOLLOW_UP


def test_who_brought_it_closes_nothing() -> None:
    receipt = command(NoteReceipt, occurred=AFTER)
    proposed = (
        given().by(PRINCIPAL).when(carry(S.REFERRED)).by(OFFICER).when(receipt)
        .when(command(closing.ProposeClosing, occurred=AFTER))
    )  # fmt: skip
    proposed.then()

    proposed.by(PRINCIPAL).when(command(closing.ApproveClosing, occurred=AFTER)).then_refused("close.four-eyes")


def test_a_criminal_case_that_ends_without_judgment_is_looked_at_anew() -> None:
    back = carried(S.CRIMINAL).when(command(disposal.NoteCriminalEnd, occurred=AFTER))

    assert isinstance(back.ruling, Ruling)
    assert back.lead.stage is S.VERIFYING


def test_no_fine_rests_on_a_filing_that_the_ledger_states() -> None:
    fine = command(disposal.RecordMilestone, milestone=Milestone.PENALTY_EXECUTED, occurred=AFTER)

    carried(S.CRIMINAL).when(fine).then_refused("penalty.determined")
    carried(S.DISPOSING).when(fine).then()


def test_what_was_determined_is_merged_into_nothing_undetermined() -> None:
    scenario = carried(S.DISPOSING)
    other = Lead("l2", S.VERIFYING, office=OFFICER.office, division=OFFICER.division)
    both = Scenario({**scenario.states, "lead/l2": other}).by(OFFICER)

    both.when(command(MergeLead, occurred=AFTER)).then_refused("merge.determined")


def test_observation_whose_day_has_come_is_looked_at_again() -> None:
    scenario = carried(S.MONITORING, due=SINCE)
    again = command(verification.VerifyAgain, because=LookAgain.REVIEW_DATE, occurred=AFTER)

    assert scenario.when(again).lead.stage is S.VERIFYING


def test_a_missing_deadline_of_a_rectification_is_told_as_missing() -> None:
    denied = carried(S.RECTIFYING, due=None).when(command(interview.SummonInterview, occurred=AFTER)).ruling

    assert isinstance(denied, Denied)
    assert (denied.code, denied.facts[0].found) == ("interview-again.reason", "—")


@pytest.mark.parametrize("stage", [S.CLOSED, S.RULED_OUT, S.ARCHIVED])
def test_what_rests_is_reopened_like_any_other(stage: Stage) -> None:
    again = signed(carried(stage), Matter.REOPENING).when(command(closing.ReopenLead, occurred=AFTER))

    assert again.lead.stage is S.VERIFYING


def test_its_stage_may_turn_out_to_have_begun_earlier() -> None:
    right = command(CorrectDate, happened_on=SINCE - timedelta(days=9), act="M00", occurred=AFTER)
    done = carried(S.VERIFYING).by(PRINCIPAL).when(right)
    done.then()

    assert day_of(done.lead.since) == SINCE - timedelta(days=9)
