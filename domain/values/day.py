"""Days as offices write them: 2022-03-01, 2022/3/1, 2022.3.1, 2022年3月1日, 20220301."""

import re
from datetime import date
from typing import Final

from domain.values.mistake import Mistake
from domain.values.text import compact
from domain.words import Words

_SHAPES: Final = (
    re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)

WRONG = Mistake(
    "input.day.shape",
    Words("不是日期", "Not a date"),
    Words("请写成 2022-03-01 或 2022年3月1日", "Write it as 2022-03-01 or 2022年3月1日"),
    "GB/T 7408",
)


def parse_day(text: str, *, field: str = "day") -> date:
    """Read a typed day. Raises ``InvalidInput`` (``input.day.shape``)."""
    for pattern in _SHAPES:
        found = pattern.fullmatch(compact(text))
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                break
    raise WRONG.at(field)
