"""What to type into a field, in a few words: the same in the form that is shown and in the mistake that is told."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from domain.words import Words
from workflows.forms.checks import CHECKS, NEW
from workflows.forms.fields import Field, describe
from workflows.people import SINGLES

KINDS: Final[dict[type, Words]] = {
    str: Words("文字", "text"),
    int: Words("整数", "whole number"),
    bool: Words("是、否", "yes, no"),
    date: Words("日期，如 2022-03-02", "day, such as 2022-03-02"),
    datetime: Words("时间，如 2022-03-02 14:30", "moment, such as 2022-03-02 14:30"),
}
"""Plain type → what to type."""
_PERSON: Final = Words("名册中的账号，如 qj-01", "account in the roster, such as qj-01")
_AREA: Final = Words("区划代码，如 370104014", "division code, such as 370104014")
SPECIAL: Final[dict[str, Words]] = {
    "amount_fen": Words("金额，如 12.5万元", "amount, such as 12.5万元"),
    "office": Words("单位代码，如 370104014", "office code, such as 370104014"),
    **dict.fromkeys(("parent", "body"), Words("单位代码，如 370104", "office code, such as 370104")),
    **dict.fromkeys((*SINGLES, "account", "absent"), _PERSON),
    **{name: _AREA for name in CHECKS if name.endswith("division")},
    **{name: Words("线索编号", "a lead's number") for name in ("into", "duplicate_of", "other", "target")},
}
"""Field → what to type where its kind does not say it."""


def hint(field: Field) -> Words:
    """How one field is filled in: its choices, its parts between bars, or its kind."""
    if field.choices:
        names = field.choices.values()
        return Words("、".join(each.zh for each in names), ", ".join(each.en for each in names))
    if field.parts:
        more = Words("；…", "; …") if field.many else Words("", "")
        written = barred(field.kind)
        return Words(written.zh + more.zh, written.en + more.en)
    return SPECIAL.get(field.name) or KINDS[field.kind]


def typed_parts(shape: type) -> list[Field]:
    """The parts of a shape in the order in which bars separate them: those that a person fills in."""
    return [part for part in describe(shape) if (shape.__name__, part.name) not in NEW]


def barred(shape: type) -> Words:
    """A shape on one line: the names of its parts with bars between them, each with its choices if it has any."""
    labels = [_chosen(part) for part in typed_parts(shape)]
    return Words("|".join(each.zh for each in labels), "|".join(each.en for each in labels))


def _chosen(part: Field) -> Words:
    """The name of a part; a name alone would be typed where one of few words is taken."""
    if not part.choices and part.kind is not bool:
        return part.label
    what = hint(part)
    return Words(f"{part.label.zh}（{what.zh}）", f"{part.label.en} ({what.en})")


def askable(shape: type, path: str = "") -> Iterator[tuple[str, Field]]:
    """The keys to fill in, dotted where a shape is made of shapes, for which one line of bars is not enough."""
    for field in typed_parts(shape):
        if any(part.parts for part in field.parts):
            yield from askable(field.kind, f"{path}{field.name}.")
        else:
            yield f"{path}{field.name}", field
