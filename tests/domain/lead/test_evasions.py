"""Ways round a guard that need several lawful steps, or several people; each was possible once."""

import pytest

from domain.lead.disposal import commands as disposal
from domain.lead.stage import WORKING, Stage
from domain.lead.state import Inquiry, TransferRef
from domain.lead.vocabulary import TransferMark
from tests.support.leads import command, lead_at
from tests.support.people import OFFICER
from tests.support.scenario import Scenario

DETERMINED = Inquiry(evidence=1, opinions=1, heard=True, determined=True, stop_ordered=True)
BEFORE = sorted(set(WORKING) - {Stage.DETERMINED, Stage.DISPOSING, Stage.FOLLOW_UP, Stage.CRIMINAL})
AFTER = (Stage.DETERMINED, Stage.DISPOSING, Stage.FOLLOW_UP)


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
