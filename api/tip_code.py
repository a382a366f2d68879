"""Receipt codes of reports: 99 bits that people copy by hand, of which the house keeps a one-way digest alone."""

import re
from secrets import choice
from typing import Final

from api.app import App
from domain.values.mistake import Mistake
from domain.values.text import bare_code
from domain.words import Words

LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for one another."""
LENGTH: Final = 20
GROUP: Final = 4
CODE: Final = re.compile(f"[{LETTERS}]{{{LENGTH}}}")

WRONG_CODE: Final = Mistake(
    "input.tip.code",
    Words("回执码不对", "This is no receipt code"),
    Words("回执码是五组、每组四个字母或数字，请照回执抄写", "Five groups of four letters or digits, as on the receipt"),
    "office tip-receipt",
)


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(choice(LETTERS) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """As it is shown and copied: ``ABCD-EFGH-JKMN-PQRS-TUVW``."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(text: str) -> str:
    """A code as somebody typed it. Raises ``InvalidInput`` (``input.tip.code``)."""
    code = bare_code(text[:200])
    if not CODE.fullmatch(code):
        raise WRONG_CODE.at(field="code")
    return code


def tip_of(app: App, code: str) -> str:
    """The report that a code is for, whether there is one or not: a digest that only this installation makes."""
    return app.derive("report by receipt code", code)
