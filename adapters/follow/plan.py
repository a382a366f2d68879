"""What a page of the log means for one read model: the changes to write, the events to park."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from adapters.faults import described, sqlstate
from adapters.follow.pages import Item, Unreadable
from adapters.follow.registry import Standing, count_parked
from adapters.follow.tables import QUARANTINE
from projections.base import Change
from projections.batch import write

REFUSED: Final = (DataError, IntegrityError, OverflowError, ValueError, TypeError, KeyError)
TOO_MUCH: Final = "54"
"""The class of SQLSTATE for what is beyond PostgreSQL's limits, as a text too long for its index."""


@dataclass(frozen=True, slots=True)
class Step:
    """One event: what it changes; or why it is parked (empty: behind another one of its stream)."""

    position: int
    stream: str
    changes: tuple[Change, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps that follow where a read model stands."""

    standing: Standing
    steps: tuple[Step, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing of it is parked, before or after."""
        return not self.standing.parked and all(step.error is None for step in self.steps)


def plan(standing: Standing, items: Iterable[Item]) -> Plan:
    """Ask the reactions, without touching the database."""
    following = (item for item in items if item.position > standing.position)
    return Plan(standing, tuple(_steps(standing, following)))


def _steps(standing: Standing, items: Iterable[Item]) -> Iterator[Step]:
    parked = set(standing.parked)
    reacts = standing.projection.reacts_to
    for item in items:
        if item.stream not in parked and not isinstance(item, Unreadable) and not reacts(item):
            continue  # most read models make nothing of most events
        step = Step(item.position, item.stream, error="") if item.stream in parked else react(standing, item)
        if step.error is not None:
            parked.add(step.stream)
        yield step


def react(standing: Standing, item: Item) -> Step:
    """What the read model makes of one event."""
    if isinstance(item, Unreadable):
        return Step(item.position, item.stream, error=item.error)
    try:
        return Step(item.position, item.stream, standing.projection.changes(item))
    except Exception as error:  # noqa: BLE001 - a reaction may raise anything, and the event is parked for it
        return Step(item.position, item.stream, error=described(error))


def carry_out(connection: Connection, plan: Plan) -> None:
    """Write it all but the position. Raises what the database says of a value; then nothing of it stands."""
    write(connection, plan.standing.tables, (change for step in plan.steps for change in step.changes))
    _park(connection, plan.standing, plan.steps)


def carry_out_singly(connection: Connection, plan: Plan) -> None:
    """The same event by event, parking what the database refuses: slow, and only after ``carry_out`` failed."""
    done: list[Step] = []
    parked: set[str] = set()
    for step in plan.steps:
        if step.error is None and step.stream in parked:
            tried = Step(step.position, step.stream, error="")
        else:
            tried = attempt(connection, plan.standing, step)
        if tried.error is not None:
            parked.add(tried.stream)
        done.append(tried)
    _park(connection, plan.standing, done)


def attempt(connection: Connection, standing: Standing, step: Step) -> Step:
    """Write one event; gives the step back, parked if the database refuses a value."""
    try:
        with connection.begin_nested():
            write(connection, standing.tables, step.changes)
    except Exception as error:
        if not refused(error):
            raise
        return Step(step.position, step.stream, error=described(error))
    return step


def refused(error: Exception) -> bool:
    """Whether the database, or the way to it, cannot hold a value: the event's fault, not the machine's."""
    return isinstance(error, REFUSED) or sqlstate(error).startswith(TOO_MUCH)


def _park(connection: Connection, standing: Standing, steps: Iterable[Step]) -> None:
    parked = [
        {"projection": standing.key, "position": step.position, "stream": step.stream, "error": step.error}
        for step in steps
        if step.error is not None
    ]
    if parked:
        connection.execute(QUARANTINE.insert(), parked)
        count_parked(connection, standing)
