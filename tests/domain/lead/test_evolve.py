"""A lead is what happened to it: every event of the catalogue folds, none is ever refused, none reads a table."""

from typing import Any, get_args

import pytest

from adapters.store.upcasts import UPCASTS
from domain.catalogue import CATALOGUE
from domain.lead.base import LeadEvent
from domain.lead.evolve import BY_EVENT, AnyLeadEvent, evolve
from domain.lead.stage import Stage
from domain.lead.standing.commands import Escalate, MajorTest, Rung
from domain.lead.standing.events import PaperSigned
from domain.lead.state import Lead
from domain.lead.vocabulary import Matter
from tests.support.leads import command, lead_at
from tests.support.people import OFFICER
from tests.support.roads import STEPS, at, on_the_way, sign
from tests.support.samples import build
from workflows.desks import fold

EVENTS = sorted(get_args(AnyLeadEvent), key=lambda event: event.__name__)


def test_the_closed_union_is_what_the_catalogue_has_under_the_noun() -> None:
    stored = {kind for name, kind in CATALOGUE.items() if name.startswith("lead.")}

    assert set(EVENTS) == stored - set(UPCASTS) == set(BY_EVENT)
    assert all(issubclass(kind, LeadEvent) for kind in EVENTS)


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("stage", Stage)
def test_an_event_folds_at_any_stage_and_brings_the_stage_it_carries(kind: type, stage: Stage) -> None:
    event: Any = build(kind, came_from=stage, stage=Stage.MONITORING)

    after = evolve(lead_at(stage, OFFICER), event)

    assert isinstance(after, Lead)
    assert after.stage is Stage.MONITORING
    assert evolve(Lead("l1"), event).id == "l1"


@pytest.mark.parametrize("stage", STEPS)
def test_a_road_to_each_stage_is_walked_and_folds_from_its_events_alone(stage: Stage) -> None:
    happened = at(stage)

    assert happened.lead.stage is stage
    events: list[Any] = [event for stream, event in happened.log if stream == "lead/l1"]
    assert happened.lead == fold("lead/l1", events)


def test_a_signature_serves_one_act() -> None:
    assert at(Stage.DISPOSING).lead.signatures == ()


def test_a_report_to_the_district_leaves_the_signature_for_the_city_alone() -> None:
    signed = on_the_way(sign(Matter.CITY_ESCALATION), start=at(Stage.VERIFYING))
    major = (MajorTest.AMOUNT,)
    district, city = (signed.by(OFFICER).when(command(Escalate, rung=r, tests=major)).then() for r in Rung)

    assert district.lead.signatures == signed.lead.signatures
    assert city.lead.signatures == ()


def test_a_proposal_lives_only_while_the_lead_is_closing() -> None:
    for stage in STEPS:
        assert (at(stage).lead.closing_from is not None) is (stage is Stage.CLOSING)


def test_one_organ_s_no_leaves_another_organ_s_signature_alone() -> None:
    def word(organ: str, *, approved: bool) -> PaperSigned:
        return build(PaperSigned, matter=Matter.INTERVIEW_NOTICE, organ=organ, approved=approved, stage=Stage.VERIFYING)

    lead = fold("lead/l1", (word("示例甲局", approved=True), word("示例乙局", approved=False)))
    assert [each.organ for each in lead.signatures] == ["示例甲局"]

    again = evolve(lead, word("示例乙局", approved=True))
    own = again.signature(Matter.INTERVIEW_NOTICE, "示例乙局")
    assert own is not None
    assert own.organ == "示例乙局"
    assert evolve(again, word("示例甲局", approved=False)).signatures == (own,)
