"""How those who follow the log are: judged from the positions they reached and from the signs of life they give.

A thread that says it runs proves nothing, and a position that stands still proves nothing where nothing happens: so
both are looked at, each follower by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

BEAT: Final = timedelta(seconds=5)
"""How often a follower gives a sign of life at least, also where nothing happens."""
SILENCE: Final = timedelta(seconds=20)
"""How long a follower may be silent. With ``BEAT`` less than the half minute after which people must know."""
PATIENCE: Final = timedelta(seconds=30)
"""How long an event may wait for a follower."""

AWAY: Final = "no database"
"""What a follower says stands in its way where its database cannot be reached or used."""


class Grade(Enum):
    """How the whole is."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    UNHEALTHY = "unhealthy"


class Condition(Enum):
    """What is the matter with one follower, the worst first."""

    RETIRED = "retired"
    AHEAD = "ahead"
    DIVERGED = "diverged"
    SILENT = "silent"
    STALLED = "stalled"
    STOPPED = "stopped"
    PARKED = "parked"
    TROUBLED = "troubled"
    BEHIND = "behind"
    ONE_SILENT = "one-silent"
    NOT_RUN = "not-run"
    BUILDING = "building"
    OTHER = "other-version"
    UNATTENDED = "unattended"
    WELL = "well"


GRADES: Final = {
    Condition.RETIRED: Grade.UNHEALTHY,
    Condition.AHEAD: Grade.UNHEALTHY,
    Condition.DIVERGED: Grade.UNHEALTHY,
    Condition.SILENT: Grade.UNHEALTHY,
    Condition.STALLED: Grade.UNHEALTHY,
    Condition.STOPPED: Grade.DEGRADED,
    Condition.PARKED: Grade.DEGRADED,
    Condition.TROUBLED: Grade.DEGRADED,
    Condition.BEHIND: Grade.DEGRADED,
    Condition.ONE_SILENT: Grade.DEGRADED,
    Condition.NOT_RUN: Grade.DEGRADED,
    Condition.BUILDING: Grade.HEALTHY,
    Condition.OTHER: Grade.HEALTHY,
    Condition.UNATTENDED: Grade.HEALTHY,
    Condition.WELL: Grade.HEALTHY,
}


class Checked(Enum):
    """What came of the last check of the log's hashes; it is known for a day."""

    DAMAGED = "damaged"
    UNPROTECTED = "unprotected"
    UNFINISHED = "unfinished"
    RUNNING = "running"
    SOUND = "sound"
    UNKNOWN = "unknown"


CHECKED: Final = {
    Checked.DAMAGED: Grade.UNHEALTHY,
    Checked.UNPROTECTED: Grade.DEGRADED,
    Checked.UNFINISHED: Grade.HEALTHY,
    Checked.RUNNING: Grade.HEALTHY,
    Checked.SOUND: Grade.HEALTHY,
    Checked.UNKNOWN: Grade.HEALTHY,
}
"""How bad that is: what nobody has looked at is no alarm."""


@dataclass(frozen=True, slots=True)
class Check:
    """The last check of the log that is known, and when it ended or, while it goes on, began."""

    found: Checked = Checked.UNKNOWN
    at: datetime | None = None

    @property
    def grade(self) -> Grade:
        """How bad it is."""
        return CHECKED[self.found]


class Kind(Enum):
    """What follows: a table that people read, an effect, a system that is called, the feed's copy on a message bus.

    Positions of a relay are those of the feed.
    """

    MODEL = "model"
    EFFECT = "effect"
    WEBHOOK = "webhook"
    RELAY = "relay"


class Place(Enum):
    """Which of its versions a read model is: the one this program reads, one being built, an older or newer one."""

    LIVE = "live"
    BUILDING = "building"
    OTHER = "other"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Sign:
    """The last sign of life of one process: when, when it last took an event, and what stood in its way."""

    holder: str
    at: datetime
    moved: datetime
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A stream that is parked for a read model: the event that failed, why, and how many wait behind it.

    ``recorded_at`` is when the failed event was recorded; ever since, the read model lacks it. ``error`` tells its kind
    and place, never a value.
    """

    name: str
    version: int
    stream: str
    position: int
    event: str
    recorded_at: datetime
    error: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One follower at the moment ``now``. ``waiting_since`` is when the first event it has not taken was recorded.

    ``ahead``: so many events that it has taken are no longer in the log, whose end was cut off. ``generation`` is 0
    for all but read models, which alone have tables. ``stopped`` says why a system is no longer called;
    ``diverged`` is the code of the fault for which a relay stopped until a person has looked.
    """

    kind: Kind
    name: str
    version: int = 1
    generation: int = 0
    place: Place = Place.LIVE
    position: int
    behind: int
    ahead: int = 0
    waiting_since: datetime | None
    signs: tuple[Sign, ...]
    held: tuple[Held, ...] = ()
    stopped: str = ""
    diverged: str = ""
    now: datetime

    @property
    def parked(self) -> int:
        """How many events are set aside for it: those that failed and those behind them."""
        return sum(1 + each.waiting for each in self.held)

    @property
    def alive(self) -> tuple[Sign, ...]:
        """The processes that gave a sign of life lately; one from the future was given by a clock since put back."""
        return tuple(sign for sign in self.signs if abs(self.now - sign.at) <= SILENCE)

    @property
    def trouble(self) -> str:
        """What stands in the way of one that is alive."""
        return next((sign.trouble for sign in self.alive if sign.trouble), "")

    @property
    def late(self) -> bool:
        """Whether an event waits for longer than anybody should have to."""
        return self.waiting_since is not None and self.now - self.waiting_since > PATIENCE

    @property
    def moving(self) -> bool:
        """Whether somebody took an event lately."""
        return any(abs(self.now - sign.moved) <= PATIENCE for sign in self.alive)

    @property
    def condition(self) -> Condition:
        """The worst that is the matter."""
        return next(condition for condition, holds in _JUDGED if holds(self))

    @property
    def grade(self) -> Grade:
        """How bad that is."""
        return GRADES[self.condition]


def _stalled(each: Followed) -> bool:
    """Nobody attends a read model: whoever reads it catches up by himself. All else waits for its own process."""
    attended = bool(each.signs) or each.kind is not Kind.MODEL
    return attended and each.late and not each.moving


_JUDGED: Final[tuple[tuple[Condition, Callable[[Followed], bool]], ...]] = (
    (Condition.RETIRED, lambda each: each.place is Place.GONE),
    (Condition.AHEAD, lambda each: each.ahead > 0),
    (Condition.DIVERGED, lambda each: bool(each.diverged)),
    (Condition.BUILDING, lambda each: each.place is Place.BUILDING),
    (Condition.OTHER, lambda each: each.place is Place.OTHER),
    (Condition.STOPPED, lambda each: bool(each.stopped)),
    (Condition.NOT_RUN, lambda each: each.kind is Kind.RELAY and not each.signs and each.late),
    (Condition.SILENT, lambda each: bool(each.signs) and not each.alive),
    (Condition.STALLED, _stalled),
    (Condition.PARKED, lambda each: bool(each.held)),
    (Condition.TROUBLED, lambda each: bool(each.trouble)),
    (Condition.BEHIND, lambda each: bool(each.signs) and each.late),
    (Condition.ONE_SILENT, lambda each: len(each.alive) < len(each.signs)),
    (Condition.UNATTENDED, lambda each: not each.signs),
    (Condition.WELL, lambda _: True),
)
"""Asked in this order."""


@dataclass(frozen=True, slots=True)
class Health:
    """All followers, the end of the log, its last check, and the trouble that this very process has at the moment."""

    head: int
    followers: tuple[Followed, ...]
    trouble: str = ""
    check: Check = Check()

    @property
    def models(self) -> tuple[Followed, ...]:
        """The read models that this program reads."""
        return tuple(each for each in self.followers if each.kind is Kind.MODEL and each.place is Place.LIVE)

    @property
    def grade(self) -> Grade:
        """The worst of all."""
        mine = Grade.DEGRADED if self.trouble else Grade.HEALTHY
        grades = {mine, self.check.grade, *(each.grade for each in self.followers)}
        return next(grade for grade in reversed(Grade) if grade in grades)
