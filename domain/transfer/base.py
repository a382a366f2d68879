"""What every command to a transfer and every event of a transfer has in common."""

from datetime import datetime
from typing import ClassVar

from domain.actor import CASE_WORK, Role
from domain.catalogue import shape
from domain.lead.shapes import Paper
from domain.transfer.stage import TransferStage


@shape
class TransferCommand:
    """An act upon the transfer ``<lead>-<n>``.

    ``occurred`` is when it happened; for an act of the police or the procuratorate, when their paper reached the organ:
    that moment starts the limits.
    """

    posts: ClassVar[frozenset[Role]] = CASE_WORK
    """Who may send it."""
    stated: ClassVar[tuple[str, ...]] = ()
    """The fields that state a day gone by: none may lie after the act."""

    transfer: str
    occurred: datetime

    @property
    def lead(self) -> str:
        """The lead whose transfer this is."""
        return self.transfer.rpartition("-")[0]


@shape
class OnPaper(TransferCommand):
    """An act that a paper proves: the police's, the procuratorate's or the organ's own."""

    paper: Paper


@shape
class TransferEvent:
    """Something that happened to a transfer: the move (T1–T12), the stage held before and the stage reached."""

    move: str
    came_from: TransferStage
    stage: TransferStage
    occurred: datetime


@shape
class PaperEvent(TransferEvent):
    """Something that a paper proves."""

    paper: Paper
