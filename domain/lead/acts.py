"""The acts of a lead that later ones are dated after, kept so that one more costs the same however many there are."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple


class Counted(NamedTuple):
    """An act that later ones are dated after: its move, when it happened, and whether it reached the stage."""

    move: str
    at: datetime
    reached: bool = False


class Acts:
    """An act and all that were entered before it; immutable, sharing what was there. Goes through them in order."""

    __slots__ = ("at", "before", "move", "reached")

    def __init__(self, before: "Acts | None", move: str, at: datetime, *, reached: bool = False) -> None:
        self.before = before
        self.move = move
        self.at = at
        self.reached = reached

    def __iter__(self) -> Iterator[Counted]:
        acts: list[Counted] = []
        link: Acts | None = self
        while link is not None:
            acts.append(Counted(link.move, link.at, link.reached))
            link = link.before
        return reversed(acts)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Acts) and tuple(self) == tuple(other))

    def __hash__(self) -> int:
        return hash(tuple(self))


def acts_of(*acts: Counted) -> Acts | None:
    """Just these."""
    made: Acts | None = None
    for act in acts:
        made = Acts(made, act.move, act.at, reached=act.reached)
    return made
