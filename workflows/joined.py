"""Two commands as one: each is judged by its own procedure, the second on what the first leaves; stored both or not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from domain.catalogue import shape
from domain.lead.decide import Decision
from domain.procedure import Act, Situation
from workflows.desks import Desk, desk_of, fold


@shape
class Joined:
    """Two commands of one person about one matter; ``first`` makes what ``then`` rests on."""

    first: Act
    then: Act

    @property
    def occurred(self) -> datetime:
        """When the matter was done."""
        return self.then.occurred


class Step(NamedTuple):
    """A command at its desk; ``streams`` are those it reads, the judged one first."""

    desk: Desk
    command: Act
    streams: tuple[str, ...]


def acts_of(command: Act) -> tuple[Act, ...]:
    """What is judged, in its order."""
    return (command.first, command.then) if isinstance(command, Joined) else (command,)


def steps_of(acts: tuple[Act, ...], situation: Situation) -> tuple[Step, ...]:
    """Each command with its desk and what it reads."""
    found = ((desk_of(type(each)), each) for each in acts)
    return tuple(Step(desk, each, desk.reads(each, situation)) for desk, each in found)


def left_by(states: Mapping[str, Any], events: Decision) -> Mapping[str, Any]:
    """The states as these events leave them."""
    left = dict(states)
    for stream, event in events:
        left[stream] = fold(stream, (event,), left.get(stream))
    return left
