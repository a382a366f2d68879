"""Who may act and sign together with whom: recusal, four eyes, the organ that signs, the holders who count."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pytest

from domain.actor import Level
from domain.lead.closing import commands as closing
from domain.lead.guards import COORDINATING, ENFORCING, why_not
from domain.lead.shapes import Officer
from domain.lead.signatures import SIGNATURES
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.standing.commands import Rung
from domain.lead.standing.events import LeadSplitOff, OfficerRecused, RecusalLifted
from domain.lead.state import Item
from domain.lead.verification.commands import VisitKind
from domain.lead.vocabulary import Matter, Milestone, Source
from domain.procedure import Guard, Row
from domain.words import Words
from tests.support.leads import TWO, command, legal, signatures
from tests.support.people import DEPUTY, OFFICER, PEOPLE, PRINCIPAL, STREET
from tests.support.roads import STEPS, at, on_the_way, registration, sign
from tests.support.samples import DAY
from tests.support.scenario import Scenario, judged
from workflows.procedures.lead import LEAD

OF_ROW: Final = [(row, guard) for row in LEAD.rows for guard in row.guards]


def the(move: str) -> Row:
    return next(row for row in LEAD.rows if row.id == move)


@pytest.mark.parametrize("kind", ["E04", "M05", "E08", "E11", "E13", "E00a", "E00r"])
def test_whoever_was_recused_takes_no_part_confirms_nothing_and_gets_nothing(kind: str) -> None:
    row = next(row for row in LEAD.rows if row.id == kind)
    case = legal(row, Stage(row.source[0]), Level.DISTRICT_AUTHORITY).but(actor=PEOPLE["district-authority-deputy"])
    named = TWO[1].id if kind == "E00r" else TWO[0].id

    judged(case.where(recused=(named,))).then_refused("officers.recused", cites="APL 43", fact=named)


@pytest.mark.parametrize("matter", ["M08", "M09", "M15", "M16"])
def test_an_outward_paper_signed_by_another_organ_is_of_no_use(matter: str) -> None:
    row = next(row for row in LEAD.rows if row.id == matter)
    case = legal(row, Stage(row.source[0]), Level.DISTRICT_AUTHORITY)

    denied = judged(case.where(signatures=signatures(PEOPLE["industry-deputy"])))

    denied.then_refused(
        next(g.code for g in row.guards if g.code.startswith("signature.")), fact="示例区市场监督管理局"
    )


SIGNED = [(row, each) for row, each in OF_ROW if each.code.startswith("signature.")]


@pytest.mark.parametrize(("row", "paper"), SIGNED, ids=lambda part: part.id if isinstance(part, Row) else "")
def test_a_paper_serves_neither_an_act_before_it_was_signed_nor_once_its_signer_is_recused(
    row: Row, paper: Guard
) -> None:
    case = legal(row, Stage(row.source[0]))
    case = case.but(rung=Rung.CITY) if row.id == "M29" else case
    signer = case.lead.signatures[0].signer
    later = tuple(each._replace(on=DAY + timedelta(days=1)) for each in case.lead.signatures)

    judged(case.where(signatures=later)).then_refused(paper.code, fact=str(DAY))
    beside = tuple(each._replace(recused=(signer,)) for each in case.beside)
    judged(replace(case, beside=beside).where(recused=(signer,))).then_refused(paper.code, fact=signer)


@pytest.mark.parametrize(("row", "paper"), SIGNED, ids=lambda part: part.id if isinstance(part, Row) else "")
def test_a_signed_paper_is_acted_upon_by_another_than_its_signer(row: Row, paper: Guard) -> None:
    case = legal(row, Stage(row.source[0]))
    case = case.but(rung=Rung.CITY) if row.id == "M29" else case
    own = tuple(each._replace(signer=case.actor.id) for each in case.lead.signatures)

    judged(case.where(signatures=own)).then_refused(paper.code, cites="office four-eyes", fact="somebody else")


@pytest.mark.parametrize("matter", Matter)
def test_a_paper_is_signed_at_the_stages_from_which_its_act_starts(matter: Matter) -> None:
    rows = [row for row, guard in OF_ROW if guard.code == f"signature.{matter}"]
    sources = {source for row in rows for source in row.source}

    assert rows
    assert set(SIGNATURES[matter].stages) in ({*sources}, set())
    assert bool(SIGNATURES[matter].stages) is not (matter in BESIDE)


BESIDE: Final = {Matter.SUSPENSION, Matter.MERGER, Matter.SPLIT, Matter.CITY_ESCALATION}
"""Approvals of what may be done at any stage in hand."""


def handed(scenario: Scenario, *hands: str) -> Scenario:
    for person in hands:
        scenario = scenario.by(DEPUTY).when(command(standing.AssignHandler, handler=person)).then()
    return scenario


def test_handing_the_lead_on_does_not_make_the_paper_another_s() -> None:
    mine = handed(at(Stage.VERIFYING), DEPUTY.id, OFFICER.id)
    notice = command(standing.SignPaper, matter=Matter.INTERVIEW_NOTICE)

    mine.by(DEPUTY).when(notice).then_refused("sign.four-eyes", rule="E00s", cites="office four-eyes")
    mine.by(PRINCIPAL).when(notice).then()


def test_at_the_next_stage_who_handled_the_last_may_sign_again() -> None:
    mine = handed(at(Stage.VERIFYING), DEPUTY.id, OFFICER.id)
    notice, summon = STEPS[Stage.INTERVIEW][1]
    moved = on_the_way((PRINCIPAL, notice[1]), summon, start=mine)

    moved.by(DEPUTY).when(command(standing.SignPaper, matter=Matter.RECTIFICATION_ORDER)).then()


def test_a_proposal_that_is_returned_makes_no_new_work_of_the_old() -> None:
    mine = handed(at(Stage.RULED_OUT), DEPUTY.id, OFFICER.id)
    returned = on_the_way(*STEPS[Stage.CLOSING][1], (PRINCIPAL, command(closing.ReturnClosing)), start=mine)
    reopening = command(standing.SignPaper, matter=Matter.REOPENING)

    assert returned.lead.stage is Stage.RULED_OUT
    returned.by(DEPUTY).when(reopening).then_refused("sign.four-eyes")
    returned.by(PRINCIPAL).when(reopening).then()


def test_whoever_had_the_lead_only_until_it_was_verified_did_none_of_the_verifying() -> None:
    registered = on_the_way((PRINCIPAL, registration(handler=DEPUTY.id)))
    verifying = on_the_way(*STEPS[Stage.VERIFYING][1], start=registered)

    assert (verifying.lead.handler, verifying.lead.hands) == (OFFICER.id, (DEPUTY.id,))
    verifying.by(DEPUTY).when(command(standing.SignPaper, matter=Matter.INTERVIEW_NOTICE)).then()


def test_whoever_handled_it_at_any_time_closes_nothing_until_it_is_reopened() -> None:
    handled = handed(at(Stage.VERIFYING), PRINCIPAL.id, OFFICER.id)
    proposed = on_the_way(*STEPS[Stage.RULED_OUT][1], *STEPS[Stage.CLOSING][1], start=handled)
    approve = command(closing.ApproveClosing)

    proposed.by(PRINCIPAL).when(approve).then_refused("close.four-eyes", rule="M23")
    closed = proposed.by(DEPUTY).when(approve).then()
    reopened = on_the_way(sign(Matter.REOPENING), (STREET, command(closing.ReopenLead)), start=closed)
    again = on_the_way(*STEPS[Stage.RULED_OUT][1], *STEPS[Stage.CLOSING][1], start=reopened)
    again.by(PRINCIPAL).when(approve).then()


def test_whoever_answered_for_the_follow_up_does_not_close_it() -> None:
    followed = legal(the("M21a"), Stage.DISPOSING).but(actor=DEPUTY, responsible=PRINCIPAL.id)

    assert judged(followed).then().lead.hands == (PRINCIPAL.id,)


@pytest.mark.parametrize(
    ("who", "officer", "may"),
    [
        ("street-first", "street-first", True),  # stands aside himself
        ("district-authority-principal", "district-authority-principal", True),
        ("street-first", "street-second", False),
        ("street-principal", "district-authority-deputy", False),
        ("street-principal", "street-second", True),
        ("street-principal", "street-acting", False),  # a head is decided upon from above
        ("district-authority-deputy", "street-principal", True),
        ("district-authority-deputy", "district-authority-second", True),
        ("district-authority-principal", "district-authority-acting", False),
        ("city-authority-deputy", "district-authority-principal", True),
        ("industry-deputy", "district-authority-second", False),  # a regulator is above nobody
        ("district-authority-deputy", "industry-second", True),
    ],
)
def test_an_officer_stands_aside_himself_or_his_leader_decides(who: str, officer: str, *, may: bool) -> None:
    done = at(Stage.VERIFYING).by(PEOPLE[who]).when(command(standing.Recuse, officer=officer))

    if may:
        assert done.then(OfficerRecused).lead.recused == (officer,)
    else:
        assert done.then_refused("recuse.decider", cites="APL 43").missing


def test_a_recusal_is_lifted_by_whoever_may_decide_and_never_by_oneself() -> None:
    recused = at(Stage.VERIFYING).by(OFFICER).when(command(standing.Recuse, officer=OFFICER.id)).then()
    lift = command(standing.LiftRecusal, officer=OFFICER.id)
    grade = command(standing.GradeRisk)

    recused.by(OFFICER).when(lift).then_refused("permission.recused")
    recused.by(STREET).when(lift).then_refused("recuse.decider", rule="E00u", cites="office recusal-decision")
    lifted = recused.by(DEPUTY).when(lift).then(RecusalLifted)
    recused.by(OFFICER).when(grade).then_refused("permission.recused")
    lifted.by(OFFICER).when(grade).then()


@pytest.mark.parametrize(
    ("move", "levels"), [("E13", COORDINATING), ("E08", ENFORCING), ("E08n", ENFORCING), ("E11", ENFORCING),
                         ("E04", ENFORCING)],
)  # fmt: skip
def test_a_certificate_counts_only_of_an_organ_with_the_power(move: str, levels: frozenset[Level]) -> None:
    for level in Level:
        done = judged(inspected(move, level))
        if level in levels:
            done.then()
        else:
            done.then_refused(inspected_code(move), fact="0")


@pytest.mark.parametrize(
    ("officer", "told"),
    [
        (Officer(id="nobody", certificate="zj-1"), Words("不在名册", "not in the roster")),
        (
            Officer(id="street-first", certificate="zj-street-first"),
            Words("所在机关无此权限", "of no organ with the power here"),
        ),
        (Officer(id=TWO[1].id, certificate=""), Words("未填证号", "no number stated")),
        (Officer(id=TWO[1].id, certificate="zj-0"), Words("证号与名册不符", "not the number of the roster")),
    ],
)
def test_a_refusal_says_of_each_officer_why_he_does_not_count(officer: Officer, told: Words) -> None:
    case = legal(the("E13"), Stage.INVESTIGATING, Level.DISTRICT_AUTHORITY)
    denied = judged(case.but(officers=(TWO[0], officer))).then_refused("evidence.two-certified", fact="≥ 2")

    assert [(fact.name.zh, fact.found) for fact in denied.facts[1:]] == [(officer.id, told)]


def test_a_refusal_says_since_when_a_certificate_is_no_longer_valid() -> None:
    case = legal(the("E13"), Stage.INVESTIGATING, Level.DISTRICT_AUTHORITY)
    ended = DAY - timedelta(days=1)
    people = {each: replace(PEOPLE[each], certificate=replace(certificate, valid_until=ended))
              for each in (TWO[0].id,) if (certificate := PEOPLE[each].certificate)}  # fmt: skip
    found = why_not(TWO[0], people, DAY, lambda _: True)

    assert found == Words(f"有效期至 {ended}", f"valid until {ended}")
    judged(case).then()


def inspected_code(move: str) -> str:
    return {"E13": "evidence.two-certified", "E04": "inspection.two-certified"}.get(move, "interview.two-officers")


def inspected(move: str, level: Level, office: str = "") -> Any:  # noqa: ANN401 - a case
    case = legal(the(move), Stage(the(move).source[0]), Level.DISTRICT_AUTHORITY)
    two = tuple(Officer(id=f"{level}-{rank}", certificate=f"zj-{level}-{rank}") for rank in ("first", "second"))
    changes: dict[str, Any] = {"kind": VisitKind.INSPECTION} if move == "E04" else {}
    case = case.but(officers=two, **changes)
    return case.where(division=office, office=case.actor.office) if office else case


def test_a_certificate_of_another_area_counts_for_nothing() -> None:
    judged(inspected("E13", Level.CITY_AUTHORITY)).then()
    abroad = inspected("E13", Level.CITY_AUTHORITY, office="371302001")
    judged(abroad).then_refused("evidence.two-certified", cites="R737 21")


def test_a_reopened_lead_needs_a_new_outcome_of_its_refund_and_keeps_what_is_still_open() -> None:
    items = (Item("", Milestone.REFUND_COMPLETED), Item("7", Milestone.PETITION_REGISTERED),
             Item("", Milestone.REWARD_DECIDED))  # fmt: skip

    reopened = judged(legal(the("M26"), Stage.FOLLOW_UP).where(items=items)).then().lead

    assert reopened.items == items[1:]


def test_an_open_refund_stays_open_through_a_reopening() -> None:
    items = (Item("", Milestone.REFUND_OPEN),)

    assert judged(legal(the("M26"), Stage.RULED_OUT).where(items=items)).then().lead.items == items


def test_what_is_split_off_came_by_the_same_channel() -> None:
    tip = on_the_way((STREET, registration(source=Source.TIP)), *STEPS[Stage.VERIFYING][1])
    split = on_the_way(sign(Matter.SPLIT), (OFFICER, command(standing.SplitLead)), start=tip)

    assert split.states["lead/l3"].source is Source.TIP
    assert any(isinstance(event, LeadSplitOff) and event.source is Source.TIP for _, event in split.decision)


def test_a_corrected_place_may_be_more_precise_even_where_the_lead_lies_elsewhere() -> None:
    far = legal(the("E00c"), Stage.REGISTERED, Level.DISTRICT_AUTHORITY).where(division="370105", office="370104")

    judged(far.but(division="370105001")).then()
    judged(far.but(division="370104002")).then()
    judged(far.but(division="370112")).then_refused("correct.area", cites="R737 5")
