"""How typed text is tidied before anything looks at it: one width, no stray blanks, one encoding."""

import unicodedata

from domain.values.mistake import Mistake
from domain.words import Words

UNREADABLE = Mistake(
    "input.file.encoding",
    Words("文件编码无法识别", "The file's encoding is not known"),
    Words("请另存为 UTF-8 或 GB18030（简体中文）编码后重试", "Save it as UTF-8 or GB18030 and try again"),
)
CLOSED_UP = str.maketrans("", "", " -‐‑‒–—―−_·.")


def tidy(text: str) -> str:
    """Full-width becomes half-width (NFKC), invisible characters go, runs of blanks become one space."""
    visible = unicodedata.normalize("NFKC", text)
    if not visible.isprintable():  # what is printable holds nothing invisible: nearly every text, at a tenth the cost
        visible = "".join(c for c in visible if unicodedata.category(c) != "Cf")
    return " ".join(visible.split())


def compact(text: str) -> str:
    """``tidy`` without any blank at all."""
    return tidy(text).replace(" ", "")


def bare_code(text: str) -> str:
    """A code as its check reads it: upper case, without the blanks, dashes and dots people put between groups."""
    return tidy(text).upper().translate(CLOSED_UP)


def is_digits(text: str) -> bool:
    """Whether the text is one or more of ``0``–``9`` (``str.isdigit`` also takes other scripts)."""
    return text.isascii() and text.isdigit()


def decode(data: bytes, *, field: str) -> str:
    """The text of an office's file: UTF-8 with or without a byte order mark, else GB18030.

    Raises ``InvalidInput`` (``input.file.encoding``).
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UNREADABLE.at(field)
