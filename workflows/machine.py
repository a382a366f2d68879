"""The rows as a machine of ``transitions``: built and compared when the program starts, run by the tests.

The product asks the compiled table, which answers sooner. One flat machine per track, built once, ``queued=False``;
only a throw-away cursor is ever moved by it.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import cast

from transitions import EventData, Machine

from domain.procedure import Keep, Procedure, command_name


class Cursor:
    """What a machine may move: it is thrown away after one question. ``allowed`` says which rows hold."""

    __slots__ = ("allowed", "state")

    def __init__(self, state: str, allowed: frozenset[int]) -> None:
        self.state = state
        self.allowed = allowed


def _condition(number: int) -> Callable[[EventData], bool]:
    def holds(event: EventData) -> bool:
        return number in cast("Cursor", event.model).allowed

    return holds


def transitions(procedure: Procedure) -> list[dict[str, object]]:
    """The rows as the library takes them."""
    return [
        {
            "trigger": command_name(row.command),
            "source": [str(source) for source in row.source],
            "dest": "=" if isinstance(row.target, Keep) else str(row.target),
            "conditions": [_condition(number)],
        }
        for number, row in enumerate(procedure.rows)
    ]


def machine(procedure: Procedure) -> Machine:
    """The procedure as a ``transitions`` machine without models; unknown stages in a row raise ``ValueError``."""
    _check_stages(procedure)
    return Machine(
        model=None,
        states=[str(stage) for stage in procedure.stages],
        initial=str(procedure.initial),
        transitions=transitions(procedure),
        auto_transitions=False,
        send_event=True,
        queued=False,
    )


def _check_stages(procedure: Procedure) -> None:
    """The library takes a target on trust until somebody goes there."""
    for row in procedure.rows:
        unknown = {stage for source in row.source for stage in (source, row.reaches(source))} - set(procedure.stages)
        if unknown:
            msg = f"row {row.id} of {procedure.name} names stages that do not exist: {sorted(unknown)}"
            raise ValueError(msg)


def ask(built: Machine, stage: StrEnum, trigger: str, allowed: frozenset[int]) -> str | None:
    """Where the machine goes from a stage when only the rows numbered in ``allowed`` hold; None when it stays shut."""
    event = built.events.get(trigger)
    if event is None or str(stage) not in event.transitions:
        return None
    cursor = Cursor(str(stage), allowed)
    return cursor.state if event.trigger(cursor) else None


def check(procedure: Procedure) -> None:
    """Whether the library's machine has the arrows of the compiled table, and no other. Raises ``ValueError``."""
    built = machine(procedure)
    theirs = {
        (transition.source, trigger, transition.dest or transition.source)  # without a dest it stays where it is
        for trigger, event in built.events.items()
        for listed in event.transitions.values()
        for transition in listed
    }
    ours = {
        (str(stage), command_name(command), str(row.reaches(stage)))
        for (stage, command), rows in procedure.table.items()
        for row in rows
    }
    if theirs != ours:
        msg = f"the table of {procedure.name} and its machine differ in {sorted(theirs ^ ours)}"
        raise ValueError(msg)
