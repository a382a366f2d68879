"""How a legal command becomes its event: fields of the same name are carried over, the rest comes from the move."""

from dataclasses import fields
from functools import cache
from typing import TypeVar

from domain.procedure import Ruling

E = TypeVar("E")


@cache
def carried(command: type, event: type) -> tuple[str, ...]:
    """The names of the fields that both shapes have."""
    return tuple(f.name for f in fields(event) if f.name in {c.name for c in fields(command)})


def outcome(event: type[E], command: object, ruling: Ruling, **added: object) -> E:
    """Make the event of a ruling: ``added`` wins over the move, the move over the command."""
    values = {name: getattr(command, name) for name in carried(type(command), event)}  # type: ignore[arg-type] # classes hash
    move = {"move": ruling.row.id, "came_from": ruling.source, "stage": ruling.target}
    return event(**{**values, **move, **added})
