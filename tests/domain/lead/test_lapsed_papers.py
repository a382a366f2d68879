"""A signed paper lapses when no act can use it any more."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from domain.lead.guards import lapsed
from domain.lead.stage import Stage
from domain.lead.state import Lead, Signature
from domain.lead.vocabulary import Matter
from tests.support.samples import DAY, NOON

PAPER: Final = Signature(Matter.RECTIFICATION_ORDER, "示整改〔2022〕1号", "industry-deputy", "示例局", DAY)


def at(stage: Stage, **fields: Any) -> Lead:  # noqa: ANN401 - fields of the lead
    return Lead("l1", stage, latest=NOON, **fields)


@pytest.mark.parametrize(
    ("lead", "signed_on", "void"),
    [
        (at(Stage.INTERVIEW), DAY, False),
        (at(Stage.INTERVIEW), DAY - timedelta(days=1), True),
        (at(Stage.RECTIFYING), DAY, True),
        (at(Stage.CRIMINAL), DAY, False),
        (at(Stage.INTERVIEW, recused=("industry-deputy",)), DAY, True),
    ],
    ids=["at its stage", "before what it rests on", "after its stage", "in a pause that leads back", "signer recused"],
)
def test_a_paper_serves_its_stage_and_what_came_before_it(lead: Lead, signed_on: date, *, void: bool) -> None:
    assert lapsed(PAPER._replace(on=signed_on), lead) is void


def test_an_approval_that_rests_on_no_stage_does_not_lapse() -> None:
    approval = PAPER._replace(matter=Matter.SUSPENSION, on=DAY - timedelta(days=400))

    assert not lapsed(approval, at(Stage.VERIFYING))
