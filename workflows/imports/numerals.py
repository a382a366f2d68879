"""Chinese numerals as papers have them, 一百二十 and 壹佰贰拾, written in digits; what could mean several stays."""

import re
from typing import Final

from domain.values.text import compact

_DIGITS: Final = {
    **{each: at for at, each in enumerate("零一二三四五六七八九")},
    **{each: at for at, each in enumerate("零壹贰叁肆伍陆柒捌玖")},
    "〇": 0, "○": 0, "两": 2, "貳": 2, "參": 3, "陸": 6,
}  # fmt: skip
_TENS: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}

_DIGIT: Final = "[一二三四五六七八九壹贰叁肆伍陆柒捌玖两貳參陸]"
_RUN: Final = re.compile(f"[{''.join((*_DIGITS, *_TENS))}]+")
_NUMBER: Final = re.compile(
    rf"[零〇]?(?:{_DIGIT}[千仟])?[零〇]?(?:{_DIGIT}[百佰])?[零〇]?(?:{_DIGIT}?[十拾])?[零〇]?{_DIGIT}?"
)
"""Of descending units: 三五 and 二三十 mean from one to the other, and are no number."""
_YEAR: Final = re.compile(r"[零〇○一二三四五六七八九]{4}(?=年)")


def in_digits(text: str) -> str:
    """Every numeral of a text in digits; 万 and 亿 stay units."""
    return _RUN.sub(lambda run: _number(run[0]), compact(text))


def day_in_digits(text: str) -> str:
    """A day likewise, its year read digit by digit: 二〇二一年九月一日."""
    return _RUN.sub(lambda run: _number(run[0]), _YEAR.sub(_year, text))


def _year(found: re.Match[str]) -> str:
    return "".join(str(_DIGITS[each]) for each in found[0])


def _number(run: str) -> str:
    if not _NUMBER.fullmatch(run) or not run.strip("零〇○"):
        return run
    total, digit = 0, 0
    for each in run:
        if each in _TENS:
            total, digit = total + (digit or 1) * _TENS[each], 0
        else:
            digit = _DIGITS[each]
    return str(total + digit)
