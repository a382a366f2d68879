"""What a password must be: long, not one of those that everybody tries first, and not one's own name."""

from itertools import pairwise
from typing import Final
from unicodedata import normalize

from domain.values.mistake import Mistake
from domain.words import Words

LONGEST: Final = 256
"""A longer one is a mistake or an attack: it is refused before it is looked at."""
FEW: Final = 4
"""So few different characters are no secret."""
FIELD: Final = "password"
LENGTH: Final = "password-rule"
"""The office rule that says how long a password is at least."""
RULE: Final = f"office {LENGTH}"

COMMON: Final = frozenset({
    "password", "passw0rd", "qwerty", "qwertyuiop", "1qaz2wsx3edc", "1q2w3e4r5t6y", "asdfghjkl", "zxcvbnm", "iloveyou",
    "letmein", "welcome", "administrator", "admin", "root", "test", "changeme", "woaini", "wodemima", "mima", "abc",
    "a", "aa", "qq", "chufei", "shandong", "jinan",
})  # fmt: skip
"""What is tried first: the letters, with whatever digits and marks around them."""

SHORT = Mistake("input.password.short", Words("密码太短", "The password is too short"),
                Words("至少 {shortest} 个字符，一句话也行", "At least {shortest} characters; a sentence will do"),
                RULE)  # fmt: skip
LONG = Mistake("input.password.long", Words("密码太长", "The password is too long"),
               Words("最多 {longest} 个字符", "At most {longest} characters"), RULE)  # fmt: skip
KNOWN = Mistake("input.password.known", Words("这是人人先试的密码", "This is a password that everybody tries first"),
                Words("换一个别人猜不到的，如四个不相干的词", "Choose another, such as four words at random"),
                RULE)  # fmt: skip
NAME = Mistake("input.password.name", Words("密码里有本人的账号或姓名", "The password holds one's own account or name"),
               Words("换一个不含账号和姓名的", "Choose one without account and name"), RULE)  # fmt: skip
SAME = Mistake("input.password.same", Words("新密码与原密码相同", "The new password is the old one"),
               Words("换一个", "Choose another"), RULE)  # fmt: skip


def as_typed(password: str) -> str:
    """The same characters however a keyboard made them (NFKC): a full-width digit is a digit."""
    return normalize("NFKC", password)


def check_password(password: str, shortest: int, *names: str) -> str:
    """The password to be kept. Raises ``InvalidInput`` (``input.password.*``).

    ``shortest`` is the number of the office rule, in characters; ``names`` are the person's own.
    """
    if len(password) > LONGEST:
        raise LONG.at(FIELD, longest=LONGEST)
    typed = as_typed(password)
    if len(typed) < shortest:
        raise SHORT.at(FIELD, shortest=shortest)
    plain = typed.casefold()
    if _is_common(plain):
        raise KNOWN.at(FIELD)
    if any(len(name) > 1 and name.casefold() in plain for name in names):
        raise NAME.at(FIELD)
    return typed


def _is_common(plain: str) -> bool:
    letters = "".join(each for each in plain if each.isalpha())
    bare = {plain, letters, letters[: len(letters) // 2]} & COMMON  # also one of them twice
    return bool(bare) or len(set(plain)) <= FEW or _is_run(plain) or _is_repeated(plain)


def _is_run(plain: str) -> bool:
    """``123456789012`` and ``abcdefghijkl``: nearly every character is the next one."""
    steps = [ord(after) - ord(before) for before, after in pairwise(plain)]
    return max(steps.count(1), steps.count(-1)) * 4 >= len(steps) * 3


def _is_repeated(plain: str) -> bool:
    """A shorter text several times."""
    return any(plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, len(plain) // 2 + 1))
