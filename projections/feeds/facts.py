"""What the feed remembers of each lead beside the event at hand: enough to say where it stands, nothing personal."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from domain.instants import day_of
from domain.lead.base import LeadEvent
from domain.lead.inquiry.events import LeadDetermined
from domain.lead.intake.events import AssistanceRegistered, LeadCarriedOver, LeadRegistered
from domain.lead.stage import Stage
from domain.lead.standing.events import FactsCorrected, LeadSplitOff, RiskGraded
from domain.records import record
from domain.values.risk_grade import RiskGrade


@record
class Facts(NamedTuple):
    """A lead as far as the feed needs it. Amount in 分; ``lines`` are the criminal lines reached, as offence/tier."""

    number: str = ""
    office: str = ""
    division: str = ""
    stage: Stage = Stage.UNREGISTERED
    grade: RiskGrade | None = None
    registered: date | None = None
    unit: bool = False
    amount_fen: int | None = None
    people: int | None = None
    lines: tuple[str, ...] = ()


NOTHING: Final = Facts()


def learned(facts: Facts, event: LeadEvent) -> Facts:
    """The facts after an event of the lead."""
    own = next((LEARNED[kind] for kind in type(event).__mro__ if kind in LEARNED), _nothing)
    return facts._replace(stage=event.stage, **own(event, facts))


def _begun(event: Any, _: Facts) -> Mapping[str, Any]:  # noqa: ANN401 - any event by which a lead begins
    return {
        "number": event.number, "office": event.office, "division": event.division,
        "registered": day_of(event.occurred), "unit": event.unit is not None,
    }  # fmt: skip


def _registered(event: LeadRegistered, facts: Facts) -> Mapping[str, Any]:
    return {**_begun(event, facts), "amount_fen": event.amount_fen, "people": event.participants}


def _corrected(event: FactsCorrected, facts: Facts) -> Mapping[str, Any]:
    return {
        "division": event.division or facts.division,
        "unit": facts.unit or event.unit is not None,
        "amount_fen": facts.amount_fen if event.amount_fen is None else event.amount_fen,
        "people": facts.people if event.participants is None else event.participants,
    }


def _determined(event: LeadDetermined, _: Facts) -> Mapping[str, Any]:
    return {"amount_fen": event.amount_fen, "people": event.participants}


def _graded(event: RiskGraded, _: Facts) -> Mapping[str, Any]:
    return {"grade": event.grade}


def _nothing(_: LeadEvent, __: Facts) -> Mapping[str, Any]:
    return {}


LEARNED: Final[Mapping[type, Callable[[Any, Facts], Mapping[str, Any]]]] = {
    LeadRegistered: _registered,
    LeadCarriedOver: _registered,
    AssistanceRegistered: _begun,
    LeadSplitOff: _begun,
    FactsCorrected: _corrected,
    LeadDetermined: _determined,
    RiskGraded: _graded,
}
"""Event → what it changes beside the stage."""


def stored(facts: Facts) -> str:
    """The facts as the table holds them."""
    held = facts._asdict() | {"registered": facts.registered and facts.registered.isoformat()}
    return json.dumps(held, separators=(",", ":"))


def read(text: str) -> Facts:
    """What ``stored`` wrote."""
    held = json.loads(text)
    return Facts(**held)._replace(
        stage=Stage(held["stage"]),
        grade=held["grade"] and RiskGrade(held["grade"]),
        registered=held["registered"] and date.fromisoformat(held["registered"]),
        lines=tuple(held["lines"]),
    )
