"""What no command may carry, whichever way it came in: ids that name no stream, what no log can keep or compare."""

import re
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import datetime
from functools import cache
from typing import Final

from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.checks import ID, NAMES, OFFICE
from workflows.forms.fields import Field, describe
from workflows.forms.mistakes import (
    BAD_CHARACTER,
    LONG_NAME,
    LONGEST_NAME,
    MOST_PEOPLE,
    NEGATIVE,
    NOT_AN_ID,
    NOT_AN_OFFICE,
    TOO_MANY_PEOPLE,
)
from workflows.forms.plain import UNKEEPABLE

LARGEST: Final = 2**63 - 1
"""Of a whole number: what the databases keep."""
YEARS: Final = range(1900, 3000)
"""Of a moment; at the very ends of time no other zone has a date for it."""

LONGEST_ID: Final = 200
"""Characters of a command's id."""

NOT_A_COMMAND_ID: Final = Mistake(
    "input.command-id",
    Words("不能用作命令编号", "This cannot be a command's id"),
    Words("用 1 至 {most} 个可见字符，不含控制字符", "Use 1 to {most} visible characters, no control characters"),
    "GB/T 13000",
)
TOO_LARGE: Final = Mistake(
    "input.number.large",
    Words("数字过大", "The number is too large"),
    Words("请核对单位和位数", "Check unit and digits"),
)
NO_ZONE: Final = Mistake(
    "input.instant.naive",
    Words("时间没有写明时区", "The moment has no time zone"),
    Words("请写明时区，如 2022-03-02T09:30+08:00", "Give the zone, as in 2022-03-02T09:30+08:00"),
)
OUT_OF_TIME: Final = Mistake(
    "input.instant.range", Words("时间超出范围", "The moment is out of range"), Words("请核对年份", "Check the year")
)

Fault = Callable[[object], Mistake | None]
"""A value → what is wrong with it."""


def check_beside(command_id: str, **texts: str) -> None:
    """Look at what stands beside a command: its id, texts about it. Raises ``InvalidInput``, never with the text."""
    if not 0 < len(command_id) <= LONGEST_ID or not command_id.isprintable():
        raise NOT_A_COMMAND_ID.at(field="command_id", most=LONGEST_ID)
    for field, text in texts.items():
        if _text(text) is not None:
            raise BAD_CHARACTER.at(field)


def check_sound(command: object) -> None:
    """Look at every id, text, number and moment of a command. Raises ``InvalidInput`` for the first that cannot be.

    A form has told all this before, and more; an import, a policy or a program may have filled in no form.
    """
    _look(command, "")


def _look(shape: object, path: str) -> None:
    for field, fault in _watched(type(shape)):  # type: ignore[arg-type] # classes hash
        value, place = getattr(shape, field.name), f"{path}{field.name}"
        for each in value if field.many else (() if value is None else (value,)):
            if fault is None:
                _look(each, f"{place}.")
            elif (mistake := fault(each)) is not None:
                raise mistake.at(place)


@cache
def _watched(shape: type) -> tuple[tuple[Field, Fault | None], ...]:
    """The fields of a shape to look at: with what is looked for, or None where parts of it are."""
    found: list[tuple[Field, Fault | None]] = []
    for field in describe(shape):
        if (fault := SPECIAL.get((field.kind, field.name))) is not None:
            found.append((field, fault))
        elif field.kind in KINDS:
            found.append((field, KINDS[field.kind]))
        elif is_dataclass(field.kind) and _watched(field.kind):
            found.append((field, None))
    return tuple(found)


def _text(value: object) -> Mistake | None:
    text = str(value)  # nearly every text is printable: told at a tenth the cost
    return None if text.isprintable() or not UNKEEPABLE.search(text) else BAD_CHARACTER


def _number(value: object) -> Mistake | None:
    assert isinstance(value, int)  # noqa: S101 - by the type of the field
    if value < 0:
        return NEGATIVE
    return TOO_LARGE if value > LARGEST else None


def _moment(value: object) -> Mistake | None:
    assert isinstance(value, datetime)  # noqa: S101 - by the type of the field
    if value.tzinfo is None:
        return NO_ZONE
    return None if value.year in YEARS else OUT_OF_TIME


KINDS: Final[dict[type, Fault]] = {str: _text, int: _number, datetime: _moment}
"""Type of a field → what its values must be."""


def _name(value: object) -> Mistake | None:
    return _text(value) or (LONG_NAME if len(str(value)) > LONGEST_NAME else None)


def _people(value: object) -> Mistake | None:
    assert isinstance(value, int)  # noqa: S101 - by the type of the field
    return _number(value) or (TOO_MANY_PEOPLE if value > MOST_PEOPLE else None)


def _matching(pattern: re.Pattern[str], mistake: Mistake, *, noun: str = "", empty: bool = False) -> Fault:
    def fault(value: object) -> Mistake | None:
        text = str(value).removeprefix(noun)
        return None if pattern.fullmatch(text) or (empty and not text) else mistake

    return fault


_an_id: Final = _matching(ID, NOT_AN_ID)

IDS: Final[dict[str, Fault]] = {
    "lead": _an_id,
    "other": _an_id,
    "others": _an_id,
    "into": _an_id,
    "new_lead": _an_id,
    "ref": _an_id,
    "duplicate_of": _matching(ID, NOT_AN_ID, empty=True),
    "target": _matching(ID, NOT_AN_ID, empty=True),
    "transfer": _matching(ID, NOT_AN_ID, noun="transfer/"),
    "subscription": _an_id,
    "tip": _an_id,
    "office": _matching(OFFICE, NOT_AN_OFFICE),
    "parent": _matching(OFFICE, NOT_AN_OFFICE, empty=True),
    "body": _matching(OFFICE, NOT_AN_OFFICE),
    "unit": _matching(OFFICE, NOT_AN_OFFICE),
    "account": _an_id,
    "absent": _matching(ID, NOT_AN_ID, empty=True),
}
"""Field → what its text must be: it becomes part of a stream's or a key's name."""

SPECIAL: Final[dict[tuple[type, str], Fault]] = {
    **{(str, name): fault for name, fault in IDS.items()},
    **dict.fromkeys(((str, name) for name in NAMES), _name),
    (int, "participants"): _people,
}
"""Type and name of a field → what its values must be, where more is known than its type."""
