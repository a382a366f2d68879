"""The compiled table and the ``transitions`` machine agree everywhere."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Final

import pytest
from transitions.extensions.diagrams import GraphMachine

from domain.procedure import KEEP, Keep, Procedure, Row, command_name
from tests.support.leads import NOW
from workflows.desks import DESKS
from workflows.drawing import CROWD, draw
from workflows.machine import ask, check, machine, transitions

PROCEDURES = sorted({desk.procedure.name: desk.procedure for desk in DESKS.values()}.items())
DAY: date = NOW.date()


ARROW: Final = re.compile(r"^ *([\w-]+) --> ([\w-]+): ", re.MULTILINE)


def graph(procedure: Procedure) -> str:
    """The procedure as ``transitions`` itself draws it (Mermaid)."""
    built = GraphMachine(
        states=[str(stage) for stage in procedure.stages],
        initial=str(procedure.initial),
        transitions=transitions(procedure),
        auto_transitions=False,
        graph_engine="mermaid",
    )
    return str(built.get_combined_graph().draw(None))


def reachable(procedure: Procedure) -> frozenset[StrEnum]:
    """Every stage some chain of rows leads to from the initial one."""
    reached: set[StrEnum] = {procedure.initial}
    while new := {row.reaches(s) for row in procedure.rows for s in row.source if s in reached} - reached:
        reached |= new
    return frozenset(reached)


def subsets(numbers: list[int]) -> Iterator[frozenset[int]]:
    """No row holds, one, two, all of them."""
    for size in (0, 1, 2):
        yield from map(frozenset, combinations(numbers, size))
    yield frozenset(numbers)


def table_answers(procedure: Procedure, stage: StrEnum, command: type, allowed: frozenset[int]) -> StrEnum | None:
    """What judging does, when only these rows hold: the first of them decides."""
    held = [procedure.rows[number] for number in sorted(allowed)]
    row = next((row for row in procedure.candidates(stage, command, DAY) if any(row is each for each in held)), None)
    return row.reaches(stage) if row else None


@pytest.mark.parametrize(("name", "procedure"), PROCEDURES)
def test_the_table_is_the_machine_for_every_stage_and_trigger(name: str, procedure: Procedure) -> None:
    built = machine(procedure)
    commands = {row.command for row in procedure.rows}
    asked = 0
    for stage in procedure.stages:
        for command in commands:
            numbers = [n for n, row in enumerate(procedure.rows) if row.command is command and stage in row.source]
            for allowed in subsets(numbers):
                wanted = table_answers(procedure, stage, command, allowed)
                assert ask(built, stage, command_name(command), allowed) == wanted, (name, stage, command)
                asked += 1
    assert asked >= len(procedure.stages) * len(commands)


@pytest.mark.parametrize(("name", "procedure"), PROCEDURES)
def test_every_stage_is_reached(name: str, procedure: Procedure) -> None:
    assert reachable(procedure) == set(procedure.stages), name


@pytest.mark.parametrize(("name", "procedure"), PROCEDURES)
def test_our_drawing_has_the_arrows_of_the_library_s(name: str, procedure: Procedure) -> None:
    """All that change the stage, but those that would be a crowd and stand in a note."""
    crowds = {row.id for row in procedure.rows if sum(len(r.source) for r in procedure.rows if r.id == row.id) > CROWD}
    crowded = {
        (source, row.reaches(source))
        for row in procedure.rows
        if row.id in crowds and not isinstance(row.target, Keep)
        for source in row.source
    }
    theirs = {(a, b) for a, b in ARROW.findall(graph(procedure)) if a != b}
    ours = {(a.replace("_", "-"), b.replace("_", "-")) for a, b in ARROW.findall(draw(procedure))}

    assert ours <= theirs, name
    assert theirs - ours <= crowded, name


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


def lights(*rows: Row) -> Procedure:
    any_procedure = PROCEDURES[0][1]
    words = any_procedure.words
    return Procedure("lights", words, Light, Light.RED, rows, {Light.RED: words, Light.GREEN: words})


def row_of(source: StrEnum, target: StrEnum | Keep) -> Row:
    words = PROCEDURES[0][1].words
    return Row(id="L1", command=int, source=(source,), target=target, label=words, levels=(), basis=())


def test_a_stage_nobody_leads_to_is_noticed() -> None:
    assert reachable(lights(row_of(Light.RED, KEEP))) == {Light.RED}
    assert reachable(lights(row_of(Light.RED, Light.GREEN))) == set(Light)


def test_a_row_to_a_stage_that_does_not_exist_builds_no_machine() -> None:
    class Elsewhere(StrEnum):
        BLUE = "blue"

    with pytest.raises(ValueError, match="blue"):
        machine(lights(row_of(Light.RED, Elsewhere.BLUE)))


def test_a_table_that_was_compiled_otherwise_is_told_when_the_program_starts() -> None:
    procedure = lights(row_of(Light.RED, Light.GREEN))
    check(procedure)
    object.__setattr__(procedure, "table", {})

    with pytest.raises(ValueError, match="its machine differ"):
        check(procedure)
