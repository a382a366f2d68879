"""What every command to a lead and every event of a lead has in common."""

from datetime import datetime
from typing import ClassVar

from domain.actor import CASE_WORK, Role
from domain.catalogue import shape
from domain.lead.stage import Stage


@shape
class LeadCommand:
    """An act upon a lead. ``occurred`` is when it happened (aware; never in the future); its day picks the rules."""

    posts: ClassVar[frozenset[Role]] = CASE_WORK
    """Who may send it."""
    stated: ClassVar[tuple[str, ...]] = ()
    """The fields, dotted for parts, that state a day gone by: none may lie after the act."""
    lifts_recusal: ClassVar[bool] = False
    """Whether it may name somebody who is recused."""

    lead: str
    occurred: datetime


@shape
class LeadEvent:
    """Something that happened to a lead: the move of table (a), the stage held before and the stage reached.

    Where nothing moved, both stages are the same. Replay never asks a table.
    """

    move: str
    came_from: Stage
    stage: Stage
    occurred: datetime

    @property
    def reached_at(self) -> datetime:
        """When the stage reached began."""
        return self.occurred
