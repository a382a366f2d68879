"""Money: an exact number of 分, read and shown as 元, 万元 and 亿元 without ever rounding."""

import re
from dataclasses import dataclass
from typing import Final

from domain.values.mistake import Mistake
from domain.values.text import compact
from domain.words import Words

FEN: Final = 1
YUAN: Final = 100
WAN: Final = 10_000 * YUAN
YI: Final = 10_000 * WAN
UNITS: Final = {
    "亿元": YI, "亿": YI, "万元": WAN, "万": WAN, "元": YUAN, "圆": YUAN, "块": YUAN, "角": 10, "毛": 10, "分": FEN,
}  # fmt: skip
LIMIT: Final = 100_000 * YI
"""Ten 万亿元: above any case, and below 2⁵³ so that every JSON reader keeps it exact."""

_NUMBER: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,20})(?:\.[0-9]{1,20})?"
_UNIT: Final = "|".join(UNITS)
_PART: Final = re.compile(rf"({_NUMBER})({_UNIT})?")
_WHOLE: Final = re.compile(rf"(?:人民币|RMB|CNY|¥)?({_NUMBER}|(?:{_NUMBER}(?:{_UNIT}))+)整?", re.IGNORECASE)
RULE: Final = "GB/T 15835-2011"

NOT_AN_AMOUNT = Mistake(
    "input.money.number",
    Words("不是可读的金额", "Not a readable amount"),
    Words("请写成 1234.56 元、12.5万元 或 3亿元", "Write it as 1234.56 元, 12.5万元 or 3亿元"),
    RULE,
)
NEGATIVE = Mistake(
    "input.money.negative",
    Words("金额不能为负数", "An amount cannot be negative"),
    Words("退回或冲减请另行登记", "Record a return or a reduction as a fact of its own"),
)
BELOW_FEN = Mistake(
    "input.money.fen",
    Words("金额精确到分以下", "The amount is finer than a 分"),
    Words("元最多两位小数，万元最多六位小数", "At most two decimals of 元, six of 万元"),
)
TOO_LARGE = Mistake(
    "input.money.limit",
    Words("金额超过十万亿元", "The amount exceeds ten 万亿元"),
    Words("请核对金额的单位", "Check the unit of the amount"),
)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of CNY in integer 分. Events hold ``fen``."""

    fen: int

    @classmethod
    def parse(cls, text: str, *, field: str = "amount", unit: int = YUAN) -> "Money":
        """Read a typed amount; ``unit`` (分 per unit, such as ``WAN`` for a 万元 column) stands where none is written.

        Raises ``InvalidInput`` (``input.money.*``).
        """
        written = compact(text)
        if written.startswith(("-", "−", "负")):
            raise NEGATIVE.at(field)
        whole = _WHOLE.fullmatch(written)
        if whole is None:
            raise NOT_AN_AMOUNT.at(field)
        parts = [(number, UNITS.get(name, unit)) for number, name in _PART.findall(whole[1])]
        sizes = [size for _, size in parts]
        if sizes != sorted(set(sizes), reverse=True):
            raise NOT_AN_AMOUNT.at(field)
        fen = sum(_fen(number, size, field) for number, size in parts)
        if fen > LIMIT:
            raise TOO_LARGE.at(field)
        return cls(fen)

    @property
    def in_yuan(self) -> str:
        """``1,234.56元``, always two decimals."""
        whole, fen = divmod(abs(self.fen), YUAN)
        return f"{self._sign}{whole:,}.{fen:02d}元"

    @property
    def in_wan(self) -> str:
        """``0.123456万元``, exact: as many decimals as there are, no more."""
        whole, rest = divmod(abs(self.fen), WAN)
        return f"{self._sign}{whole:,}.{rest:06d}".rstrip("0").rstrip(".") + "万元"

    @property
    def _sign(self) -> str:
        return "-" if self.fen < 0 else ""


def _fen(number: str, size: int, field: str) -> int:
    whole, _, decimals = number.replace(",", "").partition(".")
    scale = int("1" + "0" * len(decimals))
    fen, finer = divmod(int(whole + decimals) * size, scale)
    if finer:
        raise BELOW_FEN.at(field)
    return fen
