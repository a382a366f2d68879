"""What was typed must be text: bytes in another encoding reach Python as broken characters that nothing can keep."""

from collections.abc import Mapping, Sequence
from typing import Final

from api.settings import ACTOR, DATA, DATABASE_URL, KEYS_URL, LANG
from domain.values.mistake import Mistake
from domain.words import Words

NOT_TEXT: Final = Mistake(
    "input.encoding",
    Words("不是 UTF-8 编码的文字", "This is no text in UTF-8"),
    Words("把终端、文件名改为 UTF-8 编码，再重新输入", "Set terminal and file names to UTF-8 and type it again"),
    "GB/T 13000",
)
OURS: Final = (DATA, DATABASE_URL, KEYS_URL, LANG, ACTOR)
"""What the environment may say to us."""


def check_typed(asked: Sequence[str], environment: Mapping[str, str]) -> None:
    """Raises ``InvalidInput`` (``input.encoding``) with the flag or variable, never with what was typed."""
    for at, word in enumerate(asked):
        if not _is_text(word):
            raise NOT_TEXT.at(_place(asked, at))
    for name in OURS:
        if not _is_text(environment.get(name, "")):
            raise NOT_TEXT.at(name)


def _place(asked: Sequence[str], at: int) -> str:
    """The flag before the word, or the name within it; else where it stands."""
    name, given, _ = asked[at].partition("=")
    before = asked[at - 1] if at else ""
    if given and _is_text(name):
        return name
    return before if before.startswith("--") else f"argv[{at + 1}]"


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True
