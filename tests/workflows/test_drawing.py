"""The drawing and the reference page leave no move and no guard out."""

import pytest

from domain.procedure import Keep, Procedure
from workflows.drawing import CROWD, draw, page
from workflows.procedures.lead import LEAD
from workflows.procedures.subscription import SUBSCRIPTION
from workflows.procedures.transfer import TRANSFER

PROCEDURES = [pytest.param(each, id=each.name) for each in (LEAD, TRANSFER, SUBSCRIPTION)]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_move_that_changes_the_stage_is_drawn_or_noted(procedure: Procedure) -> None:
    drawn = draw(procedure)

    for row in procedure.rows:
        if not isinstance(row.target, Keep):
            assert f"{row.id} {row.label.zh}" in drawn
    assert all(procedure.labels[stage].zh in drawn for stage in procedure.stages)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_an_arrow_stands_for_every_source_of_a_move_that_can_be_followed(procedure: Procedure) -> None:
    arrows: dict[str, set[str]] = {}
    for row in procedure.rows:
        if not isinstance(row.target, Keep):
            nodes = ((source.replace("-", "_"), row.reaches(source).replace("-", "_")) for source in row.source)
            arrows.setdefault(row.id, set()).update(f"  {source} --> {target}: {row.id} " for source, target in nodes)
    drawn = draw(procedure)

    assert all((arrow in drawn) == (len(group) <= CROWD) for group in arrows.values() for arrow in group)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_page_tells_every_move_and_every_guard_with_its_basis(procedure: Procedure) -> None:
    told = page(procedure)

    for row in procedure.rows:
        assert f"| {row.id} | {row.label.zh}" in told
        assert all(f"`{guard.code}` | {guard.words.zh}" in told for guard in (*procedure.standing, *row.guards))


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_the_page_has_one_head_over_each_of_its_two_tables(procedure: Procedure) -> None:
    lines = page(procedure).splitlines()
    tables = [at for at, line in enumerate(lines) if line.startswith("|") and not lines[at - 1].startswith("|")]
    rules = [at for at, line in enumerate(lines) if line.startswith("|---")]

    assert rules == [at + 1 for at in tables]
    assert len(tables) == 2
