"""Whoever verifies, confirms or is given a lead works on cases: being in the roster says nothing of that."""

from typing import Any, Final

import pytest

from domain.actor import Level
from domain.lead.closing.commands import StartFollowUp
from domain.lead.intake.commands import RegisterLead
from domain.lead.shapes import Officer
from domain.lead.stage import Stage
from domain.lead.standing.commands import AssignHandler, Recuse
from domain.lead.verification.commands import RuleOut, StartVerification
from domain.words import Words
from tests.support.leads import Case, command, legal
from tests.support.people import OFFICER, PEOPLE
from tests.support.roads import at, registration
from tests.support.scenario import given, judged
from workflows.procedures.lead import LEAD

COUNT: Final = (
    "street-first",
    "street-principal",
    "district-authority-second",
    "industry-first",
    "city-authority-first",
)
"""Handlers and leaders of offices that verify, in whose area the lead lies."""
NO_CASES: Final = ("district-authority-auditor", "street-archivist", "community-auditor")
NOT_VERIFYING: Final = ("police-first", "procuratorate-principal", "community-first")


def confirmed(*ids: str) -> Case:
    row = next(row for row in LEAD.rows if row.command is RuleOut)
    return legal(row, Stage.VERIFYING).but(confirmed_by=tuple(Officer(id=each) for each in ids))


@pytest.mark.parametrize("second", COUNT)
def test_two_who_work_on_cases_of_the_area_confirm(second: str) -> None:
    judged(confirmed(OFFICER.id, second)).then()


@pytest.mark.parametrize("second", [*NO_CASES, *NOT_VERIFYING, "nobody", OFFICER.id])
def test_nobody_else_in_the_roster_counts(second: str) -> None:
    judged(confirmed(OFFICER.id, second)).then_refused(
        "rule-out.two-people", cites="office two-person-ruling-out", fact=f"{OFFICER.id} ≥ 2"
    )


def test_an_office_of_another_area_does_not_count() -> None:
    case = confirmed(OFFICER.id, "street-first").where(division="370104002", office="370104002")

    judged(case).then_refused("rule-out.two-people", fact=f"{OFFICER.id} ≥ 2")


def test_the_refusal_says_of_each_why_he_does_not_count() -> None:
    denied = judged(confirmed("police-first", "community-auditor")).then_refused("rule-out.two-people", fact="0 ≥ 2")

    assert [fact.name.zh for fact in denied.facts[1:]] == ["police-first", "community-auditor"]
    assert denied.facts[1].found == Words("所在单位不在此核查", "of no office that verifies here")
    assert denied.facts[2].found == Words("岗位不办理线索", "of a post that works on no leads")


@pytest.mark.parametrize("who", [*NO_CASES, *NOT_VERIFYING])
def test_verification_is_given_to_those_who_verify(who: str) -> None:
    task = command(StartVerification, officers=(Officer(id=OFFICER.id), Officer(id=who)))

    at(Stage.REGISTERED).by(OFFICER).when(task).then_refused("verify.named-officer", rule="M04", fact=OFFICER.id)


@pytest.mark.parametrize("who", NO_CASES)
@pytest.mark.parametrize("kind", [AssignHandler, StartFollowUp, RegisterLead])
def test_a_lead_is_given_to_somebody_who_works_on_cases(kind: type, who: str) -> None:
    row = next(row for row in LEAD.rows if row.command is kind)
    case = legal(row, Stage(row.source[0]))
    named: dict[str, Any] = {"responsible" if kind is StartFollowUp else "handler": who}

    judged(case.but(**named)).then_refused("assign.roster", fact=who)


def test_whoever_has_an_interest_may_stand_aside_whatever_his_post() -> None:
    row = next(row for row in LEAD.rows if row.command is Recuse)
    case = legal(row, Stage.VERIFYING, Level.DISTRICT_AUTHORITY)

    judged(case.but(officer="district-authority-auditor")).then()


def test_a_lead_may_be_registered_without_a_handler() -> None:
    given().by(PEOPLE["street-first"]).when(registration(handler="")).then()
