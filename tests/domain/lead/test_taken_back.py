"""What is taken back was there before: nothing is resumed, lifted or unlinked before it was begun."""

from datetime import timedelta
from typing import Final

import pytest

from domain.lead.base import LeadCommand
from domain.lead.stage import Stage
from domain.lead.standing import commands as standing
from domain.lead.vocabulary import Matter
from tests.support.leads import command
from tests.support.people import DEPUTY, OFFICER, PRINCIPAL, STREET
from tests.support.roads import Step, at, on_the_way, registration
from tests.support.samples import DAY, NOON
from tests.support.scenario import Scenario

OTHER: Final = "district-authority-second"


def on(day: int, kind: type[LeadCommand], **fields: object) -> LeadCommand:
    act: LeadCommand = command(kind, occurred=NOON + timedelta(days=day), **fields)
    return act


SUSPENDED: Final[tuple[Step, ...]] = (
    (DEPUTY, on(0, standing.SignPaper, matter=Matter.SUSPENSION)), (OFFICER, on(10, standing.Suspend)),
)  # fmt: skip
RECUSED: Final[tuple[Step, ...]] = ((PRINCIPAL, on(10, standing.Recuse, officer=OTHER)),)
LINKED: Final[tuple[Step, ...]] = ((STREET, registration("l2")), (OFFICER, on(10, standing.LinkLeads)))
TAKEN_BACK: Final = {
    "resumed": (SUSPENDED, OFFICER, standing.Resume, {}, "M27r"),
    "lifted": (RECUSED, PRINCIPAL, standing.LiftRecusal, {"officer": OTHER}, "E00u"),
    "unlinked": (LINKED, OFFICER, standing.UnlinkLeads, {}, "E28n"),
}


def begun(road: tuple[Step, ...]) -> Scenario:
    return on_the_way(*road, start=at(Stage.VERIFYING))


@pytest.mark.parametrize("what", TAKEN_BACK)
def test_nothing_is_taken_back_before_it_was_there(what: str) -> None:
    road, actor, kind, fields, rule = TAKEN_BACK[what]
    there = begun(road).by(actor)

    for day in (-300, 9):
        there.when(on(day, kind, **fields)).then_refused(
            "turn.order", rule=rule, cites="office order-of-acts", fact="≥ 2022-03-12"
        )
    there.when(on(10, kind, **fields)).then()


def test_what_was_taken_back_does_not_begin_again_before_that() -> None:
    resumed = on_the_way((OFFICER, on(30, standing.Resume)), start=begun(SUSPENDED))
    signed = on_the_way((DEPUTY, on(0, standing.SignPaper, matter=Matter.SUSPENSION)), start=resumed).by(OFFICER)

    signed.when(on(29, standing.Suspend)).then_refused("turn.order", rule="M27", fact="≥ 2022-04-01")
    signed.when(on(30, standing.Suspend)).then()


def test_each_recusal_and_each_link_has_its_own_day() -> None:
    two = on_the_way((PRINCIPAL, on(90, standing.Recuse, officer="street-second")), start=begun(RECUSED))

    two.by(PRINCIPAL).when(on(20, standing.LiftRecusal, officer=OTHER)).then()


def test_a_link_is_taken_back_from_either_lead() -> None:
    far = on(9, standing.UnlinkLeads, lead="l2", other="l1")

    begun(LINKED).by(OFFICER).when(far).then_refused("turn.order", fact=f"≥ {DAY + timedelta(days=10)}")
