"""Days in every spelling that ledgers hold: date cells, a spreadsheet's serials, points, strokes, months alone."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from domain.errors import InvalidInput
from domain.values.day import parse_day
from domain.values.text import compact, tidy
from domain.words import Words
from workflows.imports.mistakes import FUTURE_DAY, NOT_A_DAY, WHICH_MONTH
from workflows.imports.numerals import day_in_digits
from workflows.imports.sheet import DAY_ZERO, Cell

SPELLING: Final = Words("统一日期写法", "the day spelt one way")
SERIAL: Final = Words("电子表格的日期序号", "a spreadsheet's serial of days")
FIRST: Final = Words("只写到月，按该月1日登记", "only the month is given: taken as its first day")
CENTURY: Final = Words("年份补足四位", "the year written in full")
OF_TITLE: Final = Words("年份取自表的标题", "the year is that of the table's title")

SERIALS: Final = range(20_000, 80_000)
"""Of 1954 to 2119, or, counted from 1904, of four years later."""

_MONTH: Final = re.compile(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})月?(?:份)?")
_SHORT: Final = re.compile(r"'?([0-9]{2})(?:[-/.]|年)([0-9]{1,2})(?:[-/.]|月)([0-9]{1,2})日?")
_NO_YEAR: Final = re.compile(r"([0-9]{1,2})月([0-9]{1,2})[日号]?")
_PERIOD: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年(?:([0-9]{1,2})月(?![0-9]+日))?")
_SPAN: Final = re.compile(r"[0-9年月][-—–~至到][0-9]")
_HOUR: Final = re.compile(r"(.*[0-9日])(?:[ T]+|(?<=日))([0-9]{1,2})[:时点]([0-9]{1,2})?(?:分|:[0-9]{2})?")
_REMARK: Final = re.compile(r"\([^)]*\)|星期.$|号$")


class Period(NamedTuple):
    """The year, or the month of it, that a title names for the whole table."""

    year: int
    month: int | None


def period_of(titles: Iterable[str]) -> Period | None:
    """What the titles of a table name, if that is one period: 2022年1月, 2022年度."""
    found = {Period(int(year), int(month) if month else None) for text in titles for year, month in _period(text)}
    return found.pop() if len(found) == 1 else None


def _period(text: str) -> list[tuple[str, str]]:
    plain = day_in_digits(compact(text))
    found: list[tuple[str, str]] = _PERIOD.findall(plain)
    if not found or not _SPAN.search(plain):
        return found
    return [(year, "") for year in re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", plain)]


def read_day(
    cell: Cell, field: str, today: date, day_zero: date = DAY_ZERO, period: Period | None = None
) -> tuple[str, Words]:
    """``2022-03-02`` or ``2022-03-02 14:30``, and why it is not what stands there, if it is not.

    ``period``: where the table's title names one, a day of it may go without the year.

    Raises ``InvalidInput`` (``input.import.day``, ``.month``, ``.future``).
    """
    within = _within(cell, period)
    found, hour, why = _read(within or cell, field, day_zero)
    why = OF_TITLE if within else why
    if found > today:
        raise FUTURE_DAY.at(field)
    return f"{found} {hour}".strip(), why


def _within(cell: Cell, period: Period | None) -> str:
    """The day in full, where it lies in the period of the title; a day of another month may be of another year."""
    found = _NO_YEAR.fullmatch(day_in_digits(compact(cell))) if isinstance(cell, str) and period else None
    if found is None or period is None or int(found[1]) != (period.month or int(found[1])):
        return ""
    return f"{period.year}年{found[1]}月{found[2]}日"


def _read(cell: Cell, field: str, day_zero: date) -> tuple[date, str, Words]:
    if isinstance(cell, datetime):
        return cell.date(), f"{cell:%H:%M}", SPELLING
    if isinstance(cell, date):
        return cell, "", SPELLING
    if isinstance(cell, float) and SERIALS.start <= cell < SERIALS.stop:
        return day_zero + timedelta(days=int(cell)), "", SERIAL
    written = tidy(f"{cell:.15g}" if isinstance(cell, float) else str(cell))
    if isinstance(cell, float) and re.fullmatch(r"[0-9]{4}\.1", written):
        raise WHICH_MONTH.at(field)
    return _written(written, field, day_zero)


def _written(text: str, field: str, day_zero: date) -> tuple[date, str, Words]:
    written = day_in_digits(text)
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", written) and int(written[:5]) in SERIALS:
        return day_zero + timedelta(days=int(written[:5])), "", SERIAL
    timed = _HOUR.fullmatch(written)
    days = compact(_REMARK.sub("", timed[1] if timed else written))
    hour = f"{int(timed[2]):02d}:{int(timed[3] or 0):02d}" if timed else ""
    month, short = _MONTH.fullmatch(days), _SHORT.fullmatch(days)
    if month:
        return _day(f"{month[1]}-{month[2]}-1", field), hour, FIRST
    if short:
        return _day(f"20{short[1]}-{short[2]}-{short[3]}", field), hour, CENTURY
    return _day(days, field), hour, SPELLING


def _day(text: str, field: str) -> date:
    try:
        return parse_day(text, field=field)
    except InvalidInput:
        raise NOT_A_DAY.at(field) from None
