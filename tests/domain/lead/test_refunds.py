"""A refund is called complete when what was planned was paid."""

import pytest

from domain.lead.stage import Stage
from domain.lead.vocabulary import Milestone
from tests.support.leads import Case, legal
from tests.support.scenario import Scenario, judged
from workflows.procedures.lead import LEAD

E21 = next(row for row in LEAD.rows if row.id == "E21")
OPEN, COMPLETED, PARTIAL = Milestone.REFUND_OPEN, Milestone.REFUND_COMPLETED, Milestone.REFUND_PARTIAL


def record(milestone: Milestone, amount_fen: int | None, item: str = "") -> Case:
    case = legal(E21, Stage.DISPOSING)
    return case.but(milestone=milestone, amount_fen=amount_fen, item=item, reason="示例理由")


def opened(amount_fen: int | None) -> Scenario:
    return judged(record(OPEN, amount_fen))


@pytest.mark.parametrize("planned", [80_000_000, None])
@pytest.mark.parametrize("paid", [80_000_000, 80_000_001, None])
def test_what_is_no_smaller_than_its_plan_is_complete(planned: int | None, paid: int | None) -> None:
    opened(planned).when(record(COMPLETED, paid).command).then()


def test_less_is_a_partial_refund_with_reasons_or_a_new_plan() -> None:
    begun, less = opened(80_000_000), record(COMPLETED, 50_000_000).command

    begun.when(less).then_refused("refund.complete", rule="E21", cites="R737 25", fact="80")
    begun.when(record(PARTIAL, 50_000_000).command).then()
    begun.when(record(OPEN, 50_000_000).command).when(less).then()


def test_each_refund_has_its_own_plan() -> None:
    opened(80_000_000).when(record(COMPLETED, 1, item="2").command).then()
