"""How what was told of a lead when it came in is shown."""

from enum import Enum
from typing import Any

from api.cli.output import Out
from api.intake_facts import FIELDS, Told
from domain.lead.shapes import Contact
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.forms.labels import LABELS


def told_rows(out: Out, told: Told) -> list[tuple[str, str]]:
    """The same for people: (name, text)."""
    return [(out(LABELS[field]), _text(out, told[field])) for field in FIELDS if field in told]


def _text(out: Out, value: Any) -> str:  # noqa: ANN401 - any field
    if isinstance(value, Contact):
        return f"{out(words_of(value.kind))} {value.value}"
    if isinstance(value, tuple) and not isinstance(value, Words):
        return out.listed(_text(out, each) for each in value)
    return out(words_of(value)) if isinstance(value, Enum) else str(value)
