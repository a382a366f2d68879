"""A directory without a database: changes judged and folded one after another, as an administrator sends them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Any

from domain.actor import Actor
from domain.directory.changes import decide
from domain.directory.commands import DIRECTORY, DirectoryCommand
from domain.directory.evolve import evolve
from domain.directory.powers import actor_on
from domain.directory.state import Directory
from domain.instants import day_of
from domain.procedure import Denied, Situation, judge
from workflows.procedures.directory import DIRECTORY as PROCEDURE
from workflows.staff.file import read_staff, sample
from workflows.staff.founding import founding

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = day_of(NOW)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)


@dataclass(frozen=True)
class Staff:
    """The directory as it stands on a day, and every event that made it."""

    state: Directory = field(default_factory=Directory)
    events: tuple[Any, ...] = ()
    now: datetime = NOW

    def asked(self, command: DirectoryCommand, actor: Actor) -> "Staff | Denied":
        """What becomes of a command: the directory after it, or why not."""
        situation = Situation({DIRECTORY: self.state}, actor, self.now)
        ruling = judge(PROCEDURE, self.state.stage, self.state, command, situation)
        if isinstance(ruling, Denied):
            return ruling
        events: tuple[Any, ...] = tuple(event for _, event in decide(command, ruling, situation))
        return replace(self, state=reduce(evolve, events, self.state), events=(*self.events, *events))

    def after(self, *commands: DirectoryCommand, by: str = "admin") -> "Staff":
        """The directory after commands that are all legal."""
        staff = self
        for command in commands:
            came = staff.asked(command, staff.actor(by))
            assert isinstance(came, Staff), came
            staff = came
        return staff

    def refused(self, command: DirectoryCommand, by: str = "admin") -> Denied:
        """Why a command is not legal."""
        came = self.asked(command, self.actor(by))
        assert isinstance(came, Denied)
        return came

    def actor(self, who: str, day: date | None = None, office: str = "") -> Actor:
        """Somebody as he can act."""
        actor = actor_on(self.state, who, day or day_of(self.now), office)
        assert actor is not None
        return actor


def sampled() -> Staff:
    """The sample, loaded by its administrator."""
    load, administrator, _ = founding(read_staff(sample()), NOW)
    came = Staff().asked(load, administrator)
    assert isinstance(came, Staff), came
    return came
