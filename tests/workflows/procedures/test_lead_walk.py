"""Every row of the lead's table is walked from every source by every level: those it names may, no other may."""

from typing import Any

import pytest

from domain.actor import HOLDERS, Level, Position
from domain.lead.stage import Stage
from domain.procedure import Denied, Row, Ruling
from tests.support.leads import ROLES, Case, legal
from tests.support.people import PEOPLE
from tests.support.scenario import judged
from workflows.procedures.lead import LEAD

STEPS = [
    pytest.param(row, Stage(source), level, id=f"{row.id}-{source}-{row.reaches(source)}-{level}")
    for row in LEAD.rows
    for source in row.source
    for level in row.levels
]
ROWS = [pytest.param(row, id=row.id) for row in {row.id: row for row in LEAD.rows}.values()]
GRADED = [pytest.param(row, id=row.id) for row in {row.id: row for row in LEAD.rows if row.grade}.values()]


@pytest.mark.parametrize(("row", "source", "level"), STEPS)
def test_a_row_leads_from_each_source_to_its_target(row: Row, source: Stage, level: Level) -> None:
    case = legal(row, source, level)
    done = judged(case)

    assert isinstance(done.ruling, Ruling), done.ruling
    assert (done.ruling.row, done.states["lead/l1"].stage) == (row, row.reaches(source))
    moved: Any = next(event for stream, event in done.decision if stream == "lead/l1")
    assert (moved.move, moved.came_from, moved.stage) == (row.id, source, row.reaches(source))
    assert moved.occurred == case.command.occurred


def refused_to(case: Case, someone: str) -> Denied:
    done = judged(case.but(actor=PEOPLE[someone]))
    assert isinstance(done.ruling, Denied), f"{someone} may {case.command}"
    return done.ruling


@pytest.mark.parametrize("row", ROWS)
def test_other_levels_lack_the_power_and_learn_who_has_it(row: Row) -> None:
    rows = LEAD.candidates(row.source[0], row.command, legal(row, Stage(row.source[0])).command.occurred.date())
    allowed = {level for each in rows for level in each.levels}
    rank = "archivist" if row.id in ROLES else "principal"

    for level in set(Level) - allowed:
        case = legal(row, Stage(row.source[0])).where(division="370104001001")  # in everybody's area
        denied = refused_to(case, f"{level}-{rank}")
        assert denied.code == "permission.level"
        assert denied.missing is not None
        assert set(denied.missing.levels) <= allowed
        assert denied.facts[0].found == level


@pytest.mark.parametrize("row", GRADED)
def test_a_grade_is_held_by_its_positions_alone(row: Row) -> None:
    assert row.grade is not None
    for rank, position in {"first": None, **{p.value: p for p in Position}}.items():
        done = judged(legal(row, Stage(row.source[0])).but(actor=PEOPLE[f"district-authority-{rank}"]))
        if position in HOLDERS[row.grade]:
            assert isinstance(done.ruling, Ruling)
        else:
            denied = done.then_refused("permission.grade", rule=row.id)
            assert denied.missing is not None
            assert denied.missing.grade is row.grade


@pytest.mark.parametrize("row", ROWS)
def test_a_command_at_a_wrong_stage_says_where_it_would_be_right(row: Row) -> None:
    sources = {source for each in LEAD.rows if each.command is row.command for source in each.source}
    for stage in set(Stage) - sources - {Stage.UNREGISTERED}:
        case = legal(row, Stage(row.source[0]))
        denied = judged(case.where(**legal_at(stage, case))).then_refused("move.not-from-here", fact=stage)
        assert set(row.basis) <= set(denied.basis)
        assert {move.move for move in denied.legal} == {each.id for each in LEAD.rows if stage in each.source}


def legal_at(stage: Stage, case: Case) -> dict[str, object]:
    """The fields that bring the case's lead to another stage."""
    return {"stage": stage, "office": case.lead.office or "370104001", "division": "370104001001"}
