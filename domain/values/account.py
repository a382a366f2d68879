"""Bank account numbers: digits only; a failed card check is told, never refused."""

from dataclasses import dataclass
from dataclasses import field as item
from typing import Final

from domain.values.mistake import Mistake
from domain.values.text import bare_code, is_digits
from domain.words import Words

RULE: Final = "office bank-account"
LENGTHS: Final = range(9, 33)
USUAL_LENGTHS: Final = range(12, 23)
CARD_LENGTHS: Final = range(16, 20)
CARD_PREFIX: Final = "62"
LUHN_NINE: Final = 9

WRONG = Mistake(
    "input.account.digits",
    Words("银行账号应为9至32位数字", "A bank account number is 9 to 32 digits"),
    Words(
        "请对照转账凭证填写账号，户名和开户行另填",
        "Copy the number from the transfer slip; holder and bank have fields of their own",
    ),
    RULE,
)
ODD_CARD = Words(
    "银行卡号校验位不符（ISO/IEC 7812），请核对", "The card number fails its check (ISO/IEC 7812); please compare"
)
ODD_LENGTH = Words(
    "账号位数少见（常见12至22位），请核对", "An unusual length for an account (mostly 12 to 22 digits); please compare"
)


@dataclass(frozen=True, slots=True)
class BankAccount:
    """An account number in stored form: digits only. Shown and logged only as ``masked``."""

    number: str = item(repr=False)

    @classmethod
    def parse(cls, text: str, *, field: str = "account") -> "BankAccount":
        """Read a typed number, blanks and dashes allowed; raises ``InvalidInput`` (``input.account.digits``)."""
        number = bare_code(text)
        if not is_digits(number) or len(number) not in LENGTHS:
            raise WRONG.at(field)
        return cls(number)

    @property
    def warnings(self) -> tuple[Words, ...]:
        """What is odd but possible; shown, never refused. The Luhn check is asked of UnionPay cards (62…) only."""
        card = self.number.startswith(CARD_PREFIX) and len(self.number) in CARD_LENGTHS
        doubts = (
            (ODD_CARD, card and not passes_luhn(self.number)),
            (ODD_LENGTH, len(self.number) not in USUAL_LENGTHS),
        )
        return tuple(doubt for doubt, holds in doubts if holds)

    @property
    def masked(self) -> str:
        """``**** 1234``: the form for screens and ledgers."""
        return "**** " + self.number[-4:]

    def __str__(self) -> str:
        return self.masked


def passes_luhn(digits: str) -> bool:
    """Whether the digits fit the check of ISO/IEC 7812-1 annex B."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - LUHN_NINE * (value > LUHN_NINE) for value in doubled) % 10 == 0
