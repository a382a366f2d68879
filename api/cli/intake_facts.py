"""What was told of a lead when it came in, with what was put right since: it decides nothing, so no state keeps it."""

from collections.abc import Iterable
from enum import Enum
from typing import Any, Final

from api.cli.output import Out
from domain.lead.intake.events import AssistanceRegistered, LeadRegistered
from domain.lead.shapes import Contact
from domain.lead.standing.events import FactsCorrected
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.forms.labels import LABELS
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


def told_rows(out: Out, told: Told) -> list[tuple[str, str]]:
    """The same for people: (name, text)."""
    return [(out(LABELS[field]), _text(out, told[field])) for field in FIELDS if field in told]


def _text(out: Out, value: Any) -> str:  # noqa: ANN401 - any field
    if isinstance(value, Contact):
        return f"{out(words_of(value.kind))} {value.value}"
    if isinstance(value, tuple) and not isinstance(value, Words):
        return out.listed(_text(out, each) for each in value)
    return out(words_of(value)) if isinstance(value, Enum) else str(value)
