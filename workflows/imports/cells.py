"""What one cell says, brought to the form's own spelling; every change of it is told with its reason."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final, NamedTuple

from domain.values.money import WAN, Money
from domain.values.text import bare_code, compact, is_digits, tidy
from domain.words import Words
from workflows.imports.days import Period, read_day
from workflows.imports.mistakes import DIGITS_LOST, NOT_A_COUNT, NOT_ONE_AMOUNT
from workflows.imports.numerals import in_digits
from workflows.imports.sheet import DAY_ZERO, UNCALCULATED, Cell


class Read(NamedTuple):
    """The text a cell amounts to; ``why`` it differs from what stands there, None where it does not."""

    text: str
    why: Words | None = None


NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "不详", "未知", "不明", "暂无", "不清", "待查",
                            "待核实", "待核", "n/a", "na", "null", "none"})  # fmt: skip
"""What people write where nothing is known."""

EMPTY: Final = Words("未填内容的记号", "a mark for nothing")
ROUNDED: Final = Words("约数，按所写的数登记", "an estimate, taken as the number written")
SPELLING: Final = Words("统一写法", "spelt as the form has it")
UNIT: Final = Words("按所写单位换算为万元", "reckoned in 万元 from the unit written")
NUMERALS: Final = Words("中文数字写成阿拉伯数字", "numerals written in digits")
OWN_UNIT: Final = Words("表头是另一单位，按本格所写", "the heading has another unit: the cell's own counts")

BROKEN: Final = frozenset(
    {"#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", UNCALCULATED}
)
"""What stands in a cell whose value is not there: no figure, and not nothing either."""

_ABOUT: Final = re.compile(r"^(?:大约|约为|约|近|逾|超过|超|共计|共|累计|合计|计|为)+")
_OR_SO: Final = re.compile(
    r"(?:左右|以上|余|多|许)+(?=(?:[亿万]?元|人|名|户|个)?(?:左右|以上)?$)|(?:左右|以上|余|多|许)$"
)
_LOST: Final = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{2}")
LARGEST_EXACT: Final = 10**15
"""A spreadsheet's number keeps 15 digits; from here on the last ones are gone."""


def shown(cell: Cell) -> str:
    """A cell as its reader sees it: a number without the noise behind its fifteenth digit."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def text(cell: Cell, _: str) -> Read:
    """A free text: tidied at its edges only, so that names stay as they were written."""
    said = shown(cell).strip()
    return Read("", EMPTY) if said and compact(said).casefold() in NOTHING - {"无"} else Read(said)


def money(cell: Cell, field: str, unit: int | None) -> Read:
    """An amount in 万元, without its unit. ``unit``: 分 per unit where the cell names none.

    Raises ``InvalidInput`` (``input.import.amount``, ``input.money.*``). What has no unit at all is asked beforehand
    (``lacks_unit``).
    """
    said = compact(shown(cell))
    if said.casefold() in NOTHING:
        return Read("", EMPTY if said else None)
    digits = in_digits(said)
    plain, about = _without_about(digits)
    if re.search(r"[0-9][-~—–至到][0-9]", plain):
        raise NOT_ONE_AMOUNT.at(field)
    amount = Money.parse(plain, field=field, unit=unit or 1)
    made = amount.in_wan.removesuffix("万元").replace(",", "")
    if about:
        return Read(made, ROUNDED)
    if digits != said:
        return Read(made, NUMERALS)
    if unit is not None and unit != WAN and made == said.removesuffix("万元") != said:
        return Read(made, OWN_UNIT)
    return Read(made, None if made == said.removesuffix("万元") else UNIT)


def lacks_unit(cell: Cell) -> bool:
    """Whether an amount stands in the cell without its unit."""
    said = in_digits(shown(cell))
    return (
        said.casefold() not in NOTHING and not re.search(r"[元圆块角分万亿]", said) and bool(re.search(r"[1-9]", said))
    )


def count(cell: Cell, field: str) -> Read:
    """How many people, in digits. Raises ``InvalidInput`` (``input.import.count``)."""
    said = compact(shown(cell))
    if said.casefold() in NOTHING:
        return Read("", EMPTY if said else None)
    plain, about = _without_about(in_digits(said))
    number = re.sub(r"(?:人次|人|名|户|个|位)$", "", plain).replace(",", "")
    if not is_digits(number):
        raise NOT_A_COUNT.at(field)
    made = str(int(number))
    return Read(made, ROUNDED if about else None if made == said else SPELLING)


def identity(cell: Cell, field: str) -> Read:
    """A code or number that names somebody: kept as text. Raises ``InvalidInput`` (``input.import.digits-lost``)."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= LARGEST_EXACT:
        raise DIGITS_LOST.at(field)
    said = shown(cell).strip()
    if _LOST.fullmatch(said):
        raise DIGITS_LOST.at(field)
    if compact(said).casefold() in NOTHING:
        return Read("", EMPTY if said else None)
    made = tidy(said).upper() if "*" in said else bare_code(said)
    return Read(made, None if made == said else SPELLING)


def day(cell: Cell, field: str, today: date, day_zero: date = DAY_ZERO, period: Period | None = None) -> Read:
    """A day, with its hour where one is written; ``period`` is that of the whole table.

    Raises ``InvalidInput`` (``input.import.day``, ``.month``, ``.future``).
    """
    if compact(shown(cell)).casefold() in NOTHING:
        return Read("", EMPTY if cell is not None else None)
    made, why = read_day(cell, field, today, day_zero, period)
    return Read(made, None if made == shown(cell) else why)


Reader = Callable[[Cell, str], Read]


def _without_about(said: str) -> tuple[str, bool]:
    plain = _OR_SO.sub("", _ABOUT.sub("", said))
    return plain, plain != said
