"""Text in columns: Chinese characters are two columns wide, and no line begins with a closing mark."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import category

from rich.cells import cell_len

CLOSING: Final = "，。；：、！？）〕》】”’％,.;:!?)]}%"
OPENING: Final = "（〔《【“‘([{"
NARROWEST: Final = 8
"""Columns that a cell of a table gets at least."""
COMFORTABLE: Final = 14
"""Columns in which a name still reads well."""

HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Kinds of characters that are not read but obeyed: a terminal takes them for orders, or turns a text round."""
UNREAD: Final = "\ufffd"
"""What stands in place of each of them, so that it is seen that something was there."""

_TOKEN: Final = re.compile(r"[\x21-\x7e]+|\s+|.", re.DOTALL)


def harmless(text: str) -> str:
    """A text as people may see it, whoever wrote it: lines stay lines, a tab is a blank, what is hidden shows."""
    if text.isprintable():
        return text
    plain = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(UNREAD if category(each) in HIDDEN and each != "\n" else each for each in plain)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, each at most ``width`` columns (a single longer word stands alone)."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph):
            if line.strip() and cell_len((line + piece).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece if line else piece.lstrip()
        lines.append(line.rstrip())
    return lines


def hanging(head: str, text: str, width: int, indent: int) -> list[str]:
    """``head`` padded to ``indent`` columns, then the text beside it, every further line under its beginning."""
    lines = wrapped(text, max(width - indent, 20))
    first = padded(head, indent)
    if cell_len(head) >= indent:
        return [head, *(" " * indent + line for line in lines)]
    return [first + lines[0], *(" " * indent + line for line in lines[1:])]


def widest(columns: Sequence[Sequence[str]]) -> list[int]:
    """The columns of the screen that each column needs."""
    return [max((cell_len(line) for cell in column for line in cell.splitlines()), default=0) for column in columns]


def fitted(columns: Sequence[Sequence[str]], wrap: Sequence[int], room: int, gap: int) -> list[int]:
    """How wide each column may be in ``room``: what it needs; those in ``wrap`` share what is left."""
    widths = widest(columns)
    left = room - gap * (len(columns) - 1) - sum(width for at, width in enumerate(widths) if at not in wrap)
    for number, at in enumerate(sorted(wrap, key=lambda at: widths[at])):
        share = max(left // (len(wrap) - number), NARROWEST)
        widths[at] = min(widths[at], share)
        left -= widths[at]
    return widths


def kept(
    columns: Sequence[Sequence[str]],
    wrap: Sequence[int],
    spare: Sequence[int],
    room: int,
    gap: int,
    *,
    comfortable: int = COMFORTABLE,
) -> list[int]:
    """Which columns are shown: those in ``spare`` go, in turn, while the ones in ``wrap`` are cramped."""
    wanted = [min(width, comfortable) if at in wrap else width for at, width in enumerate(widest(columns))]
    left = list(range(len(columns)))
    for at in spare:
        if sum(wanted[each] for each in left) + gap * (len(left) - 1) > room:
            left.remove(at)
    return left


def padded(text: str, width: int) -> str:
    """The text with blanks behind it up to ``width`` columns."""
    return text + " " * max(width - cell_len(text), 0)


def _pieces(text: str) -> Iterator[str]:
    """What must not be parted: words, and characters with the marks that cling to them."""
    held = ""
    for token in _TOKEN.findall(text):
        if held and (token[0] in CLOSING or held[-1] in OPENING):
            held += token
            continue
        if held:
            yield held
        held = token
    if held:
        yield held
