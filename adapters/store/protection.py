"""Tells whether the database still protects the log: its triggers, functions, keys and columns, held against our own.

The hashes tell what was changed. This tells that the bolts were drawn, also while nothing is changed yet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from adapters.store.layout import Kind, Layout, Part, laid_out, standing
from domain.words import Words


class State(StrEnum):
    """What became of a protection. Values are permanent."""

    MISSING = "protection.missing"
    CHANGED = "protection.changed"
    OFF = "protection.off"
    FOREIGN = "protection.foreign"


@dataclass(frozen=True, slots=True)
class Lapse:
    """A protection that is not as it was laid out: its name in the database, what became of it, a sentence."""

    name: str
    state: State
    detail: Words


def lapses(connection: Connection) -> tuple[Lapse, ...]:
    """Every protection of the log that is missing, changed or off, and what stands on its tables that is not ours."""
    return tuple(compared(laid_out(connection.dialect), standing(connection)))


def compared(ours: Layout, found: Layout) -> Iterator[Lapse]:
    """What of ours is not found as it should be, and what is found that is not ours."""
    for part in sorted(ours.keys() | found.keys()):
        state = _state(part, ours, found)
        if state is not None:
            kind = KINDS[part.kind]
            told = SENTENCES[state]
            detail = Words(told.zh.format(kind=kind.zh, name=part.name), told.en.format(kind=kind.en, name=part.name))
            yield Lapse(part.name, state, detail)


def _state(part: Part, ours: Layout, found: Layout) -> State | None:
    if part not in found:
        return State.MISSING
    if part not in ours:
        return State.FOREIGN
    if found[part].definition != ours[part].definition:
        return State.CHANGED
    return None if found[part].on else State.OFF


KINDS: Final[Mapping[Kind, Words]] = {
    Kind.TABLE: Words("表", "table"),
    Kind.COLUMN: Words("列", "column"),
    Kind.KEY: Words("唯一性约束", "unique key"),
    Kind.TRIGGER: Words("触发器", "trigger"),
    Kind.FUNCTION: Words("函数", "function"),
}

SENTENCES: Final[Mapping[State, Words]] = {
    State.MISSING: Words("{kind} {name} 不见了。", "The {kind} {name} is missing."),
    State.CHANGED: Words(
        "{kind} {name} 与本软件所建的不同。", "The {kind} {name} is not as this software lays it out."
    ),
    State.OFF: Words("{kind} {name} 已被停用。", "The {kind} {name} is switched off."),
    State.FOREIGN: Words("{kind} {name} 不是本软件所建的。", "The {kind} {name} is none of this software's."),
}
