"""Reads names by their pinyin initials, so that 示例投资 is found by ``slt``."""

from functools import cache
from itertools import islice, product
from typing import Final

ALSO: Final = {
    "B": "埔屏泊辟刨扒秘",
    "C": "长重盛种曾匙攒椎单刹裳晟谌郗枞",
    "D": "石翟峒澹",
    "E": "阿",
    "G": "贾莞乾涡咖",
    "H": "行郇",
    "J": "车系校给圈奇强骑靓",
    "K": "会隗浍",
    "L": "靓泷率",
    "M": "蔓",
    "N": "粘",
    "O": "区",
    "P": "便番繁冯堡否泊耙磅",
    "Q": "仇卡壳将纤覃龟",
    "S": "单厦乘参召率裳谌歙泷莘",
    "T": "调弹覃澹峒",
    "W": "莞蔓圩涡",
    "X": "行解降省宿见厦畜莘茜圩歙郇荥郗",
    "Y": "乐尉蔚铅荥",
    "Z": "长重传朝藏查祭褚识枞曾",
}
"""Initial → characters that names of firms, places and people also read with it, whatever they are usually read."""
READINGS: Final = 16
"""How many of its readings a name is found by: beyond four characters of two readings, some are left out."""


def initials(text: str) -> tuple[str, ...]:
    """The initials of a text in capitals, as it is usually read first, then as else it may be read.

    Character by character, for a dictionary of words would read a name now so, now otherwise; what is no Chinese
    character stands for itself.
    """
    return tuple(map("".join, islice(product(*map(_letters, text)), READINGS)))


@cache
def _letters(character: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionaries take a fifth of a second

    usual = lazy_pinyin(character, style=Style.FIRST_LETTER)[0][:1].upper() if character >= "㐀" else character
    return tuple(dict.fromkeys((usual, *(letter for letter, others in ALSO.items() if character in others))))
