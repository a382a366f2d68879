"""提请签批: who asks for a signature, whom the answer serves, and when nobody waits for it any more."""

from dataclasses import replace
from typing import Final

import pytest

from domain.actor import Level
from domain.lead.closing import commands as closing
from domain.lead.interview import commands as interview
from domain.lead.signatures import ended
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.standing.commands import RequestSignature, SignPaper
from domain.lead.standing.events import SignatureRequested
from domain.lead.vocabulary import Matter
from tests.support.leads import command
from tests.support.people import DEPUTY, OFFICER, PEOPLE, PRINCIPAL, REGULATOR, STREET
from tests.support.roads import at
from tests.support.scenario import Scenario
from workflows.procedures.lead import LEAD
from workflows.procedures.lead.asking import SIGNED_FIRST

NOTICE: Final = Matter.INTERVIEW_NOTICE
COLLEAGUE: Final = PEOPLE["district-authority-second"]
OF_THE_REGULATOR: Final = PEOPLE["industry-deputy"]


def ask(matter: Matter = NOTICE, **more: object) -> RequestSignature:
    made: RequestSignature = command(RequestSignature, matter=matter, **more)
    return made


def sign(matter: Matter = NOTICE, *, approved: bool = True, **more: object) -> SignPaper:
    made: SignPaper = command(SignPaper, matter=matter, approved=approved, **more)
    return made


def asked(stage: Stage = Stage.VERIFYING, matter: Matter = NOTICE, **more: object) -> Scenario:
    return at(stage).by(OFFICER).when(ask(matter, **more)).then(SignatureRequested)


def waiting(scenario: Scenario) -> list[tuple[Matter, str]]:
    return [(each.matter, each.asker) for each in scenario.lead.requests]


def test_whoever_asks_stands_in_the_event_with_his_organ_and_the_lead_stays_where_it_is() -> None:
    after = asked()

    ((_, event),) = after.decision
    assert isinstance(event, SignatureRequested)
    assert (event.asker, event.organ) == (OFFICER.id, OFFICER.organ)
    assert event.stage is event.came_from is Stage.VERIFYING
    assert waiting(after) == [(NOTICE, OFFICER.id)]


@pytest.mark.parametrize("approved", [True, False])
def test_a_leaders_word_answers_it_yes_or_no(*, approved: bool) -> None:
    answered = asked().by(DEPUTY).when(sign(approved=approved, opinion="示例意见")).then()

    assert waiting(answered) == []


def test_what_was_refused_may_be_asked_for_again() -> None:
    refused = asked().by(DEPUTY).when(sign(approved=False, opinion="补充材料后再报")).then()

    assert waiting(refused.by(OFFICER).when(ask()).then(SignatureRequested)) == [(NOTICE, OFFICER.id)]


def test_what_waits_is_not_asked_for_twice_whoever_of_the_organ_asks() -> None:
    asked().by(COLLEAGUE).when(ask()).then_refused("request.open", rule="E00q", fact=OFFICER.id)


def test_what_is_signed_is_not_asked_for_but_by_whoever_signed_it_himself() -> None:
    signed = at(Stage.VERIFYING).by(DEPUTY).when(sign()).then()

    signed.by(OFFICER).when(ask()).then_refused("request.signed", rule="E00q", fact=DEPUTY.id)
    signed.by(DEPUTY).when(ask()).then(SignatureRequested)


def test_another_matter_or_another_lead_is_another_request() -> None:
    both = asked().when(ask(Matter.INQUIRY_OPENING)).then(SignatureRequested)
    both = both.when(ask(Matter.MERGER, target="l2")).then().when(ask(Matter.MERGER, target="l3")).then()
    left = both.by(DEPUTY).when(sign(Matter.MERGER, target="l2")).then()

    assert [(each.matter, each.target) for each in left.lead.requests] == [
        (NOTICE, ""), (Matter.INQUIRY_OPENING, ""), (Matter.MERGER, "l3")
    ]  # fmt: skip


def test_an_outward_paper_waits_for_a_leader_of_the_organ_that_asked() -> None:
    both = asked().by(REGULATOR).when(ask()).then(SignatureRequested)
    assert waiting(both) == [(NOTICE, OFFICER.id), (NOTICE, REGULATOR.id)]

    signed = both.by(OF_THE_REGULATOR).when(sign()).then()
    assert waiting(signed) == [(NOTICE, OFFICER.id)]


def test_an_internal_paper_serves_a_street_too_and_is_answered_above_it() -> None:
    street = at(Stage.VERIFYING).by(STREET).when(ask(Matter.MONITORING)).then(SignatureRequested)

    street.by(COLLEAGUE).when(ask(Matter.MONITORING)).then_refused("request.open", fact=STREET.id)
    assert waiting(street.by(DEPUTY).when(sign(Matter.MONITORING)).then()) == []


@pytest.mark.parametrize("matter", [NOTICE, Matter.INQUIRY_OPENING, Matter.SUSPENSION, Matter.SPLIT])
def test_a_street_asks_for_nothing_that_only_an_organ_may_do(matter: Matter) -> None:
    denied = at(Stage.VERIFYING).by(STREET).when(ask(matter)).then_refused("request.act", rule="E00q", fact="street")

    assert denied.missing is not None
    assert Level.DISTRICT_AUTHORITY in denied.missing.levels


def test_who_does_not_answer_for_a_lead_asks_for_nothing_that_the_organ_decides() -> None:
    at(Stage.VERIFYING).by(REGULATOR).when(ask(Matter.SUSPENSION)).then_refused("request.act", fact=REGULATOR.office)


def test_a_paper_is_asked_for_at_the_stage_it_serves_and_an_act_that_is_not_possible_needs_none() -> None:
    at(Stage.VERIFYING).by(OFFICER).when(ask(Matter.STOP_ORDER)).then_refused("sign.stage", fact="determined")
    at(Stage.RULED_OUT).by(OFFICER).when(ask(Matter.SUSPENSION)).then_refused("request.act", fact="ruled-out")


def test_the_paper_of_a_merger_names_the_other_lead_and_no_other_paper_does() -> None:
    at(Stage.VERIFYING).by(OFFICER).when(ask(Matter.MERGER)).then_refused("sign.target", rule="E00q")
    at(Stage.VERIFYING).by(OFFICER).when(ask(target="l2")).then_refused("sign.target", rule="E00q")
    itself = ask(Matter.MERGER).lead
    at(Stage.VERIFYING).by(OFFICER).when(ask(Matter.MERGER, target=itself)).then_refused("sign.target", rule="E00q")
    at(Stage.VERIFYING).by(DEPUTY).when(sign(Matter.MERGER, target=itself)).then_refused("sign.target")


def test_what_is_suspended_may_be_asked_for() -> None:
    signed = at(Stage.VERIFYING).by(DEPUTY).when(sign(Matter.SUSPENSION)).then()
    held = signed.by(OFFICER).when(command(standing.Suspend)).then()

    held.when(ask()).then(SignatureRequested)


def test_a_request_ends_with_the_stages_that_its_paper_serves() -> None:
    at_verifying = asked().when(ask(Matter.INQUIRY_OPENING)).then().when(ask(Matter.SPLIT)).then()
    signed = at_verifying.by(PRINCIPAL).when(sign()).then().by(OFFICER)
    summoned = signed.when(command(interview.SummonInterview)).then()

    assert waiting(summoned) == [(Matter.INQUIRY_OPENING, OFFICER.id), (Matter.SPLIT, OFFICER.id)]


def test_a_request_that_rests_on_no_stage_ends_with_the_work_on_the_lead() -> None:
    ruled_out = asked(Stage.RULED_OUT, Matter.REOPENING)
    proposed = ruled_out.by(STREET).when(command(closing.ProposeClosing)).then()

    assert waiting(proposed) == []
    assert Matter.SPLIT in ended(Stage.VERIFYING, Stage.MERGED) & ended(Stage.VERIFYING, Stage.RULED_OUT)
    assert Matter.SPLIT not in ended(Stage.VERIFYING, Stage.CLOSING)


def test_what_somebody_asked_for_who_is_recused_waits_no_more() -> None:
    both = asked().when(ask(Matter.SPLIT)).then().by(COLLEAGUE).when(ask(Matter.SUSPENSION)).then()
    recused = both.by(DEPUTY).when(command(standing.Recuse, officer=OFFICER.id)).then()

    assert waiting(recused) == [(Matter.SUSPENSION, COLLEAGUE.id)]


def test_nobody_signs_more_by_being_asked() -> None:
    """Whoever handled the lead at this stage asks as he likes: his own word is still none."""
    handled = at(Stage.VERIFYING)
    handled = replace(handled, states={**handled.states, "lead/l1": handled.lead._replace(handler=DEPUTY.id)})

    handled.by(OFFICER).when(ask()).then().by(DEPUTY).when(sign()).then_refused("sign.four-eyes")


def test_every_act_over_a_signature_can_be_asked_for_by_whoever_may_do_it() -> None:
    of_acts = {
        (SIGNED_FIRST[each.code], row.id) for row in LEAD.rows for each in row.guards if each.code in SIGNED_FIRST
    }
    asking = next(row for row in LEAD.rows if row.command is RequestSignature)

    assert {matter for matter, _ in of_acts} == set(Matter)
    acts = {row.id: row for row in LEAD.rows}
    assert all(set(acts[row].levels) <= set(asking.levels) for _, row in of_acts)
