"""The transfer's table: every row is reached, every row and guard cites, nobody below the district has a row."""

from itertools import chain

import pytest

from domain.actor import Grade, Level
from domain.procedure import Keep
from domain.transfer.base import OnPaper
from domain.transfer.commands import ApproveTransfer, RefuseTransfer
from domain.transfer.guards import STANDING
from domain.transfer.stage import TransferStage
from tests.support.transfers import WALKS, walk
from workflows.procedures.transfer import TRANSFER

GUARDS = tuple(dict.fromkeys((*STANDING, *chain.from_iterable(row.guards for row in TRANSFER.rows))))


@pytest.mark.parametrize("steps", WALKS, ids=lambda steps: "-".join(map(str, steps[4:])) or "start")
def test_the_diagram_can_be_walked(steps: tuple[str | int, ...]) -> None:
    walk(steps)


def test_the_walks_use_every_edge_of_the_diagram() -> None:
    edges = {(row.id, source) for row in TRANSFER.rows for source in row.source}
    walked = {
        (event.move, event.came_from)  # type: ignore[attr-defined]
        for steps in WALKS
        for stream, event in walk(steps).log
        if stream.startswith("transfer/")
    }

    assert walked == edges


def test_every_stage_has_a_label() -> None:
    assert set(TransferStage) == set(TRANSFER.labels)


def test_every_row_and_every_guard_cites_an_article_or_an_office_rule() -> None:
    assert [row.id for row in TRANSFER.rows if not row.basis] == []
    assert [each.code for each in GUARDS if not each.basis] == []


def test_the_way_to_the_police_stands_on_the_law_and_not_on_office_rules() -> None:
    on_office_rules_alone = [row.id for row in TRANSFER.rows if all(each.is_office_rule for each in row.basis)]

    assert on_office_rules_alone == ["T6m"]


def test_a_row_has_one_meaning() -> None:
    assert len({row.id for row in TRANSFER.rows}) == len(TRANSFER.rows)


def test_only_the_organs_with_penal_power_transfer() -> None:
    assert {row.levels for row in TRANSFER.rows} == {(Level.DISTRICT_AUTHORITY, Level.INDUSTRY)}


def test_the_head_or_acting_head_decides_and_nobody_else_is_asked() -> None:
    graded = {(row.command, row.grade) for row in TRANSFER.rows if row.grade}

    assert graded == {(decision, Grade.PRINCIPAL_OR_ACTING) for decision in (ApproveTransfer, RefuseTransfer)}


def test_no_suspension_holds_a_transfer_up() -> None:
    assert all(row.while_suspended for row in TRANSFER.rows)


def test_every_act_on_paper_asks_where_the_paper_is() -> None:
    unasked = [
        row.id
        for row in TRANSFER.rows
        if issubclass(row.command, OnPaper) and "transfer.paper" not in {each.code for each in row.guards}
    ]

    assert unasked == []


def test_every_row_that_moves_leads_to_another_stage() -> None:
    moving = [row for row in TRANSFER.rows if not isinstance(row.target, Keep)]

    assert [row.id for row in moving if row.target in row.source] == []
