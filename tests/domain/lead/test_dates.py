"""An act is dated after what it follows: whatever is tried, no stage begins before the one it follows."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from domain.instants import day_of
from domain.lead.base import LeadCommand, LeadEvent
from domain.lead.disposal import commands as disposal
from domain.lead.disposal.events import CriminalEnded, PoliceFiled
from domain.lead.inquiry import commands as inquiry
from domain.lead.interview import commands as interview
from domain.lead.interview.guards import waited_for
from domain.lead.periods import months_after
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.vocabulary import Matter
from domain.office_rules import RULEBOOK, Rulebook, Setting
from domain.procedure import Ruling
from tests.support import desk
from tests.support.leads import NOW, TWO, command, legal
from tests.support.people import DEPUTY, OFFICER, STREET
from tests.support.roads import STEPS, Step, at, on_the_way, sign
from tests.support.samples import DAY, NOON
from tests.support.scenario import Scenario, given
from workflows.procedures.lead import LEAD
from workflows.procedures.periods import observation

BY_OTHERS: Final = (PoliceFiled, CriminalEnded)
"""Moves that note what the police did, at a date of their own."""


def days(count: int) -> datetime:
    return NOON + timedelta(days=count)


def dated(act: LeadCommand, count: int) -> Any:  # noqa: ANN401 - the command's own kind
    return replace(act, occurred=days(count))


TRIES: Final = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 400), st.booleans()), max_size=40)
"""Which way on, on which day, and whether some row of the table is tried instead of a step that leads on."""


def tried(tries: list[tuple[int, int, bool]], codes: list[str] | None = None) -> Scenario:
    """What came of acts dated anyhow; refused ones leave nothing but their ``codes``."""
    scenario = on_the_way(*STEPS[Stage.REGISTERED][1])
    for which, day, wild in tries:
        for actor, act in _acts(scenario.lead.stage, which, wild=wild):
            states = scenario.states
            ruling = desk.rule(states, actor, dated(act, day), NOW)
            if isinstance(ruling, Ruling):
                scenario = scenario.by(actor).when(dated(act, day))
            elif codes is not None:
                codes.append(ruling.code)
    return scenario


def _acts(stage: Stage, which: int, *, wild: bool) -> tuple[Step, ...]:
    onward = [road for to, (before, road) in STEPS.items() if before is stage and to is not Stage.MERGED]
    if onward and not wild:
        return onward[which % len(onward)]
    rows = [row for row in LEAD.rows if stage in row.source and row.command is not disposal.OpenTransfer]
    case = legal(rows[which % len(rows)], stage)
    return ((case.actor, case.command),)


@forall(TRIES)
def test_no_stage_begins_before_the_one_it_follows_except_by_papers_of_the_police(
    tries: list[tuple[int, int, bool]],
) -> None:
    reached = day_of(NOON)
    for stream, event in tried(tries).log:
        if stream == "lead/l1" and isinstance(event, LeadEvent) and event.came_from is not event.stage:
            assert isinstance(event, BY_OTHERS) or day_of(event.occurred) >= reached, event
            reached = max(reached, day_of(event.occurred))


def test_the_tries_of_that_property_get_far_and_back_in_time() -> None:
    """Otherwise it would say nothing: many are accepted, many are refused for their date alone."""
    codes: list[str] = []
    done = tried([(which, (which * 37) % 60, which % 3 == 0) for which in range(60)], codes)
    moves = {event.move for _, event in done.log if isinstance(event, LeadEvent)}

    assert len(moves) > 4, moves
    assert codes.count("command.order") > 4, codes


def test_a_day_counts_and_not_the_hour() -> None:
    begun = at(Stage.REGISTERED).by(STREET)
    start = STEPS[Stage.VERIFYING][1][0][1]

    begun.when(replace(start, occurred=NOON - timedelta(hours=11))).then()
    begun.when(dated(start, -1)).then_refused(
        "command.order", rule="M04", cites="office order-of-acts", fact="2022-03-01 ≥ 2022-03-02"
    )


def test_a_filing_older_than_the_stage_is_noted_and_time_does_not_run_back() -> None:
    late = given()
    for actor, act in (*STEPS[Stage.REGISTERED][1], *STEPS[Stage.VERIFYING][1]):
        late = late.by(actor).when(dated(act, 10)).then()
    filing = command(disposal.NotePoliceFiling, occurred=days(3), filed_on=DAY)
    ended = command(disposal.NoteCriminalEnd, occurred=days(4))

    back = on_the_way((OFFICER, filing), (OFFICER, ended), start=late)

    assert back.lead.stage is Stage.VERIFYING
    back.when(command(standing.SignPaper, matter=Matter.MONITORING))
    rule_out = STEPS[Stage.RULED_OUT][1][0][1]
    back.when(dated(rule_out, 9)).then_refused("command.order", rule="M05")
    back.when(dated(rule_out, 10)).then()


def test_what_counts_at_no_stage_is_entered_late_as_ever() -> None:
    later = on_the_way((STREET, dated(STEPS[Stage.VERIFYING][1][0][1], 20)), start=at(Stage.REGISTERED))

    for act in (standing.GradeRisk, disposal.RecordMilestone, standing.CorrectFacts, standing.NotifyPolice):
        later.by(OFFICER).when(command(act)).then()


def test_evidence_of_the_time_before_the_inquiry_is_none_of_it() -> None:
    opened = at(Stage.VERIFYING)
    for actor, act in STEPS[Stage.INVESTIGATING][1]:
        opened = opened.by(actor).when(dated(act, 5)).then()

    for kind in (inquiry.RecordEvidence, inquiry.RecordOpinion, inquiry.HearDefence):
        opened.when(command(kind, occurred=days(4))).then_refused("command.order", fact="≥ 2022-03-07")
        opened.when(command(kind, occurred=days(5))).then()


def test_acts_of_one_stage_are_entered_in_any_order_but_the_next_follows_all_of_them() -> None:
    recorded = at(Stage.INVESTIGATING).by(OFFICER)
    for count, act in ((6, inquiry.RecordEvidence), (2, inquiry.RecordOpinion), (4, inquiry.HearDefence)):
        recorded = recorded.when(command(act, occurred=days(count))).then()
    determine = STEPS[Stage.DETERMINED][1][-1][1]

    early = recorded.by(DEPUTY).when(command(standing.SignPaper, matter=Matter.DETERMINATION, occurred=days(5)))
    early.then_refused("sign.stage", rule="E00s", fact="2022-03-07 ≥ 2022-03-08")
    signed = recorded.by(DEPUTY).when(command(standing.SignPaper, matter=Matter.DETERMINATION, occurred=days(6))).then()
    signed.by(OFFICER).when(dated(determine, 5)).then_refused("command.order", rule="M15")
    signed.by(OFFICER).when(dated(determine, 6)).then()


def test_a_paper_signed_before_the_last_thing_it_rests_on_is_signed_anew() -> None:
    heard = at(Stage.INVESTIGATING).by(OFFICER)
    for act in (inquiry.RecordEvidence, inquiry.RecordOpinion):
        heard = heard.when(command(act)).then()
    signed = on_the_way(sign(Matter.DETERMINATION), start=heard)
    late = signed.by(OFFICER).when(command(inquiry.HearDefence, occurred=days(8))).then()
    determine = dated(STEPS[Stage.DETERMINED][1][-1][1], 9)

    late.when(determine).then_refused("signature.determination", rule="M15", fact="2022-03-02 ≥ 2022-03-10")
    anew = late.by(DEPUTY).when(command(standing.SignPaper, matter=Matter.DETERMINATION, occurred=days(8))).then()
    anew.by(OFFICER).when(determine).then()


def test_a_paper_of_a_former_stage_serves_no_later_one() -> None:
    signed = on_the_way(sign(Matter.INTERVIEW_NOTICE), start=at(Stage.VERIFYING))
    moved = on_the_way(
        (OFFICER, command(disposal.NotePoliceFiling, occurred=days(2))),
        (OFFICER, command(disposal.NoteCriminalEnd, occurred=days(7))), start=signed,
    )  # fmt: skip
    summon = dated(STEPS[Stage.INTERVIEW][1][-1][1], 7)

    moved.when(summon).then_refused("signature.interview-notice", rule="M08", fact="≥ 2022-03-09")


@pytest.mark.parametrize("matter", [Matter.DETERMINATION, Matter.STOP_ORDER])
def test_nothing_is_approved_at_a_stage_that_it_does_not_serve_but_a_no_is_always_possible(matter: Matter) -> None:
    early = at(Stage.INTERVIEW).by(DEPUTY)

    early.when(command(standing.SignPaper, matter=matter)).then_refused("sign.stage", cites="office order-of-acts")
    early.when(command(standing.SignPaper, matter=matter, approved=False)).then()


def test_nobody_is_absent_before_the_hour_of_the_notice() -> None:
    summoned = at(Stage.VERIFYING)
    notice, (actor, _) = STEPS[Stage.INTERVIEW][1]
    summon = command(interview.SummonInterview, at=days(3))
    summoned = on_the_way(notice, (actor, summon), start=summoned).by(OFFICER)
    absent = command(interview.RecordNoShow, occurred=days(2), waited_until=days(2))

    summoned.when(absent).then_refused("no-show.waited", rule="E08n", cites="R737 18")
    summoned.when(replace(absent, occurred=days(3), waited_until=days(3))).then()
    assert waited_for.basis
    assert absent.officers == TWO


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (date(2022, 3, 2), 3, date(2022, 6, 2)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 12, 31), 12, date(2023, 12, 31)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_a_shorter_month(day: date, count: int, end: date) -> None:
    assert months_after(day, count) == end


@pytest.mark.parametrize(("end", "fits"), [("2022-06-01", False), ("2022-06-02", True), ("2022-09-02", True),
                                           ("2022-09-03", False)])  # fmt: skip
def test_an_observation_lasts_from_three_to_six_months(end: str, *, fits: bool) -> None:
    for move, field, code in (("M06", "review_on", "monitor.review-date"), ("M11", "review_on", "monitor.review-date"),
                              ("M21a", "observe_until", "follow-up.period")):  # fmt: skip
        row = next(row for row in LEAD.rows if row.id == move)
        changes: dict[str, Any] = {field: date.fromisoformat(end)}
        case = legal(row, Stage(row.source[0])).but(**changes)
        ruling = desk.rule({"lead/l1": case.lead}, case.actor, case.command, NOW)
        assert isinstance(ruling, Ruling) is fits
        assert fits or getattr(ruling, "code", "") == code


def test_an_observation_lasts_as_long_as_was_set_here() -> None:
    four = Rulebook().having("observation-period", Setting(DAY, 4))
    row = next(row for row in LEAD.rows if row.id == "M06")
    case = legal(row, Stage(row.source[0])).but(review_on=date(2022, 6, 2))
    states = {"lead/l1": case.lead, RULEBOOK: four}

    ruling = desk.rule(states, case.actor, case.command, NOW)

    assert getattr(ruling, "code", "") == "monitor.review-date"
    later = Rulebook().having("observation-period", Setting(DAY + timedelta(days=1), 4))
    assert isinstance(desk.rule({**states, RULEBOOK: later}, case.actor, case.command, NOW), Ruling)


def test_the_bounds_of_observation_are_those_of_the_register() -> None:
    assert observation(DAY, Rulebook()) == observation(date(2019, 1, 1), Rulebook()) == (3, 6)


def test_a_transfer_that_came_to_nothing_is_taken_up_after_its_end() -> None:
    row = next(row for row in LEAD.rows if row.id == "M20" and row.target is Stage.VERIFYING)
    case = legal(row, Stage.VERIFYING)
    ended = tuple(ref._replace(on=DAY + timedelta(days=1)) for ref in case.lead.transfers)

    denied: Any = desk.rule({"lead/l1": case.lead._replace(transfers=ended)}, case.actor, case.command, NOW)

    assert (denied.code, denied.facts[0].needed) == ("take-up-again.held", "≥ 2022-03-03")
