"""What a person can do with a lead now and what not, and why: every row asked before anything is filled in."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import cast

from domain.procedure import Act, Denied, Failed, Guard, Procedure, Row, Situation, denied_by, lacking_power


@dataclass(frozen=True, slots=True)
class Move:
    """A command of the stage. ``denied`` says why not; ``waiting`` are the guards that look at what is filled in."""

    command: type
    row: Row
    denied: Denied | None
    waiting: tuple[Guard, ...] = ()


def moves(procedure: Procedure, stage: StrEnum, state: object, subject: str, situation: Situation) -> tuple[Move, ...]:
    """Every command the table has at this stage, in table order, with the row that comes furthest."""
    best: dict[type, tuple[int, Move]] = {}
    for row in procedure.rows:
        if stage in row.source and row.since <= situation.today <= row.until:
            passed, move = _ask(procedure, row, state, blank(row.command, subject, situation), situation)
            if row.command not in best or passed > best[row.command][0]:
                best[row.command] = (passed, move)
    return tuple(move for _, move in best.values())


def blank(command: type, subject: str, situation: Situation) -> Act:
    """A command with nothing filled in but whose it is and that it happens now: all else raises ``AttributeError``."""
    first, *_ = (each.name for each in fields(command))
    act = cast("Act", object.__new__(command))
    object.__setattr__(act, first, subject)
    object.__setattr__(act, "occurred", situation.now)
    return act


def _ask(procedure: Procedure, row: Row, state: object, command: Act, situation: Situation) -> tuple[int, Move]:
    """How many checks the row passed or could not be asked, and what that makes of it."""
    lacking = lacking_power(row, situation.actor)
    if lacking is not None:
        return 0, Move(row.command, row, lacking)
    waiting: list[Guard] = []
    for passed, guard in enumerate((*procedure.standing, *row.guards), start=1):
        try:
            failure = guard.check(state, command, situation)
        except AttributeError as unfilled:
            if unfilled.obj is not command:
                raise
            waiting.append(guard)
            continue
        if failure is not None:
            return passed, Move(row.command, row, denied_by(guard, failure, row.id))
    return len(procedure.standing) + len(row.guards) + 1, Move(row.command, row, None, tuple(waiting))


def bars(guard: Guard, state: object, command: Act, situation: Situation) -> Failed | None:
    """Why a guard says no because of who acts; one that asks for what is not filled in says nothing."""
    try:
        failure = guard.check(state, command, situation)
    except AttributeError as unfilled:
        if unfilled.obj is not command:
            raise
        return None
    return failure if failure is not None and failure.missing is not None else None


def beginnings(procedure: Procedure, command: type, day: date) -> tuple[StrEnum, ...]:
    """The stages from which a command is possible on a day."""
    rows = (row for row in procedure.rows if row.command is command and row.since <= day <= row.until)
    return tuple(dict.fromkeys(source for row in rows for source in row.source))
