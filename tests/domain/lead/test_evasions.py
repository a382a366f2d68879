"""Ways round a guard that need several lawful steps, or several people; each was possible once."""

from datetime import timedelta

import pytest

from domain.lead.closing import commands as closing
from domain.lead.disposal import commands as disposal
from domain.lead.inquiry import commands as inquiry
from domain.lead.stage import WORKING, Stage
from domain.lead.standing import commands as standing
from domain.lead.state import Inquiry, TransferRef
from domain.lead.verification import commands as verification
from domain.lead.vocabulary import Matter, TransferMark
from tests.support.leads import command, lead_at
from tests.support.people import OFFICER, PRINCIPAL, STREET
from tests.support.roads import at, on_the_way, registration, sign
from tests.support.samples import NOON
from tests.support.scenario import Scenario

DETERMINED = Inquiry(evidence=1, opinions=1, heard=True, determined=True)
BEFORE = sorted(set(WORKING) - {Stage.DETERMINED, Stage.DISPOSING, Stage.FOLLOW_UP, Stage.CRIMINAL})
AFTER = (Stage.DETERMINED, Stage.DISPOSING, Stage.FOLLOW_UP)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def not_filed(held: Stage, now: Stage, *, determined: bool) -> Scenario:
    """A transfer opened at one stage ended without filing when the lead was at another."""
    ended = TransferRef("transfer/l1-1", TransferMark.FINAL_NOT_FILED, held)
    lead = lead_at(now, OFFICER, transfers=(ended,), inquiry=DETERMINED if determined else Inquiry())
    return Scenario({"lead/l1": lead})


@pytest.mark.parametrize("held", BEFORE)
def test_a_transfer_that_failed_does_not_lead_behind_a_determination(held: Stage) -> None:
    back = command(disposal.TakeUpAgain)

    refused = not_filed(held, Stage.DISPOSING, determined=True).when(back)
    refused.then_refused("take-up-again.held", rule="M20", cites="R737 23")
    assert not_filed(held, Stage.INVESTIGATING, determined=False).when(back).then().lead.stage is held


@pytest.mark.parametrize("held", AFTER)
def test_after_the_determination_a_failed_transfer_leads_back_as_ever(held: Stage) -> None:
    taken_up = not_filed(held, Stage.DISPOSING, determined=True).when(command(disposal.TakeUpAgain))

    assert taken_up.then().lead.stage is held


def handed_on_to_be_judged() -> Scenario:
    """The head handled the lead for a while, then gave it away."""
    given = at(Stage.VERIFYING).by(PRINCIPAL)
    given = given.when(command(standing.AssignHandler, handler=PRINCIPAL.id))
    return given.when(command(standing.AssignHandler, handler=OFFICER.id))


def closing_of(lead: str, scenario: Scenario) -> Scenario:
    """Somebody else rules the other lead out and proposes to close it; the head approves."""
    road = (
        (OFFICER, command(verification.StartVerification, lead=lead)),
        (OFFICER, command(verification.RuleOut, lead=lead)),
        (OFFICER, command(closing.ProposeClosing, lead=lead)),
    )
    return on_the_way(*road, start=scenario).by(PRINCIPAL).when(command(closing.ApproveClosing, lead=lead))


def test_who_handled_a_lead_closes_none_that_was_split_off_it() -> None:
    split = on_the_way(sign(Matter.SPLIT), (OFFICER, command(standing.SplitLead)), start=handed_on_to_be_judged())

    closing_of("l3", split).then_refused("close.four-eyes", fact=PRINCIPAL.id)


def test_who_handled_a_lead_closes_none_that_it_went_into() -> None:
    road = ((STREET, registration("l2")), sign(Matter.MERGER), (OFFICER, command(standing.MergeLead)))
    merged = on_the_way(*road, start=handed_on_to_be_judged())

    closing_of("l2", merged).then_refused("close.four-eyes", fact=PRINCIPAL.id)


def test_a_determined_lead_goes_only_into_one_that_is_determined_too() -> None:
    determined = lead_at(Stage.DISPOSING, OFFICER, inquiry=DETERMINED)
    others = (lead_at(Stage.VERIFYING, OFFICER)._replace(id="l2"), determined._replace(id="l2"))
    verifying, disposing = (Scenario({"lead/l1": determined, "lead/l2": other}) for other in others)
    merge = command(standing.MergeLead)

    verifying.when(merge).then_refused("merge.determined", rule="M28", cites="R737 25")
    assert disposing.when(merge).then().lead.stage is Stage.MERGED


PAUSES = {
    "the police filed": (
        (OFFICER, command(disposal.NotePoliceFiling, occurred=NOON + days(10))),
        (OFFICER, command(disposal.NoteCriminalEnd, occurred=NOON + days(20))),
    ),
    "it was merged": (
        (STREET, registration("l2")),
        sign(Matter.MERGER),
        (OFFICER, command(standing.MergeLead, occurred=NOON + days(10))),
        (OFFICER, command(standing.UnmergeLead, occurred=NOON + days(20))),
    ),
}


@pytest.mark.parametrize("aside", sorted(PAUSES))
def test_what_counted_before_a_pause_is_entered_after_it_at_its_own_date(aside: str) -> None:
    seen = command(inquiry.RecordEvidence, occurred=NOON + days(3))
    back = on_the_way(*PAUSES[aside], start=at(Stage.INVESTIGATING))

    assert back.lead.stage is Stage.INVESTIGATING
    late = back.by(OFFICER).when(seen).then().lead

    assert (late.inquiry.evidence, late.latest) == (1, NOON + days(20))
    early = command(inquiry.RecordEvidence, occurred=NOON - days(1))
    back.by(OFFICER).when(early).then_refused("command.order")


def test_monitoring_that_lost_its_day_of_review_is_not_over() -> None:
    """It comes back without one from a transfer that was opened in it and failed after a new verification."""
    monitored = Scenario({"lead/l1": lead_at(Stage.MONITORING, OFFICER, review_on=None)})

    monitored.when(command(closing.ProposeClosing)).then_refused("close.observation", rule="M22")
