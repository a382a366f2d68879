"""Administrative divisions as dated data: which area a code names, and what lies within what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final

from domain.catalogue import shape
from domain.values.mistake import Mistake
from domain.values.text import compact, is_digits
from domain.words import Words

RULE: Final = "GB/T 2260"
STEPS: Final = (2, 4, 6, 9, 12, 15)
"""How many digits name a province, city, district, street, community, grid."""
WHOLE: Final = STEPS[2:]
"""From the districts of a city on, a list has all areas of a level that lie right beside each other, or none."""

PROVINCES: Final[dict[str, str]] = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林",
    "23": "黑龙江", "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西",
    "37": "山东", "41": "河南", "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南",
    "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃",
    "63": "青海", "64": "宁夏", "65": "新疆", "71": "台湾", "81": "香港", "82": "澳门",
}  # fmt: skip
"""The first two digits of a code → the short name of the province."""

WRONG_CODE = Mistake(
    "input.division.code",
    Words("不是区划代码", "Not a division code"),
    Words(
        "填代码，不填名称：区县6位，街道9位（或12位末三位为000），社区12位，网格15位；"
        "名称由数据文件夹里的 divisions.csv 给出",
        "The code, not the name: 6 digits for a district, 9 for a street (or 12 ending in 000), 12 for a community, 15 "
        "for a grid; divisions.csv in the data folder gives the names",
    ),
    RULE,
)

NO_PLACE = Mistake(
    "input.division.unknown",
    Words("没有这个区划：{code}", "There is no such division: {code}"),
    Words(
        "核对代码；名单里没有的，存进数据文件夹的 divisions.csv",
        "Check the code; what the list lacks is added by divisions.csv in the data folder",
    ),
    RULE,
)


class DivisionLevel(StrEnum):
    """What kind of area it is, the widest first. Values are stored."""

    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"


LEVELS: Final[dict[int, DivisionLevel]] = dict(zip(STEPS, DivisionLevel, strict=True))


@shape
class Division:
    """One area under one name: ``code`` in stored form, the days it is valid (None: no bound known)."""

    code: str
    name: str
    parent: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def level(self) -> DivisionLevel:
        """What kind of area the code names."""
        return level_of(self.code)

    def holds(self, day: date) -> bool:
        """Whether this name and place in the tree hold on a day, both ends included."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


def parse_code(text: str, *, field: str = "division") -> str:
    """Read a typed code into stored form: 6, 9, 12 or 15 digits. Raises ``InvalidInput`` (``input.division.*``)."""
    code = compact(text)
    if not is_digits(code) or len(code) not in STEPS[2:] or code[0] == "0":
        raise WRONG_CODE.at(field)
    if code[:2] not in PROVINCES:
        raise NO_PLACE.at(field, code=code)
    return stored(code)


def stored(code: str) -> str:
    """The shortest form from 6 digits up: ``370104014000`` and ``370104014`` name the same street."""
    return significant(code).ljust(6, "0")


def significant(code: str) -> str:
    """The digits that say something: ``3701`` for 370100, ``370104`` for 370104000000."""
    for short, full in zip((0, *STEPS), STEPS, strict=False):
        if not code[short:].strip("0"):
            return code[:short]
        if len(code) <= full:
            break
    return code


def unlisted(code: str) -> str:
    """What an area is called of which no list tells the name: its province, and the code."""
    return f"{PROVINCES.get(code[:2], '')} {code}".strip()


def contains(area: str, code: str) -> bool:
    """Whether ``code`` lies in ``area`` or is it: 370100 holds 370104, which holds 370104014001."""
    return significant(code).startswith(significant(area))


def level_of(code: str) -> DivisionLevel:
    """What kind of area a code names. Raises ``KeyError`` for a code no area can have."""
    return LEVELS[len(significant(code))]


def _above(code: str) -> int:
    """How many digits name what lies right above."""
    return max((step for step in STEPS if step < len(significant(code))), default=0)


class Divisions:
    """Every division known, over all time. Two entries may share a code (a new name), never a day."""

    def __init__(self, entries: Iterable[Division]) -> None:
        self._by_code: dict[str, list[Division]] = defaultdict(list)
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        for entry in entries:
            self._by_code[entry.code].append(entry)
            self._by_name[entry.name].append(entry)

    def __iter__(self) -> Iterator[Division]:
        return (entry for entries in self._by_code.values() for entry in entries)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def parse(self, text: str, *, field: str = "division") -> str:
        """As ``parse_code``; what lies beside areas of this list must stand in it. Raises ``InvalidInput``."""
        code = parse_code(text, field=field)
        if any(self._leaves_out(code[:step]) for step in WHOLE if step <= len(significant(code))):
            raise NO_PLACE.at(field, code=code)
        return code

    def _leaves_out(self, code: str) -> bool:
        """Whether the list has other areas of the level right there, and not this one."""
        level, beside = level_of(code), significant(code)[: _above(code)]
        return code not in self and any(each.level is level and contains(beside, each.code) for each in self)

    def find(self, code: str, day: date) -> Division | None:
        """What the code names on a day, None when nothing."""
        return next((entry for entry in self._by_code.get(stored(code), ()) if entry.holds(day)), None)

    def named(self, name: str, day: date, *, within: str = "") -> tuple[Division, ...]:
        """The areas of that name on a day; 兴福 also finds 兴福街道 where no area has the bare name."""
        entries = self._by_name.get(name) or [e for suffix in SUFFIXES for e in self._by_name.get(name + suffix, ())]
        return tuple(entry for entry in entries if entry.holds(day) and contains(within, entry.code))

    def children(self, code: str, day: date) -> tuple[Division, ...]:
        """The areas directly below, on a day, by code."""
        below = (entry for entry in self if entry.parent == stored(code) and entry.holds(day))
        return tuple(sorted(below, key=lambda entry: entry.code))

    def full_name(self, code: str, day: date) -> str:
        """``山东省济南市槐荫区兴福街道``; empty when the code names nothing on the day."""
        entry = self.find(code, day)
        if entry is None:
            return ""
        return (self.full_name(entry.parent, day) if entry.parent else "") + entry.name


SUFFIXES: Final = ("街道", "区", "县", "市", "省", "社区", "网格")
