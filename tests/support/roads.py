"""A lawful road to every stage: who does what, from the stage before; each step is judged like any other."""

from typing import Final

from domain.actor import Actor, Level, Role
from domain.lead.base import LeadCommand
from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.inquiry import commands as inquiry
from domain.lead.intake import commands as intake
from domain.lead.interview import commands as interview
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter, Milestone
from tests.support.leads import TARGETS, command
from tests.support.people import DEPUTY, OFFICER, PRINCIPAL, STREET, someone
from tests.support.scenario import Scenario, given

Step = tuple[Actor, LeadCommand]
ARCHIVIST: Final = someone(Level.STREET, role=Role.ARCHIVIST)


def registration(lead: str = "l1", actor: Actor = STREET, **changes: object) -> LeadCommand:
    """A lead put on the record by the actor's own office."""
    own = {"office": actor.office, "organ": actor.organ, "division": actor.division}
    made: LeadCommand = command(intake.RegisterLead, **{"lead": lead, **own, **changes})
    return made


def sign(matter: Matter) -> Step:
    """A leader of the coordinating authority signs."""
    return DEPUTY, command(standing.SignPaper, matter=matter, target=TARGETS.get(matter, ""))


ASSISTANCE: Final = command(
    intake.RegisterAssistance, office=OFFICER.office, organ=OFFICER.organ, division="370104001"
)  # fmt: skip

STEPS: Final[dict[Stage, tuple[Stage | None, tuple[Step, ...]]]] = {
    Stage.REGISTERED: (None, ((STREET, registration()),)),
    Stage.ASSISTING: (None, ((OFFICER, ASSISTANCE),)),
    Stage.REFERRED: (Stage.REGISTERED, ((STREET, command(intake.ReferLead)),)),
    Stage.NOT_ACCEPTED: (Stage.REGISTERED, ((STREET, command(intake.RefuseLead)),)),
    Stage.VERIFYING: (Stage.REGISTERED, ((STREET, command(verification.StartVerification)),)),
    Stage.RULED_OUT: (Stage.VERIFYING, ((OFFICER, command(verification.RuleOut)),)),
    Stage.REFERRED_ELSEWHERE: (Stage.RULED_OUT, ((OFFICER, command(verification.ReferElsewhere)),)),
    Stage.MONITORING: (Stage.VERIFYING, (
        sign(Matter.MONITORING), (STREET, command(standing.GradeRisk)), (STREET, command(verification.Monitor)))),
    Stage.INTERVIEW: (Stage.VERIFYING, (
        sign(Matter.INTERVIEW_NOTICE), (OFFICER, command(interview.SummonInterview)))),
    Stage.RECTIFYING: (Stage.INTERVIEW, (
        (OFFICER, command(interview.RecordInterview)), sign(Matter.RECTIFICATION_ORDER),
        (OFFICER, command(interview.OrderRectification)))),
    Stage.INVESTIGATING: (Stage.VERIFYING, (
        sign(Matter.INQUIRY_OPENING), (OFFICER, command(inquiry.OpenInquiry)))),
    Stage.DETERMINED: (Stage.INVESTIGATING, (
        (OFFICER, command(inquiry.RecordEvidence)), (OFFICER, command(inquiry.RecordOpinion)),
        (OFFICER, command(inquiry.HearDefence)), sign(Matter.DETERMINATION),
        (OFFICER, command(inquiry.Determine, participants=7)))),
    Stage.DISPOSING: (Stage.DETERMINED, (sign(Matter.STOP_ORDER), (OFFICER, command(disposal.OrderStop)))),
    Stage.CRIMINAL: (Stage.VERIFYING, ((OFFICER, command(disposal.NotePoliceFiling)),)),
    Stage.FOLLOW_UP: (Stage.DISPOSING, (
        (OFFICER, command(disposal.RecordMilestone, milestone=Milestone.REFUND_COMPLETED)),
        (OFFICER, command(closing.StartFollowUp)))),
    Stage.CLOSING: (Stage.RULED_OUT, ((STREET, command(closing.ProposeClosing)),)),
    Stage.CLOSED: (Stage.CLOSING, ((PRINCIPAL, command(closing.ApproveClosing)),)),
    Stage.ARCHIVED: (Stage.CLOSED, ((ARCHIVIST, command(closing.ArchiveLead)),)),
    Stage.MERGED: (Stage.VERIFYING, (
        (STREET, registration("l2")), sign(Matter.MERGER), (OFFICER, command(standing.MergeLead)))),
}  # fmt: skip
"""Stage → the stage before and the steps from there."""


def steps(stage: Stage) -> tuple[Step, ...]:
    """All steps from nothing."""
    before, last = STEPS[stage]
    return (*(steps(before) if before else ()), *last)


def on_the_way(*road: Step, start: Scenario | None = None) -> Scenario:
    """Take the steps; each must be allowed."""
    scenario = start or given()
    for actor, act in road:
        scenario = scenario.by(actor).when(act)
        scenario.then()
    return scenario


def at(stage: Stage) -> Scenario:
    """The lead ``l1`` brought to a stage."""
    return on_the_way(*steps(stage))
