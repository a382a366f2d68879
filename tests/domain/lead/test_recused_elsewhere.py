"""Who is recused from a lead writes nothing into it by way of another one, nor do others upon his approval."""

import pytest

from domain.lead.base import LeadCommand
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.vocabulary import Matter
from tests.support.leads import command
from tests.support.people import DEPUTY, OFFICER, PRINCIPAL, STREET
from tests.support.roads import Step, at, on_the_way, registration, sign
from tests.support.scenario import Scenario, flat

LINKED: tuple[Step, ...] = ((OFFICER, command(standing.LinkLeads)),)
MERGED: tuple[Step, ...] = (sign(Matter.MERGER), (OFFICER, command(standing.MergeLead)))


def two(*road: Step, recused: str = OFFICER.id) -> Scenario:
    """Two leads, what was done with both, and then somebody recused from the second."""
    stands_aside = command(standing.Recuse, lead="l2", officer=recused)
    return on_the_way((STREET, registration("l2")), *road, (PRINCIPAL, stands_aside), start=at(Stage.VERIFYING))


@pytest.mark.parametrize(
    ("road", "act"),
    [
        ((), command(standing.LinkLeads)),
        (LINKED, command(standing.UnlinkLeads)),
        ((sign(Matter.MERGER),), command(standing.MergeLead)),
        (MERGED, command(standing.UnmergeLead)),
    ],
    ids=["link", "unlink", "merge", "unmerge"],
)
def test_nobody_writes_into_a_lead_he_is_recused_from(road: tuple[Step, ...], act: LeadCommand) -> None:
    both = two(*road)

    denied = both.by(OFFICER).when(act).then_refused("permission.recused", cites="APL 43", fact=OFFICER.id)
    assert denied.is_permission
    assert both.states["lead/l2"].number in flat(denied.facts[0].found)
    both.by(PRINCIPAL).when(act).then()


def test_who_is_recused_from_one_lead_goes_on_with_the_other() -> None:
    two().by(OFFICER).when(command(standing.GradeRisk)).then()


def test_no_merger_rests_on_the_approval_of_somebody_recused_from_the_lead_it_goes_into() -> None:
    both = two(sign(Matter.MERGER), recused=DEPUTY.id)

    both.by(OFFICER).when(command(standing.MergeLead)).then_refused("signature.merger", fact=f"recused, {DEPUTY.id}")
