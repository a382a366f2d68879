"""The resident identity number 居民身份证号 (GB 11643): checked while typed, masked wherever it is shown."""

from dataclasses import dataclass
from dataclasses import field as item
from datetime import date
from typing import Final

from domain.values.divisions import PROVINCES
from domain.values.mistake import Mistake
from domain.values.text import bare_code, is_digits
from domain.words import Words

RULE: Final = "GB 11643-1999"
LENGTH: Final = 18
OLD_LENGTH: Final = 15
EARLIEST_YEAR: Final = 1900
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS: Final = "10X98765432"
PLACES: Final = frozenset(PROVINCES) | {"83"}
"""First two digits; 81, 82, 83 also begin the residence permits of 港澳台 residents."""
FOREIGN: Final = "9"
"""First digit of a foreigner's permanent residence number (2023 form); the two after it are the province's."""

_COPY = Words("请对照证件重新填写", "Copy it again from the card")
WRONG_LENGTH = Mistake(
    "input.resident-id.length",
    Words("身份证号应为18位，填写了{found}位", "A resident identity number has 18 characters, not {found}"),
    _COPY,
    RULE,
)
OLD_FORM = Mistake(
    "input.resident-id.old-form",
    Words("15位旧号已停用", "The old 15-digit number is no longer in use"),
    Words(
        "请填写18位号码；仅历史材料可用旧号",
        "Give the 18-character number; only historical papers may carry the old one",
    ),
    RULE,
)
WRONG_CHARACTER = Mistake(
    "input.resident-id.character",
    Words("身份证号只能是数字，末位可为 X", "A resident identity number is digits; only the last may be X"),
    _COPY,
    RULE,
)
WRONG_PROVINCE = Mistake(
    "input.resident-id.province",
    Words("前两位不是省级行政区划代码", "The first two digits are no province's code"),
    _COPY,
    RULE,
)
WRONG_BIRTH = Mistake(
    "input.resident-id.birth",
    Words("第7至14位不是真实的出生日期", "Digits 7–14 are not a real date of birth"),
    _COPY,
    RULE,
)
FUTURE_BIRTH = Mistake(
    "input.resident-id.future",
    Words("出生日期晚于今天", "The date of birth lies in the future"),
    _COPY,
    RULE,
)
WRONG_CHECK = Mistake(
    "input.resident-id.check",
    Words("身份证号校验位不符，至少有一位写错", "The check character does not fit: at least one character is wrong"),
    _COPY,
    RULE,
)


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A number in stored form; shown and logged only as ``masked`` (``str`` gives that too). Events seal ``number``.

    The first six digits say where the number was first given, never where the person lives, and may be a code that no
    longer exists or did not yet exist at birth: they are not compared with the divisions.
    """

    number: str = item(repr=False)

    @classmethod
    def parse(cls, text: str, *, today: date, field: str = "resident_id", historical: bool = False) -> "ResidentId":
        """Read a typed number. ``historical`` also takes the 15 digits of old papers.

        Raises ``InvalidInput`` (``input.resident-id.*``).
        """
        number = bare_code(text)
        old = len(number) == OLD_LENGTH
        if old and not historical:
            raise OLD_FORM.at(field)
        if not old and len(number) != LENGTH:
            raise WRONG_LENGTH.at(field, found=len(number))
        if not is_digits(number if old else number[:-1]) or number[-1] not in CHECKS:
            raise WRONG_CHARACTER.at(field)
        foreign = number[0] == FOREIGN and not old
        if (number[1:3] if foreign else number[:2]) not in PLACES:
            raise WRONG_PROVINCE.at(field)
        value = cls(number)
        value._check_birth(today, field)
        if number != value.current and not old:
            raise WRONG_CHECK.at(field)
        return value

    def _check_birth(self, today: date, field: str) -> None:
        try:
            born = date.fromisoformat(self.current[6:14])
        except ValueError:
            raise WRONG_BIRTH.at(field) from None
        if born.year < EARLIEST_YEAR:
            raise WRONG_BIRTH.at(field)
        if born > today:
            raise FUTURE_BIRTH.at(field)

    @property
    def current(self) -> str:
        """The 18 characters with the right check: an old number written in today's form (born 19xx)."""
        body = self.number[:6] + "19" + self.number[6:] if len(self.number) == OLD_LENGTH else self.number[:-1]
        return body + check_character(body)

    @property
    def masked(self) -> str:
        """``370104********1230``: the form for screens, ledgers and refusals."""
        tail = 4 if len(self.number) == LENGTH else 3
        return self.number[:6] + "*" * (len(self.number) - 6 - tail) + self.number[-tail:]

    def __str__(self) -> str:
        return self.masked


def check_character(body: str) -> str:
    """The 18th character for 17 digits (ISO 7064 MOD 11-2)."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
