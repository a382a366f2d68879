"""How what was told of a lead when it came in is shown to people."""

from enum import Enum
from typing import Any, Final

from api.intake_facts import FIELDS, Told
from api.tongue import Tongue
from domain.lead.shapes import Contact
from domain.words import Words
from projections.names import Names
from workflows.forms.choices import words_of
from workflows.forms.labels import LABELS

AREAS: Final = "areas"


def told_rows(say: Tongue, told: Told, names: Names) -> list[tuple[str, str]]:
    """The same for people: (name, text)."""
    told = told | {AREAS: tuple(map(names.area, told.get(AREAS, ())))}
    return [(say(LABELS[field]), _text(say, told[field])) for field in FIELDS if told.get(field)]


def _text(say: Tongue, value: Any) -> str:  # noqa: ANN401 - any field
    if isinstance(value, Contact):
        return f"{say(words_of(value.kind))} {value.value}"
    if isinstance(value, tuple) and not isinstance(value, Words):
        return say.listed(_text(say, each) for each in value)
    return say(words_of(value)) if isinstance(value, Enum) else say.written(value)
