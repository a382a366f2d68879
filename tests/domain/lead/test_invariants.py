"""The hard rules of the field, each as a sentence about the lead."""

from dataclasses import fields
from datetime import timedelta
from typing import Any, get_args

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from domain.actor import Level
from domain.catalogue import CATALOGUE
from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.disposal.events import TransferMoved
from domain.lead.evolve import AnyLeadEvent
from domain.lead.inquiry.commands import Determine, Ground, JurisdictionBy
from domain.lead.inquiry.guards import ALONE_NOT_ENOUGH
from domain.lead.intake.commands import RegisterLead
from domain.lead.interview.events import InterviewSummoned
from domain.lead.signatures import SIGNATURES
from domain.lead.stage import EVERY, WORKING, Stage
from domain.lead.standing import commands as standing
from domain.lead.state import Item, Lead
from domain.lead.vocabulary import SETTLED, Matter, Milestone, Source, Track, TransferMark
from domain.numbers import NumberIssued
from domain.procedure import Denied, Row, Ruling, command_name
from tests.support import desk
from tests.support.leads import FIRM, NOW, TARGETS, command, lead_at, legal
from tests.support.people import DEPUTY, OFFICER, PEOPLE, PRINCIPAL, REGULATOR, STREET
from tests.support.roads import STEPS, at, on_the_way, registration, sign
from tests.support.samples import NOON
from tests.support.scenario import Scenario, judged
from workflows.procedures.lead import LEAD

COMMANDS = {row.command for row in LEAD.rows}
CLOSINGS = [row for row in LEAD.rows if row.command in {closing.ProposeClosing, closing.ApproveClosing}]
OPEN = [milestone for milestone in Milestone if milestone not in SETTLED]


def transfer(scenario: Scenario, *marks: TransferMark, track: str = "transfer/l1-1") -> Scenario:
    """What the transfer's own track tells the lead."""
    states = scenario.states
    for mark in marks:
        lead = states["lead/l1"]
        moved = TransferMoved(move="M17", came_from=lead.stage, stage=lead.stage, occurred=NOON, track=track,
                              track_version=1, mark=mark)  # fmt: skip
        states = desk.after(states, (("lead/l1", moved),))
    return Scenario(states)


def test_nothing_is_called_freeze() -> None:
    names = {command_name(each) for each in COMMANDS} | set(CATALOGUE) | {m.value for m in Milestone} | set(Matter)

    assert not [name for name in names if "freeze" in name or "frozen" in name]
    assert not [row for row in LEAD.rows if "冻结" in row.label.zh]


@pytest.mark.parametrize("kind", [standing.SignPaper, Determine, disposal.OpenTransfer, disposal.OrderStop])
def test_a_street_never_signs_determines_stops_or_transfers(kind: type) -> None:
    for row in (each for each in LEAD.rows if each.command is kind):
        case = legal(row, Stage(row.source[0])).but(actor=PEOPLE["street-principal"])
        judged(case).then_refused("permission.level", rule=row.id)


def test_no_paper_is_signed_below_the_district() -> None:
    assert not {Level.STREET, Level.COMMUNITY} & {level for rule in SIGNATURES.values() for level in rule.levels}


def test_an_outward_act_carries_the_number_and_name_of_the_organ_that_signed_and_acts() -> None:
    summoned: Any = at(Stage.INTERVIEW).log[-1][1]

    assert isinstance(summoned, InterviewSummoned)
    assert summoned.number == f"{DEPUTY.mark}约谈〔2023〕1号"
    assert summoned.organ == DEPUTY.organ


@pytest.mark.parametrize("matter", Matter)
def test_a_number_is_drawn_by_a_signature_and_by_nothing_refused(matter: Matter) -> None:
    numbered = bool(SIGNATURES[matter].document)
    stage = next(iter(SIGNATURES[matter].stages), Stage.VERIFYING)
    for approved in (True, False):
        paper = command(standing.SignPaper, matter=matter, approved=approved, target=TARGETS.get(matter, ""))
        done = at(stage).by(DEPUTY).when(paper).then()
        assert any(isinstance(event, NumberIssued) for _, event in done.decision) is (numbered and approved)
        assert bool(done.lead.signatures) is approved
        assert all(bool(each.number) is numbered for each in done.lead.signatures)


@pytest.mark.parametrize("milestone", OPEN)
@pytest.mark.parametrize("row", CLOSINGS, ids=lambda row: f"{row.id}-{row.source[0]}")
def test_nothing_closes_while_a_track_is_open(row: Row, milestone: Milestone) -> None:
    case = legal(row, Stage(row.source[0]))
    items = (*(i for i in case.lead.items if i.milestone.track is not milestone.track), Item("7", milestone))

    denied = judged(case.where(items=items)).ruling

    assert isinstance(denied, Denied)
    assert denied.code in {"close.refund", "close.tracks", "close.petitions"}


def test_a_track_that_opens_after_the_proposal_holds_up_its_approval() -> None:
    opened = command(disposal.RecordMilestone, milestone=Milestone.PETITION_REGISTERED)

    (at(Stage.CLOSING).by(OFFICER).when(opened).by(PRINCIPAL).when(command(closing.ApproveClosing))
     .then_refused("close.petitions", rule="M23", cites="XF22 44", fact="petition.registered"))  # fmt: skip


def test_a_partial_refund_closes_only_with_the_court_s_papers_also_by_way_of_follow_up() -> None:
    partial = command(disposal.RecordMilestone, milestone=Milestone.REFUND_PARTIAL, reason="示例理由")
    disposing = on_the_way((OFFICER, partial), start=at(Stage.DISPOSING))
    bare = command(closing.StartFollowUp)

    disposing.when(bare).then_refused("close.refund", rule="M21a", cites="R737 25")
    disposing.when(command(closing.StartFollowUp, court_enforcement=partial.paper)).then()


def test_neither_the_handler_nor_the_proposer_approves() -> None:
    closing_lead = at(Stage.CLOSING)
    mine = closing_lead.by(PRINCIPAL).when(command(standing.AssignHandler, handler=PRINCIPAL.id)).then()

    closing_lead.by(PRINCIPAL).when(command(closing.ApproveClosing)).then()
    mine.when(command(closing.ApproveClosing)).then_refused("close.four-eyes", rule="M23", cites="office four-eyes")


def test_a_recused_officer_is_out_of_the_lead_and_of_what_is_split_off_it() -> None:
    recused = at(Stage.VERIFYING).by(DEPUTY).when(command(standing.Recuse, officer=OFFICER.id)).then()
    split = on_the_way(sign(Matter.SPLIT), (PRINCIPAL, command(standing.SplitLead)), start=recused)

    for lead in ("l1", "l3"):
        act = command(standing.GradeRisk, lead=lead)
        split.by(OFFICER).when(act).then_refused("permission.recused", cites="APL 43")
        split.by(STREET).when(act).then()


@pytest.mark.parametrize("stage", sorted(set(WORKING) & set(STEPS)))
def test_a_suspension_holds_up_the_main_track_and_leaves_the_ways_to_the_police(stage: Stage) -> None:
    suspended = lead_at(stage, OFFICER)._replace(suspended=True)
    open_ways = {row.id for row in LEAD.rows if stage in row.source and row.while_suspended}

    assert {"M17", "M34", "M27r", "E00s"} <= open_ways
    assert open_ways & {"M18", "M19"}
    for row in LEAD.rows:
        if stage in row.source and row.id in {"M17", "M18", "M34", "M27r"}:
            case = legal(row, stage)
            ruling = desk.rule({"lead/l1": suspended}, case.actor, case.command, NOW)
            assert isinstance(ruling, Ruling), ruling
        elif stage in row.source and row.reaches(stage) is not stage and not row.while_suspended:
            judged(legal(row, stage).where(suspended=True)).then_refused("lead.suspended")


@pytest.mark.parametrize("stage", [s for s in STEPS if s not in {Stage.CRIMINAL, Stage.MERGED, Stage.CLOSING}])
def test_after_criminal_procedure_the_lead_is_where_it_was(stage: Stage) -> None:
    before = at(stage)

    filed = on_the_way((OFFICER, command(disposal.NotePoliceFiling)), start=before)
    back = on_the_way((OFFICER, command(disposal.NoteCriminalEnd)), start=filed)

    assert filed.lead.stage is Stage.CRIMINAL
    assert back.lead._replace(counted=before.lead.counted) == before.lead


def test_a_filing_withdraws_a_proposal_to_close() -> None:
    filed = on_the_way((OFFICER, command(disposal.NotePoliceFiling)), start=at(Stage.CLOSING))
    back = on_the_way((OFFICER, command(disposal.NoteCriminalEnd)), start=filed)

    assert back.lead.stage is Stage.RULED_OUT
    assert (back.lead.closing_from, back.lead.proposed_by) == (None, "")


@pytest.mark.parametrize("stage", [s for s in STEPS if s in EVERY and s is not Stage.CLOSING])
def test_a_returned_closing_and_an_undone_merger_leave_the_lead_where_it_was(stage: Stage) -> None:
    for row in LEAD.rows:
        if row.id in {"M24", "M28u"} and row.target is stage:
            for other in set(Stage) - {stage}:
                case = legal(row, Stage(row.source[0]))
                changed = case.where(closing_from=other, merged_from=other)
                denied = desk.rule({"lead/l1": changed.lead, "lead/l2": case.beside[0]}, case.actor, case.command, NOW)
                assert isinstance(denied, Denied) or denied.target is other


def test_a_transfer_that_came_to_nothing_leads_back_once_and_never_out_of_rest_or_criminal_procedure() -> None:
    ended = transfer(at(Stage.VERIFYING), TransferMark.OPENED, TransferMark.FINAL_NOT_FILED)
    take_up = command(disposal.TakeUpAgain)
    criminal = ended.when(command(disposal.NotePoliceFiling)).then()
    ruled_out = ended.when(STEPS[Stage.RULED_OUT][1][0][1]).then()

    again = ended.when(take_up).then()
    again.when(take_up).then_refused("take-up-again.held", fact="taken up")
    criminal.when(take_up).then_refused("take-up-again.held", rule="M20", cites="R310 10")
    ruled_out.when(take_up).then_refused("take-up-again.held")


def test_reopening_appends_and_brings_nothing_of_the_former_life_back() -> None:
    closed = transfer(on_the_way(sign(Matter.SUSPENSION), start=at(Stage.CLOSED)), TransferMark.OPENED)
    approved = closed.by(DEPUTY).when(command(standing.SignPaper, matter=Matter.REOPENING)).then()

    reopened = approved.by(STREET).when(command(closing.ReopenLead)).then()
    ended = transfer(reopened, TransferMark.FINAL_NOT_FILED)

    assert [stream for stream, _ in reopened.decision] == ["lead/l1"]
    assert reopened.lead.number == closed.lead.number
    assert reopened.lead.stage is Stage.VERIFYING
    assert reopened.lead.signatures == ()
    ended.when(command(disposal.TakeUpAgain)).then_refused("take-up-again.held")


@forall(
    amount=st.none() | st.integers(0, 10**14), people=st.none() | st.integers(0, 10**6), stage=st.sampled_from(EVERY)
)
def test_no_figure_blocks_a_transfer(amount: int | None, people: int | None, stage: Stage) -> None:
    lead = lead_at(stage, OFFICER)._replace(amount_fen=amount, participants=people)

    assert isinstance(desk.rule({"lead/l1": lead}, OFFICER, command(disposal.OpenTransfer), NOW), Ruling)


@forall(grounds=st.sets(st.sampled_from(Ground)))
def test_no_show_silence_or_delay_alone_is_no_suspicion(grounds: set[Ground]) -> None:
    case = legal(next(row for row in LEAD.rows if row.id == "M10"), Stage.INTERVIEW)

    done = judged(case.but(grounds=tuple(sorted(grounds))))

    if grounds <= ALONE_NOT_ENOUGH:
        done.then_refused("inquiry.suspicion", rule="M10", cites="R737 19")
    else:
        done.then()


def test_whether_an_informant_is_named_and_was_told_is_all_a_lead_ever_knows_of_him() -> None:
    shapes = {*get_args(AnyLeadEvent), *COMMANDS}
    words = ("informant", "reporter", "petitioner", "whistle", "bank", "claimant")
    named = {f.name: f.type for shape in shapes for f in fields(shape) if any(word in f.name for word in words)}

    assert named == {"named_informant": bool, "informant_told": bool}
    assert not [name for name in Lead._fields if any(word in name for word in words)]


@pytest.mark.parametrize("source", [Source.PETITION, Source.FINANCIAL_INSTITUTION])
def test_a_petition_or_a_bank_shows_as_a_channel_and_nowhere_else(source: Source) -> None:
    plain, other = (on_the_way((STREET, registration(source=each))).lead for each in (Source.GRID, source))

    assert other == plain._replace(source=source)
    assert not [f.name for f in fields(RegisterLead) if "petition" in f.name or "origin" in f.name]


def test_late_entry_keeps_both_times_and_early_entry_is_refused() -> None:
    registered: Any = on_the_way((STREET, registration())).log[0][1]
    tomorrow = registration(occurred=NOW + timedelta(days=1))

    assert registered.occurred == NOON
    Scenario().by(STREET).when(tomorrow).then_refused("command.future", cites="office late-entry")


def test_a_lead_of_a_stranger_s_area_is_answered_like_none_at_all() -> None:
    far = lead_at(Stage.VERIFYING, OFFICER)._replace(id="l2", office="370105001", division="370105001")
    near = at(Stage.VERIFYING)
    both = Scenario({**near.states, "lead/l2": far})
    link = command(standing.LinkLeads)

    assert both.when(link).then_refused("link.other") == near.when(link).then_refused("link.other")


def test_a_second_interview_is_the_business_of_the_organ_that_held_the_first() -> None:
    row = next(row for row in LEAD.rows if row.id == "M12a")
    case = legal(row, Stage.RECTIFYING)

    judged(case.but(actor=REGULATOR)).then_refused("order.same-organ", rule="M12a", cites="R737 18")


def test_refunds_are_looked_for_at_a_recheck_only_if_there_are_any() -> None:
    recheck = next(row for row in LEAD.rows if row.id == "E11")
    case = legal(recheck, Stage.RECTIFYING).but(refunds_evidenced=False)
    open_refund = (Item("", Milestone.REFUND_OPEN),)

    assert judged(case).then().lead.interview.rechecked is True
    assert judged(case.where(items=open_refund)).then().lead.interview.rechecked is False


def test_every_track_has_milestones_that_hold_up_and_milestones_that_settle() -> None:
    for track in set(Track) - {Track.WARNING}:
        assert {milestone in SETTLED for milestone in Milestone if milestone.track is track} == {True, False}


@pytest.mark.parametrize(
    ("by", "allowed"),
    [(JurisdictionBy.REGISTRATION, True), (JurisdictionBy.DOMICILE, False), (JurisdictionBy.HABITUAL_RESIDENCE, False)],
)
def test_a_unit_is_investigated_where_it_is_registered_a_person_where_he_lives(
    by: JurisdictionBy, *, allowed: bool
) -> None:
    row = next(row for row in LEAD.rows if row.id == "M13")
    case = legal(row, Stage.VERIFYING).but(jurisdiction=by)

    for unit, fits in ((FIRM, allowed), (None, not allowed)):
        done = judged(case.where(unit=unit))
        assert ("Denied" in type(done.ruling).__name__) is not fits
