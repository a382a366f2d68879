"""Being of a level with the power is not enough: the organ that answers for a lead decides about it."""

from dataclasses import replace

import pytest

from domain.actor import Level
from domain.lead.closing.commands import ApproveClosing, ProposeClosing
from domain.lead.disposal.commands import OpenTransfer, RecordMilestone
from domain.lead.inquiry.commands import OpenInquiry
from domain.lead.intake.commands import RegisterLead
from domain.lead.interview.commands import AcceptRectification, OrderRectification, SummonInterview
from domain.lead.stage import Stage
from domain.lead.standing.commands import AssignHandler, Escalate, LinkLeads, NotifyPolice, SignPaper
from domain.lead.state import Inquiry, Interviewing
from domain.lead.verification.commands import Monitor, RecordVisit, RuleOut, StartVerification
from domain.lead.vocabulary import Matter
from domain.procedure import Row
from tests.support.leads import Case, command, legal
from tests.support.people import PEOPLE, REGULATOR, STREET
from tests.support.scenario import given, judged
from workflows.procedures.lead import LEAD

OTHER = replace(REGULATOR, id="jy-first", office="370104-jy", organ="示例区教育和体育局")
REGULATORS = PEOPLE["industry-deputy"]


def case_of(kind: type, level: Level = Level.DISTRICT_AUTHORITY, at: Stage | None = None) -> Case:
    row = next(each for each in LEAD.rows if each.command is kind and (at is None or at in each.source))
    return legal(row, at or Stage(row.source[0]), level)


def test_a_regulator_does_not_close_what_the_authority_answers_for() -> None:
    case = case_of(ApproveClosing).where(office="370104")

    denied = judged(case.but(actor=REGULATORS)).then_refused("permission.answering-organ", cites="R737 5")
    assert denied.is_permission
    judged(case).then()


def test_a_regulator_does_not_rule_out_what_another_regulator_answers_for() -> None:
    case = case_of(RuleOut, Level.INDUSTRY)

    judged(case).then()
    judged(case.but(actor=OTHER)).then_refused("permission.answering-organ", fact="370104-jy 370104-scjg")


def test_the_authority_decides_about_leads_of_streets_and_of_regulators_and_where_the_city_answers() -> None:
    for office in ("370104001", "370104-scjg", "370104", "370100", "370000"):
        judged(case_of(RuleOut).where(office=office)).then()


def test_a_street_does_not_refuse_or_refer_what_the_authority_answers_for() -> None:
    refusing = legal(next(each for each in LEAD.rows if each.id == "M30"), Stage.REGISTERED, Level.STREET)

    judged(refusing).then()
    judged(refusing.where(office="370104")).then_refused("permission.answering-organ")


def test_a_street_verifies_for_the_authority_and_a_regulator_when_it_is_made_handler() -> None:
    street = case_of(StartVerification).but(actor=STREET).where(office="370104")
    regulator = case_of(StartVerification).but(actor=REGULATOR).where(office="370104")

    judged(street).then()
    judged(regulator).then_refused("permission.in-hand")
    judged(regulator.where(handler=REGULATOR.id)).then()


def test_nobody_makes_himself_handler_of_another_organs_lead() -> None:
    case = case_of(AssignHandler).where(office="370104")

    judged(case.but(actor=REGULATOR, handler=REGULATOR.id)).then_refused("permission.answering-organ")
    judged(case.but(handler=REGULATOR.id)).then()


def test_a_regulators_lead_is_the_authoritys_once_the_inquiry_is_open() -> None:
    case = case_of(ProposeClosing, Level.INDUSTRY, Stage.DISPOSING)
    opened = case_of(OpenInquiry).where(office=REGULATOR.office)

    judged(case).then()
    judged(case.where(inquiry=Inquiry(opened=True))).then_refused("permission.answering-organ", fact="370104-scjg")
    assert judged(opened).lead.inquiry.opened


def test_a_regulator_summons_in_its_own_name_and_accepts_what_it_ordered() -> None:
    summons = case_of(SummonInterview, Level.INDUSTRY).where(office="370104")
    accepting = case_of(AcceptRectification).where(office="370104")
    held = accepting.lead.interview._replace(office=REGULATOR.office)

    judged(summons).then()
    judged(accepting.but(actor=REGULATOR).where(interview=held)).then()
    judged(accepting.but(actor=OTHER).where(interview=held)).then_refused("permission.in-hand")


def test_of_an_interview_that_was_carried_over_the_organ_that_answers_goes_on() -> None:
    case = case_of(OrderRectification, Level.INDUSTRY).where(interview=Interviewing(minutes=True))

    judged(case).then()
    judged(case.where(office="370104")).then_refused("order.same-organ", fact="370104 370104-scjg")


@pytest.mark.parametrize("matter", sorted(set(Matter) - {Matter.INTERVIEW_NOTICE, Matter.RECTIFICATION_ORDER}))
def test_a_regulator_signs_for_nobody_else(matter: Matter) -> None:
    case = case_of(SignPaper).where(office="370104").but(actor=REGULATORS, matter=matter, approved=False)

    judged(case).then_refused("permission.answering-organ")


@pytest.mark.parametrize(
    ("matter", "stage"),
    [(Matter.INTERVIEW_NOTICE, Stage.VERIFYING), (Matter.RECTIFICATION_ORDER, Stage.INTERVIEW)],
)
def test_a_regulator_signs_the_papers_of_its_own_interview(matter: Matter, stage: Stage) -> None:
    interview = Interviewing(office=REGULATOR.office) if stage is Stage.INTERVIEW else Interviewing()
    case = case_of(SignPaper).where(office="370104", stage=stage, interview=interview)

    judged(case.but(actor=REGULATORS, matter=matter)).then()


@pytest.mark.parametrize("kind", [RecordVisit, LinkLeads, NotifyPolice, Escalate])
def test_what_helps_or_reports_stays_open_to_every_organ(kind: type) -> None:
    judged(case_of(kind).where(office="370104").but(actor=REGULATOR)).then()


@pytest.mark.parametrize("kind", [OpenTransfer, RecordMilestone, Monitor])
def test_a_regulator_transfers_and_records_in_its_own_cases(kind: type) -> None:
    judged(case_of(kind, Level.INDUSTRY)).then()
    judged(case_of(kind).where(office="370104").but(actor=REGULATOR)).then_refused("permission.in-hand")


def test_what_a_regulator_finds_elsewhere_it_registers_and_transfers_as_its_own() -> None:
    own = {"office": REGULATOR.office, "organ": REGULATOR.organ, "division": REGULATOR.division}
    found = given().by(REGULATOR).when(command(RegisterLead, **own, handler=REGULATOR.id))

    found.when(command(OpenTransfer)).then()


@pytest.mark.parametrize("row", [each for each in LEAD.rows if each.levels and Level.INDUSTRY in each.levels])
def test_no_row_of_a_regulator_leads_another_organs_lead_on(row: Row) -> None:
    """Whatever changes the stage of a lead asks whose it is, except the interview of one's own power."""
    own_power = {"M00", "M01", "M08", "M08a", "M09", "M10a", "M12a"}
    moves = any(row.reaches(source) != source for source in row.source)
    asks = {guard.code for guard in row.guards} & {"permission.answering-organ", "permission.in-hand"}

    assert bool(asks) or not moves or row.id in own_power
