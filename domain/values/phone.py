"""Telephone numbers: mobile, landline with its area code, service numbers, numbers from abroad."""

import re
from dataclasses import dataclass
from dataclasses import field as item
from enum import StrEnum
from typing import Final

from domain.values.mistake import Mistake
from domain.values.text import compact
from domain.words import Words

RULE: Final = "office phone"


class PhoneKind(StrEnum):
    """What kind of line it is."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE = "service"
    FOREIGN = "foreign"


_HOME: Final = re.compile(r"^(?:\+86|0086|86(?=1[3-9][0-9]{9}$))-?")
_SHAPES: Final = (
    (PhoneKind.MOBILE, re.compile(r"(1[3-9][0-9]{9})")),
    (
        PhoneKind.LANDLINE,
        re.compile(
            r"\(?(0(?:10|2[0-9]|[3-9][0-9]{2}))\)?([2-8][0-9]{6,7})(?:(?:转|分机|ext\.?|#)([0-9]{1,6}))?", re.IGNORECASE
        ),
    ),
    (PhoneKind.SERVICE, re.compile(r"([48]00[0-9]{7}|9[56][0-9]{3,6}|1[02][0-9]{3})")),
    (PhoneKind.FOREIGN, re.compile(r"((?:\+|00)[1-9][0-9]{6,14})")),
)
_SEPARATORS: Final = str.maketrans("", "", "-‐‑‒–—―−·.")

LOCAL = Mistake(
    "input.phone.area-code",
    Words("固定电话缺少区号", "A landline needs its area code"),
    Words("请在前面加区号，如 0531-", "Put the area code in front, such as 0531-"),
    RULE,
)
WRONG = Mistake(
    "input.phone.shape",
    Words("不是电话号码", "Not a telephone number"),
    Words(
        "填11位手机号、带区号的固定电话、400或95开头的号码；境外号码以 + 开头",
        "Give an 11-digit mobile, a landline with area code, a 400 or 95 number; from abroad begin with +",
    ),
    RULE,
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in stored form: ``13800000000``, ``0531-80000000-8001``, ``4000000000``, ``+85200000000``."""

    number: str = item(repr=False)
    kind: PhoneKind

    @classmethod
    def parse(cls, text: str, *, field: str = "phone") -> "Phone":
        """Read a typed number, with or without +86. Raises ``InvalidInput`` (``input.phone.*``)."""
        written = compact(text)
        home = _HOME.sub("", written, count=1)
        plain = _with_marked_extension(home)
        for spelling in (plain,) if home == written else (plain, _with_marked_extension("0" + home)):
            for kind, pattern in _SHAPES:
                found = pattern.fullmatch(spelling)
                if found:
                    return cls("-".join(part for part in found.groups() if part), kind)
        raise (LOCAL if re.fullmatch(r"[2-8][0-9]{6,7}", plain) else WRONG).at(field)

    @property
    def line(self) -> str:
        """The number without an extension: what two leads have in common."""
        return "-".join(self.number.split("-")[:2])

    @property
    def masked(self) -> str:
        """``138****0000``: the form for screens and ledgers."""
        return self.number[:3] + "****" + self.number[-4:]

    def __str__(self) -> str:
        return self.masked


def _with_marked_extension(text: str) -> str:
    """``0531-80000000-8001`` has its third group marked as an extension before the dashes go."""
    marked = re.sub(r"^(\(?0[0-9]{2,3}\)?[-‐-―−]?[2-8][0-9]{6,7})[-‐-―−]([0-9]{1,6})$", r"\1#\2", text)
    return marked.translate(_SEPARATORS)
