"""Staff files as tests use them: the people in them as actors, and the directory they make."""

from datetime import UTC, date, datetime

from domain.actor import Actor
from domain.directory.changes import after
from domain.directory.powers import actors_on
from domain.directory.state import Directory
from workflows.staff.difference import difference
from workflows.staff.file import read_staff, sample
from workflows.staff.founding import founding

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
SAMPLED = len(tuple(founding(read_staff(sample()), NOW).load))
"""How many events the sample makes: with them a data folder begins."""


def directory(data: bytes, state: Directory | None = None, now: datetime = NOW) -> Directory:
    """The directory once a file was loaded."""
    before = state or Directory()
    return after(before, difference(read_staff(data), before, now))


def actors(data: bytes, day: date | None = None) -> tuple[Actor, ...]:
    """The people of a file, as they can act."""
    return tuple(actors_on(directory(data), day or NOW.date()))
