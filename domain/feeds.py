"""What a subscriber of the feed may see, as a fact of the log: so his view of the feed can be worked out again.

Nobody decides it: it follows from the directory of the day, and is noted when it is first met.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final, NamedTuple

from domain.actor import Role
from domain.catalogue import event, shape
from domain.procedure import Failed, Ruling, Situation, failed, guard

RULE: Final = "office feed-rights"
STAND: Final = "feed.rights-stand"


class RightsStage(StrEnum):
    """Whether any rights of his were noted. Values are stored nowhere."""

    UNNOTED = "unnoted"
    NOTED = "noted"


@shape
class NoteFeedRights:
    """A subscriber is about to read with these rights. The ways in send it; people never do."""

    posts: ClassVar[frozenset[Role]] = frozenset(Role)
    """Who may read at all is asked of what he reads."""
    stated: ClassVar[tuple[str, ...]] = ()

    subscriber: str
    office: str
    division: str
    occurred: datetime


@event("feed.rights-noted/1")
class FeedRightsNoted:
    """A subscriber reads with other rights than before: his office and area then and now, empty for none."""

    subscriber: str
    was_office: str
    was_division: str
    office: str
    division: str
    occurred: datetime


class Rights(NamedTuple):
    """By which office and area somebody was shown leads when it was last noted."""

    stage: RightsStage = RightsStage.UNNOTED
    office: str = ""
    division: str = ""


def evolve(_: Rights, event: FeedRightsNoted) -> Rights:
    """What was noted last."""
    return Rights(RightsStage.NOTED, event.office, event.division)


def stream_of(subscriber: str) -> str:
    """Where the rights of somebody are noted."""
    return f"feed/{subscriber}"


def reads(command: NoteFeedRights, _: Situation) -> tuple[str, ...]:
    """The one stream a decision looks at."""
    return (stream_of(command.subscriber),)


def decide(command: NoteFeedRights, _: Ruling, situation: Situation) -> tuple[tuple[str, object], ...]:
    """The rights of now beside those before."""
    (stream,) = reads(command, situation)
    was: Rights = situation.states[stream]
    noted = FeedRightsNoted(
        subscriber=command.subscriber, was_office=was.office, was_division=was.division,
        office=command.office, division=command.division, occurred=command.occurred,
    )  # fmt: skip
    return ((stream, noted),)


@guard(STAND, RULE, zh="可见范围与上次所记相同", en="the rights are those that were noted last")
def changed(was: Rights, command: NoteFeedRights, _: Situation) -> Failed | None:
    """Of two processes that meet a change at the same moment one notes it."""
    if (was.office, was.division) != (command.office, command.division):
        return None
    return failed("可见范围", "rights", f"{was.office} {was.division}", "≠")
