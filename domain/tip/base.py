"""What every command to a report and every event of one has in common, and whose word a command needs."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from domain.actor import CASE_WORK, Role
from domain.catalogue import shape
from domain.tip.stage import IdentityStage, TipStage

CITIZEN: Final = "#citizen"
"""Under which everything is noted that comes by the public form: no person can have this id, and it tells nothing."""


class Party(StrEnum):
    """Whose word a command needs."""

    CITIZEN = "citizen"
    OFFICE = "office"


@shape
class TipCommand:
    """Something done about the report ``tip``; of what a citizen does ``occurred`` tells the day alone."""

    posts: ClassVar[frozenset[Role]] = CASE_WORK
    """The posts that take reports up."""
    by: ClassVar[Party] = Party.OFFICE
    """Who may send it."""
    stated: ClassVar[tuple[str, ...]] = ()
    """No command states a day gone by."""

    tip: str
    occurred: datetime


@shape
class TipEvent:
    """Something that happened to a report: the move, the stage held before and the stage reached."""

    move: str
    came_from: TipStage
    stage: TipStage
    occurred: datetime


@shape
class IdentityCommand(TipCommand):
    """Something done about the sealed identity of whoever sent the report ``tip``."""


@shape
class IdentityEvent:
    """Something that happened to a sealed identity."""

    move: str
    came_from: IdentityStage
    stage: IdentityStage
    occurred: datetime
