"""Shapes that events once had: stored for ever, read as the shapes of today (``adapters.store.upcasts``)."""

from domain.catalogue import Personal, event
from domain.tip.base import TipEvent


@event("tip.received/1")
class TipReceivedV1(TipEvent):
    """Before pictures could come with it."""

    number: str
    office: str
    organ: str
    division: str
    accused: Personal[str]
    place: Personal[str]
    building: Personal[str]
    content: Personal[str]
    amount: Personal[str]
    began: Personal[str]
    manner: Personal[str]
    named: bool


@event("tip.added-to/1")
class TipAddedToV1(TipEvent):
    """Before pictures could come with it."""

    answer: Personal[str]
