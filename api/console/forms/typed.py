"""What a browser sent of a form, as the reading of forms takes it: dotted keys, nothing where nothing was typed."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from starlette.datastructures import FormData, QueryParams

from api.http.bodies import DEEPEST
from domain.values.mistake import Mistake
from domain.words import Words

OURS: Final = "_"
"""Before the names of what is ours and no field: the version looked at, the key, the button."""
ITEMS: Final = 2_000
"""Names in one form."""
LONGEST: Final = 200
"""Characters of a name; the longest of ours has a third of them."""
NO_NAME: Final = Mistake(
    "input.form.name", Words("表单中有名称过长或层次过多的项", "A field of the form has too long or too deep a name"),
    Words("请从页面上的表单提交", "Send the form of the page"),
)  # fmt: skip


def typed(form: FormData | QueryParams) -> dict[str, Any]:
    """Key → text, or the texts of ticked boxes; whatever is empty was not typed.

    Raises ``InvalidInput`` (``input.form.name``) for a name that no page of ours has: to take it apart would take long.
    """
    found: dict[str, Any] = {}
    for key in dict.fromkeys(form.keys()):
        if len(key) > LONGEST or key.count(".") > DEEPEST:
            raise NO_NAME.at(field="")
        texts = [each.strip() for each in form.getlist(key) if isinstance(each, str) and each.strip()]
        if texts and not key.startswith(OURS):
            found[key] = texts if len(texts) > 1 else texts[0]
    return renumbered(found)


def renumbered(found: Mapping[str, Any]) -> dict[str, Any]:
    """Items of lists counted from 1 without gaps: rows that were left empty are none."""
    rows: dict[str, dict[str, None]] = {}
    for key in found:
        for head, number in _numbers(key):
            rows.setdefault(head, {})[number] = None
    counted = {head: {number: str(at) for at, number in enumerate(sorted(numbers, key=int), start=1)}
               for head, numbers in rows.items()}  # fmt: skip
    return {_counted(key, counted): value for key, value in found.items()}


def _counted(key: str, counted: Mapping[str, Mapping[str, str]]) -> str:
    parts = key.split(".")
    return ".".join(counted[".".join(parts[:at])][part] if part.isdecimal() else part for at, part in enumerate(parts))


def _numbers(key: str) -> Iterable[tuple[str, str]]:
    parts = key.split(".")
    return ((".".join(parts[:at]), part) for at, part in enumerate(parts) if part.isdecimal())
