"""One thing changed in a legal case, so that exactly one guard has something against it."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, Final

from domain.lead.shapes import Officer, Paper
from domain.lead.stage import Stage
from domain.lead.state import Inquiry, Item, Request
from domain.lead.vocabulary import Matter, Milestone
from tests.support.leads import LATER, TWO, Case, signatures
from tests.support.people import OFFICER, STREET
from tests.support.samples import DAY, NOON

Change = Callable[[Case], Case]
DECIDED: Final = (
    "M02 M03 M05 M10 M12 M13 M14 M15 M16 M21 M21a M21b M22a M23 M24 M25 M27 M27r M28 M28s M28u M30 M31 M33 "
    "E00a E00d E00s E32"
)
"""What the organ that answers decides."""
WORKED_ON: Final = "M04 M06 M07 M11 M17 M20 M22 M22r M26 E00c E00g E02 E21"
"""What takes having the lead in hand."""


def command(**changes: Any) -> Change:  # noqa: ANN401 - fields of what it changes
    return lambda case: case.but(**changes)


def lead(**changes: Any) -> Change:  # noqa: ANN401 - fields of what it changes
    return lambda case: case.where(**changes)


def elsewhere(case: Case) -> Case:
    return case.but(actor=STREET, office=STREET.office, division="370105")


def by_a_clerk(case: Case) -> Case:
    return case.but(actor=OFFICER, matter=Matter.STOP_ORDER)


def to_nobody(case: Case) -> Case:
    named = {field.name for field in fields(case.command)} & {"handler", "officer", "responsible"}
    changes: dict[str, Any] = dict.fromkeys(named, "nobody")
    return case.but(**changes)


def to_a_leader(case: Case) -> Case:
    """A leader of the authority is named by somebody who leads nobody."""
    named = {field.name for field in fields(case.command)} & {"handler", "responsible", "officers"}
    values: dict[str, Any] = {"officers": (Officer(id="district-authority-deputy"),)}
    return case.but(**{name: values.get(name, "district-authority-deputy") for name in named})


def by_an_equal(case: Case) -> Case:
    """A colleague who leads nobody."""
    return case.but(actor=OFFICER, officer=TWO[1].id).where(recused=case.lead.recused and (TWO[1].id,))


def blank_paper(case: Case) -> Case:
    (named,) = {field.name for field in fields(case.command)} & {"notice", "decision", "receipt", "answer", "paper"}
    blank: dict[str, Any] = {named: Paper(title="示例", reference=" ")}
    return case.but(**blank)


def beside(**changes: Any) -> Change:  # noqa: ANN401 - fields of the lead
    return lambda case: replace(case, beside=(case.beside[0]._replace(**changes),))


def observed_longer(case: Case) -> Case:
    return beside(stage=Stage.MONITORING, review_on=DAY)(case.where(stage=Stage.MONITORING, review_on=LATER))


def signed(case: Case) -> Case:
    return case.where(signatures=signatures(case.actor))


def asked_by(asker: str) -> Change:
    """Somebody of the actor's own organ asked for the same paper before."""
    return lambda case: case.where(requests=(Request(case.command.matter, "", asker, case.actor.organ, NOON),))  # type: ignore[attr-defined] # a request


def unsigned(case: Case) -> Case:
    return case.where(signatures=())


def items(*milestones: Milestone) -> Change:
    return lead(items=tuple(Item(f"{n}", each) for n, each in enumerate(milestones)))


def fined(*, determined: bool = True, **changes: Any) -> Change:  # noqa: ANN401 - fields of the lead
    """A fine was paid in a case that the inquiry led to."""
    begun = lead(items=(Item("", Milestone.PENALTY_FILED),), inquiry=Inquiry(determined=determined), **changes)
    return lambda case: begun(case).but(milestone=Milestone.PENALTY_EXECUTED)


def interviewed(**changes: Any) -> Change:  # noqa: ANN401 - fields of what it changes
    return lambda case: case.where(interview=case.lead.interview._replace(**changes))
