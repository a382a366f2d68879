"""Dead ends and loose ends that several lawful steps once led to; each has its way out, or is not entered any more."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pytest

from domain.lead.base import LeadCommand
from domain.lead.closing import commands as closing
from domain.lead.disposal.commands import RecordMilestone
from domain.lead.inquiry import commands as inquiry
from domain.lead.intake import commands as intake
from domain.lead.interview import commands as interview
from domain.lead.shapes import Officer, Person
from domain.lead.signatures import SIGNATURES
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.state import Item, Signature
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter, Milestone, Source
from domain.procedure import Row
from tests.support.leads import FIRM, command, lead_at, legal
from tests.support.people import DEPUTY, OFFICER, PEOPLE, PRINCIPAL, STREET
from tests.support.roads import at, on_the_way, registration, sign
from tests.support.samples import DAY
from tests.support.scenario import Scenario, judged
from workflows.procedures.lead import LEAD

LED: Final = (Officer(id=DEPUTY.id), Officer(id=OFFICER.id))
SOMEBODY: Final = Person(ref="p1", name="示例某某")


def the(move: str) -> Row:
    return next(row for row in LEAD.rows if row.id == move)


MAKING_A_HANDLER: Final[dict[str, dict[str, Any]]] = {
    "E00a": {"handler": DEPUTY.id},
    "M01": {"handler": DEPUTY.id, "office": OFFICER.office},
    "M32": {"handler": DEPUTY.id},
    "M04": {"officers": LED},
    "M21a": {"responsible": DEPUTY.id},
}


@pytest.mark.parametrize("move", MAKING_A_HANDLER)
def test_only_a_leader_makes_a_leader_the_handler(move: str) -> None:
    case = legal(the(move), Stage(the(move).source[0])).but(**MAKING_A_HANDLER[move])
    clerk, leader = case.but(actor=OFFICER), case.but(actor=PRINCIPAL)

    denied = judged(clerk).then_refused("assign.leader", rule=move, cites="office leader-as-handler", fact=DEPUTY.id)
    assert denied.missing
    judged(leader).then()


@pytest.mark.parametrize(
    ("who", "handler", "refused"),
    [
        ("street-first", "street-deputy", "assign.leader"),
        ("street-deputy", "street-principal", ""),
        ("street-deputy", "street-deputy", ""),
        ("street-deputy", "district-authority-deputy", "assign.leader"),  # who is above him goes on judging
        ("district-authority-deputy", "street-deputy", ""),
        ("industry-deputy", "district-authority-deputy", "permission.answering-organ"),
        ("street-first", "district-authority-first", ""),
    ],
)
def test_a_leader_is_made_the_handler_by_one_of_his_office_or_above(who: str, handler: str, refused: str) -> None:
    done = at(Stage.VERIFYING).by(PEOPLE[who]).when(command(standing.AssignHandler, handler=handler))

    if refused:
        done.then_refused(refused, rule="E00a")
    else:
        assert done.then().lead.handler == handler


def test_an_officer_who_registers_cannot_take_all_leaders_away_from_signing() -> None:
    verifying = at(Stage.VERIFYING)
    for leader in (DEPUTY, PRINCIPAL, PEOPLE["district-authority-acting"]):
        verifying.by(STREET).when(command(standing.AssignHandler, handler=leader.id)).then_refused("assign.leader")

    verifying.by(DEPUTY).when(command(standing.SignPaper, matter=Matter.INTERVIEW_NOTICE)).then()


TARGETED: Final[dict[Matter, tuple[str, dict[str, Any]]]] = {
    Matter.MERGER: ("M28", {"into": "l2"}),
}


@pytest.mark.parametrize("matter", TARGETED)
def test_an_approval_for_one_lead_serves_no_other(matter: Matter) -> None:
    move, named = TARGETED[matter]
    case = legal(the(move), Stage.VERIFYING).but(**named)
    (target,) = named.values()
    signature = Signature(matter, "", DEPUTY.id, case.actor.organ, target="l9")

    denied = judged(case.where(signatures=(signature,))).then_refused(f"signature.{matter}", fact=f"l9 {target}")
    assert denied.missing
    judged(case.where(signatures=(signature._replace(target=target),))).then()


@pytest.mark.parametrize("matter", Matter)
def test_a_paper_names_the_other_lead_where_its_act_has_one_and_only_there(matter: Matter) -> None:
    stage = next(iter(SIGNATURES[matter].stages), Stage.VERIFYING)
    paper = at(stage).by(PRINCIPAL)
    without, with_one = (command(standing.SignPaper, matter=matter, target=each) for each in ("", "l2"))
    wanted, wrong = (with_one, without) if matter in TARGETED else (without, with_one)

    paper.when(wrong).then_refused("sign.target", rule="E00s", cites="office signature-before-act")
    paper.when(wanted).then()


@pytest.mark.parametrize("opinion", ["", "  "])
def test_a_refusal_to_sign_says_why(opinion: str) -> None:
    refusal = command(standing.SignPaper, matter=Matter.INTERVIEW_NOTICE, approved=False, opinion=opinion)
    verifying = at(Stage.VERIFYING).by(DEPUTY)

    verifying.when(refusal).then_refused("sign.opinion", rule="E00s", cites="office signature-before-act")
    verifying.when(replace(refusal, opinion="材料不足")).then()
    verifying.when(replace(refusal, approved=True)).then()


@pytest.mark.parametrize("move", ["M08", "M09", "M15", "M16"])
def test_a_paper_of_another_organ_says_whose_leader_is_missing(move: str) -> None:
    case = legal(the(move), Stage(the(move).source[0]), OFFICER.level)
    foreign = tuple(each._replace(organ="示例区市场监督管理局") for each in case.lead.signatures)

    missing = judged(case.where(signatures=foreign)).then_refused("signature." + _matter(move)).missing

    assert missing is not None
    assert (missing.levels, missing.grade) == ((OFFICER.level,), SIGNATURES[Matter(_matter(move))].grade)


def _matter(move: str) -> str:
    (code,) = (each.code for each in the(move).guards if each.code.startswith("signature."))
    return code.removeprefix("signature.")


def test_a_person_s_lead_is_not_corrected_into_a_unit_s() -> None:
    case = legal(the("E00c"), Stage.VERIFYING)
    of_a_person = case.where(unit=None, person=SOMEBODY)

    judged(of_a_person.but(unit=FIRM)).then_refused("correct.subject", rule="E00c", cites="R737 20 ¶1", fact="person")
    assert judged(of_a_person.but(participants=3)).then().lead.person == SOMEBODY
    assert judged(case.but(unit=FIRM)).then().lead.unit == FIRM


def tip_merged(*decided: str) -> Scenario:
    """A lead that came by a tip goes into another, which is ready to close but for the reward."""
    road = ((STREET, registration(source=Source.TIP)), (STREET, command(verification.StartVerification)))
    tip = on_the_way(*road, (STREET, registration("l2")))
    into = tip.states["lead/l2"]._replace(
        stage=Stage.DISPOSING,
        items=(Item("", Milestone.REFUND_COMPLETED), *(Item(each, Milestone.REWARD_DECIDED) for each in decided)),
    )
    start = replace(tip, states={**tip.states, "lead/l2": into})
    return on_the_way(sign(Matter.MERGER), (OFFICER, command(standing.MergeLead)), start=start)


PROPOSE: Final = command(closing.ProposeClosing, lead="l2")


def test_the_reward_of_a_tip_is_decided_where_the_tip_went() -> None:
    decide = command(RecordMilestone, lead="l2", milestone=Milestone.REWARD_DECIDED, item="l1")

    tip_merged().by(OFFICER).when(PROPOSE).then_refused("close.reward", rule="M21", fact="l1")
    tip_merged("").by(OFFICER).when(PROPOSE).then_refused("close.reward", fact="l1")
    decided = tip_merged().by(OFFICER).when(decide)
    decided.then()
    decided.when(PROPOSE).then()


def test_a_tip_that_leaves_again_takes_its_reward_along() -> None:
    alone = tip_merged().by(OFFICER).when(command(standing.UnmergeLead))
    alone.then()

    alone.when(PROPOSE).then()


def test_a_reward_that_was_decided_is_not_asked_for_again() -> None:
    road = ((STREET, registration(source=Source.TIP)), (STREET, command(verification.StartVerification)),
            (OFFICER, command(RecordMilestone, milestone=Milestone.REWARD_DECIDED, item="")),
            (STREET, registration("l2")), sign(Matter.MERGER), (OFFICER, command(standing.MergeLead)))  # fmt: skip

    assert on_the_way(*road).states["lead/l2"].tips == ()


ONWARD: Final[dict[Stage, Callable[[], LeadCommand]]] = {
    Stage.VERIFYING: lambda: command(verification.VerifyAgain, because=verification.LookAgain.NEW_FACT),
    Stage.INTERVIEW: lambda: command(interview.SummonInterview),
    Stage.INVESTIGATING: lambda: command(inquiry.OpenInquiry),
}


@pytest.mark.parametrize("stage", ONWARD)
def test_a_day_of_review_means_nothing_once_monitoring_has_ended(stage: Stage) -> None:
    monitored = lead_at(Stage.MONITORING, OFFICER, review_on=DAY.replace(month=9))
    onward = Scenario({"lead/l1": monitored}).when(ONWARD[stage]())

    assert (onward.then().lead.stage, onward.lead.review_on) == (stage, None)


def test_a_proposal_to_close_that_is_returned_keeps_the_day_of_review() -> None:
    monitored = lead_at(Stage.MONITORING, OFFICER, review_on=DAY)
    proposed = Scenario({"lead/l1": monitored}).when(command(closing.ProposeClosing))
    returned = proposed.then().by(PRINCIPAL).when(command(closing.ReturnClosing))

    assert (returned.then().lead.stage, returned.lead.review_on) == (Stage.MONITORING, DAY)


def test_an_assistance_has_no_day_of_reply_once_the_case_is_ours() -> None:
    taken = at(Stage.ASSISTING).by(OFFICER).when(command(intake.TakeOverAssistance))

    assert (taken.then().lead.stage, taken.lead.review_on) == (Stage.REGISTERED, None)
