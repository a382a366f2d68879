"""The reference pages are those the tables give today: whoever changes a table runs ``make docs``."""

import pytest

from api.cli.procedure import PROCEDURES
from domain.procedure import Procedure
from tests.support.tree import ROOT
from workflows.drawing import page
from workflows.law import register
from workflows.law.reference import reference

REFERENCE = ROOT / "docs" / "reference"


@pytest.mark.parametrize("procedure", [pytest.param(each, id=each.name) for each in PROCEDURES.values()])
def test_the_page_of_a_procedure_is_that_of_its_table(procedure: Procedure) -> None:
    assert page(procedure) == (REFERENCE / f"procedure-{procedure.name}.md").read_text(encoding="utf-8")


def test_the_page_of_the_law_is_that_of_its_register() -> None:
    assert reference(register()) == (REFERENCE / "law.md").read_text(encoding="utf-8")
