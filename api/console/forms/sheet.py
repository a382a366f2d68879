"""A form on its way: what it is for, what was typed into it, and what a refusal says of its fields."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from starlette.datastructures import FormData

from api.console.forms.controls import Typed
from api.console.forms.typed import typed
from api.console.saying import Saying
from api.console.ways import on_page
from api.refused import each_of
from domain.actor import Actor
from domain.errors import InvalidInput, Refusal
from domain.procedure import Act
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.checks import Desk
from workflows.forms.mistakes import REQUIRED
from workflows.forms.read import read_form

MISSING: Final = Words("没有填写，此项必填", "Nothing is filled in; it is required")
ADD: Final = "_more"
"""The button that asks for one more row of a list."""
OTHER_OFFICE: Final = Mistake(
    "input.form.acting",
    Words("打开此表后，您的办理单位变了", "You act for another office than when this form was opened"),
    Words("现在以{organ}办理；核对后再提交", "You act for {organ} now: look it over, then send it again"),
    "office directory-capacity",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """``version`` is that of what was looked at; ``lead`` is empty where the form is about none.

    ``office`` is the one for which whoever looked acted then.
    """

    command: type
    lead: str
    key: str
    version: int
    typed: Mapping[str, Any]
    more: str = ""
    office: str = ""


def act_in(sheet: Sheet, typed: Typed, at: Desk, given: Mapping[str, object]) -> Act:
    """The act that a form makes of what was typed. Raises ``Faults``, ``NotFound``."""
    return cast("Act", read_form(sheet.command, typed, at, given))


def for_office(sheet: Sheet, actor: Actor) -> Sheet:
    """The form as it is shown to somebody."""
    return replace(sheet, office=actor.office)


def still_acting(office: str, actor: Actor) -> None:
    """Nobody acts for an office that he chose elsewhere meanwhile. Raises ``InvalidInput`` (``input.form.acting``)."""
    if office not in {"", actor.office}:
        raise OTHER_OFFICE.at(field="_office", organ=actor.organ)


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
    return Sheet(
        command, lead, key_of(form), version_of(form), typed(form), ours(form, ADD), ours(form, "_office")
    )  # fmt: skip


def errors_of(say: Saying, refusal: Refusal | None) -> dict[str, str]:
    """Key → mistake with its way out, or why the fields that it is about do not do.

    Of what is not filled in no more, as its control stands on the page.
    """
    faults = (each for each in each_of(refusal) if isinstance(each, InvalidInput))
    mistakes = {each.field: say(MISSING) if each.code == REQUIRED.code else _told(say, each) for each in faults}
    return mistakes | (dict.fromkeys(refusal.fields, say(refusal.detail)) if refusal else {})


def _told(say: Saying, fault: InvalidInput) -> str:
    return on_page(f"{say(fault.detail)}{say('。', '. ')}{say(fault.way_out)}")
