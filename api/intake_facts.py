"""What was told of a lead when it came in, with what was put right since: it decides nothing, so no state keeps it."""

from collections.abc import Iterable
from typing import Any, Final

from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.standing.events import FactsCorrected
from workflows.ports import Recorded

TELLING: Final = (LeadRegistered, AssistanceRegistered, FactsCorrected)
FIELDS: Final = ("building", "address", "contacts", "industry", "scheme", "pretext", "business", "features", "areas",
                 "requester", "matter", "summary", "remark", "stated_text", "file", "sheet")  # fmt: skip

Told = dict[str, Any]
"""Field → what was told last, of those that were told at all."""


def told_of(events: Iterable[Recorded]) -> Told:
    """What the events of a lead tell of it, the later ones putting right what the earlier said."""
    return {
        field: value
        for recorded in events
        if isinstance(recorded.event, TELLING)
        for field in FIELDS
        if (value := getattr(recorded.event, field, None))
    }
