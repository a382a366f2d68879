"""Cases with another actor or another person named, and the rows that ask which organ acts."""

from dataclasses import fields
from typing import Any, Final

from domain.lead.shapes import Officer
from tests.support.leads import TWO, Case
from tests.support.people import OFFICER

DECIDED: Final = (
    "M02 M03 M05 M10 M12 M13 M14 M15 M16 M21 M21a M21b M22a M23 M24 M25 M27 M27r M28 M28s M28u M30 M31 M33 "
    "E00a E00d E00s E32"
)
"""What the organ that answers decides."""
WORKED_ON: Final = "M04 M06 M07 M11 M17 M20 M22 M22r M26 E00c E00g E02 E21"
"""What takes having the lead in hand."""


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
