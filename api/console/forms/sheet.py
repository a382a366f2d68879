"""A form on its way: what it is for, what was typed into it, and what a refusal says of its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import FormData

from api.console.forms.typed import typed
from api.console.saying import Saying
from domain.errors import Faults, InvalidInput, Refusal

ADD: Final = "_more"
"""The button that asks for one more row of a list."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """``version`` is that of what was looked at; ``lead`` is empty where the form is about none."""

    command: type
    lead: str
    key: str
    version: int
    typed: Mapping[str, Any]
    more: str = ""


def ours(form: FormData, name: str) -> str:
    """What stands under a name of ours; nothing, where a file does."""
    text = form.get(name, "")
    return text if isinstance(text, str) else ""


def key_of(form: FormData) -> str:
    """The key of a form: sent twice under it, it counts once."""
    return ours(form, "_key")[:255]


def version_of(form: FormData) -> int:
    """The version that was looked at; 0 for what is none."""
    text = ours(form, "_version")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 - digits


def sheet_of(command: type, lead: str, form: FormData) -> Sheet:
    """What a browser sent."""
    return Sheet(command, lead, key_of(form), version_of(form), typed(form), ours(form, ADD))


def errors_of(say: Saying, refusal: Refusal | None) -> dict[str, str]:
    """Key → mistake with its way out."""
    faults = refusal.faults if isinstance(refusal, Faults) else (refusal,) if isinstance(refusal, InvalidInput) else ()
    return {each.field: f"{say(each.detail)}{say('。', '. ')}{say(each.way_out)}" for each in faults}
