"""One plain value from what was typed: text, number, yes or no, a choice, a day, a moment."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final, TypeVar

from domain.instants import BEIJING
from domain.values.day import parse_day
from domain.values.text import compact, tidy
from workflows.forms.choices import chosen, words_of
from workflows.forms.mistakes import (
    BAD_CHARACTER,
    NEGATIVE,
    NO_HOUR,
    NOT_A_CHOICE,
    NOT_A_MOMENT,
    NOT_A_NUMBER,
    NOT_TEXT,
    NOT_YES_OR_NO,
    TOO_LONG,
)

E = TypeVar("E", bound=Enum)

YES: Final = frozenset({"是", "true", "yes", "y", "1", "有", "同意", "已"})
NO: Final = frozenset({"否", "false", "no", "n", "0", "无", "不同意", "未"})

MOST: Final = 20_000
"""Characters of one field: an hour's interview; what is longer is a paper."""
YEARS: Final = range(1900, 3000)
"""Of a moment: beyond them lie typing errors, and at the very ends no other zone has a date for it."""

UNKEEPABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""PostgreSQL's text has no null, UTF-8 no half a character; the other controls would deceive whoever reads a screen."""
INVISIBLE: Final = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks of direction turn the page around a text; no width at all makes two names that look the same. Joiners stay."""
_TIME: Final = re.compile(r"[ T]?(\d{1,2})[:时点](\d{1,2})分?(?:[:](\d{1,2})(?:\.\d+)?)?")
_DAY: Final = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{8}")


def as_text(typed: Any, field: str) -> str:  # noqa: ANN401 - JSON gives anything
    """The text without blanks around it or what nobody sees; a JSON number is a text too. Raises ``InvalidInput``."""
    if not isinstance(typed, str | int | float) or isinstance(typed, bool):
        raise NOT_TEXT.at(field)
    text = visible(str(typed)).strip()
    if UNKEEPABLE.search(text):
        raise BAD_CHARACTER.at(field)
    if len(text) > MOST:
        raise TOO_LONG.at(field, most=MOST)
    return text


def visible(text: str) -> str:
    """The text without the marks that nobody sees and nobody means to type: they come along from other programs."""
    return text if text.isprintable() else INVISIBLE.sub("", text)


def whole(typed: Any, field: str) -> int:  # noqa: ANN401 - JSON gives anything
    """A whole number from 0 up; 人, 名 and 个 behind it are no mistake. Raises ``InvalidInput``."""
    text = compact(as_text(typed, field)).rstrip("人名个").replace(",", "")
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise NOT_A_NUMBER.at(field)
    if text.startswith("-"):
        raise NEGATIVE.at(field)
    return int(text)


def flag(typed: Any, field: str) -> bool:  # noqa: ANN401 - JSON gives anything
    """Yes or no, in either language. Raises ``InvalidInput``."""
    if isinstance(typed, bool):
        return typed
    text = tidy(as_text(typed, field)).casefold()
    if text not in YES | NO:
        raise NOT_YES_OR_NO.at(field)
    return text in YES


def day(typed: Any, field: str) -> date:  # noqa: ANN401 - JSON gives anything
    """A day as offices write it. Raises ``InvalidInput``."""
    return parse_day(as_text(typed, field), field=field)


def moment(typed: Any, field: str) -> datetime:  # noqa: ANN401 - JSON gives anything
    """An aware UTC instant. Without a zone it is Beijing time, without an hour the day's beginning there.

    Raises ``InvalidInput``.
    """
    text = tidy(as_text(typed, field))
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = _chinese_moment(text, field)
    if read.year not in YEARS:
        raise NOT_A_MOMENT.at(field)
    return (read if read.tzinfo else read.replace(tzinfo=BEIJING)).astimezone(UTC)


def hour(typed: Any, field: str) -> datetime:  # noqa: ANN401 - JSON gives anything
    """A moment whose hour was written: midnight, which a day alone would mean, is when nobody is summoned.

    Raises ``InvalidInput``.
    """
    text = tidy(as_text(typed, field))
    read = moment(text, field)
    if is_day(text):
        raise NO_HOUR.at(field)
    return read


def is_day(text: str) -> bool:
    """Whether a moment was written without its hour (``text`` as ``tidy`` leaves it)."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return _DAY.fullmatch(text) is not None
    return True


def _chinese_moment(text: str, field: str) -> datetime:
    found = _DAY.match(text)
    time = _TIME.fullmatch(text[found.end() :]) if found else None
    if found is None or (time is None and text[found.end() :]):
        raise NOT_A_MOMENT.at(field)
    that_day = parse_day(found[0], field=field)
    hour, minute, second = (int(each or 0) for each in time.groups()) if time else (0, 0, 0)
    try:
        return datetime(that_day.year, that_day.month, that_day.day, hour, minute, second, tzinfo=BEIJING)
    except ValueError:
        raise NOT_A_MOMENT.at(field) from None


def choice(kind: type[E], typed: Any, field: str) -> E:  # noqa: ANN401 - JSON gives anything
    """A member of a closed list. Raises ``InvalidInput`` naming all of them."""
    found = chosen(kind, as_text(typed, field))
    if found is None:
        names = [words_of(each) for each in kind]
        raise NOT_A_CHOICE.at(field, zh="、".join(each.zh for each in names), en=", ".join(each.value for each in kind))
    return found


READERS: Final[dict[type, Callable[[Any, str], Any]]] = {
    str: as_text, int: whole, bool: flag, date: day, datetime: hour
}  # fmt: skip
"""Plain type → how it is read; closed lists are read by ``choice``. When something occurred, a day may be all that is
known (``workflows.forms.checks``)."""
