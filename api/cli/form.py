"""The form of a command: what has to be filled in, what stands there where nothing is, and how it is typed.

``known`` in all of this: field that may be left out → what stands there then.
"""

from collections.abc import Mapping
from typing import Final

from api.cli.filling import typed
from api.cli.output import Out
from domain.words import Words
from workflows.forms.fields import Field
from workflows.forms.hints import askable, hint

OCCURRED: Final = "occurred"
"""When an act happened: what is entered late states it, so it is shown although nobody has to fill it in."""
EMPTY: Final = Words("；留空即 {known}", "; left empty: {known}")


def tell_form(out: Out, command: type, known: Mapping[str, object]) -> None:
    """What has to be filled in, and how the whole is typed."""

    def what(field: Field, key: str) -> str:
        if key not in known:
            return out(hint(field))
        empty = Words("；留空即现在", "; left empty: now") if key == OCCURRED else EMPTY.fill(known=known[key])
        return out(hint(field)) + out(empty)

    out.table(
        [out(Words("要填的项", "field")), out(Words("名称", "label")), out(Words("必填", "required")),
         out(Words("填什么", "what"))],
        [(key, out(field.label), "●" if field.required and key not in known else "", what(field, key))
         for key, field in askable(command) if key == OCCURRED or known.get(key, "") is not None],
        wrap=(3,),
    )  # fmt: skip
    verb = typed(command)
    out.say(Words(f"办理：chufei {verb.zh}", f"to do it: chufei {verb.en}"), "dim")
