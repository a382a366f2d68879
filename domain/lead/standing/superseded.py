"""Shapes that events once had: stored for ever, read as the shapes of today (``adapters.store.upcasts``)."""

from domain.catalogue import Personal, event
from domain.lead.base import LeadEvent
from domain.lead.shapes import Unit


@event("lead.facts-corrected/1")
class FactsCorrectedV1(LeadEvent):
    """Before statistics had classes of their own."""

    reason: Personal[str]
    unit: Unit | None
    industry: str | None
    scheme: str | None
    amount_fen: int | None
    participants: int | None
    division: str | None
    remark: Personal[str | None]
