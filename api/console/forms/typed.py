"""What a browser sent of a form, as the reading of forms takes it: dotted keys, nothing where nothing was typed."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from starlette.datastructures import FormData

OURS: Final = "_"
"""Before the names of what is ours and no field: the version looked at, the key, the button."""
ITEMS: Final = 2_000
"""Names in one form."""


def typed(form: FormData) -> dict[str, Any]:
    """Key → text, or the texts of ticked boxes; whatever is empty was not typed."""
    found: dict[str, Any] = {}
    for key in dict.fromkeys(form.keys()):
        texts = [each.strip() for each in form.getlist(key) if isinstance(each, str) and each.strip()]
        if texts and not key.startswith(OURS):
            found[key] = texts if len(texts) > 1 else texts[0]
    return renumbered(found)


def renumbered(found: Mapping[str, Any]) -> dict[str, Any]:
    """Items of lists counted from 1 without gaps: rows that were left empty are none."""
    rows: dict[str, list[str]] = {}
    for key in found:
        for head, number in _numbers(key):
            if number not in rows.setdefault(head, []):
                rows[head].append(number)
    return {_counted(key, rows): value for key, value in found.items()}


def _counted(key: str, rows: Mapping[str, list[str]]) -> str:
    parts = key.split(".")
    for at, part in enumerate(parts):
        if part.isdecimal():
            head = ".".join(key.split(".")[:at])
            parts[at] = str(sorted(rows[head], key=int).index(part) + 1)
    return ".".join(parts)


def _numbers(key: str) -> Iterable[tuple[str, str]]:
    parts = key.split(".")
    return ((".".join(parts[:at]), part) for at, part in enumerate(parts) if part.isdecimal())
