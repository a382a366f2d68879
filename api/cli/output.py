"""What the command line says: lines and tables for people, one JSON document for machines.

Texts come from files and strangers: what goes to people goes through ``harmless`` first, here and nowhere else.
"""

import json
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.text import COMFORTABLE, fitted, hanging, harmless, kept, widest, wrapped
from api.plain import plain
from api.tongue import Tongue
from domain.instants import clock
from domain.words import Words

WIDEST: Final = 120
"""Prose is not set wider than this, however wide the window is."""
GAP: Final = 2
"""Columns between the columns of a table."""
_HALVES: Final = re.compile("[\ud800-\udfff]")
"""What a name of a file may hold, and no stream can write."""


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


@dataclass(slots=True)
class Out(Tongue):
    """Where a verb speaks. With ``as_json`` only ``data`` is heard, otherwise all but ``data``."""

    as_json: bool = False
    console: Console = field(default_factory=_console)

    @property
    def width(self) -> int:
        """The columns there are for prose."""
        return min(self.console.width, WIDEST)

    def data(self, document: object) -> None:
        """One JSON document on one stream, for machines; nothing for people."""
        if self.as_json:
            text = json.dumps(plain(document), ensure_ascii=False, indent=2)
            self.console.file.write(_HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n")

    def verbatim(self, text: str) -> None:
        """A text as it is laid out, for people and programs that read text."""
        if not self.as_json:
            self.console.file.write(harmless(text))

    def bytes(self, content: bytes) -> None:
        """A file on standard output."""
        self.console.file.flush()
        self.console.file.buffer.write(content)  # type: ignore[attr-defined] # a text stream over bytes

    def line(self, text: str = "", style: str = "") -> None:
        """A line of prose, wrapped; continued lines keep its indentation."""
        if not self.as_json:
            text = harmless(text)
            indent = len(text) - len(text.lstrip())
            for part in wrapped(text.lstrip(), self.width - indent):
                self.console.print(Text(" " * indent + part, style=style))

    def say(self, words: Words, style: str = "") -> None:
        """A sentence."""
        self.line(self(words), style)

    def warn(self, words: Words) -> None:
        """A sentence on the stream of errors, where it spoils neither a document nor a file on standard output."""
        console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
        for part in wrapped(harmless(self(words)), self.width):
            console.print(Text(part, style="yellow"))

    def beside(self, head: str, text: str, indent: int, style: str = "") -> None:
        """``head`` and the text in a column beside it."""
        if not self.as_json:
            head = harmless(head)
            for number, part in enumerate(hanging(head, harmless(text), self.width, indent)):
                shown = Text(part)
                if number == 0 and style:
                    shown.stylize(style, 0, len(head))
                self.console.print(shown)

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        wrap: Sequence[int] = (),
        spare: Sequence[int] = (),
        comfortable: int = COMFORTABLE,
        strong: Container[int] = (),
    ) -> None:
        """A table whose columns stand straight, whatever the script; only the columns in ``wrap`` may break lines.

        Those in ``spare`` are left out, one after the other and not in silence, where there is no room for them: where
        those in ``wrap`` would be less than ``comfortable`` wide. ``strong`` rows stand out.
        """
        if self.as_json:
            return
        lines = (heads, *([shown(cell) for cell in row] for row in rows))
        columns = list(zip(*([harmless(cell) for cell in line] for line in lines), strict=True))
        room = self.console.width
        chosen = kept(columns, wrap, spare, room, GAP, comfortable=comfortable)
        columns = [columns[at] for at in chosen]
        widths = fitted(columns, [at for at, was in enumerate(chosen) if was in wrap], room, GAP)
        broken = [
            ["\n".join(wrapped(cell, width)) for cell in column] for column, width in zip(columns, widths, strict=True)
        ]
        whole = sum(widest(broken)) + GAP * (len(broken) - 1)
        made = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
        made.width = whole if whole > room else None  # a line too long is read, letters cut off are not
        for head, *_ in broken:
            made.add_column(head, no_wrap=True)
        for at, row in enumerate(list(zip(*broken, strict=True))[1:]):
            made.add_row(*map(Text, row), style="bold" if at in strong else None)
        self.console.print()
        self.console.print(made, soft_wrap=False, crop=False)
        if len(chosen) < len(heads):
            names = self.listed(head for at, head in enumerate(heads) if at not in chosen)
            self.say(Words(f"（窗口较窄，未列：{names}）", f"(left out, the window is narrow: {names})"), "dim")


def shown(value: object) -> str:
    """A value as people read it: moments and days at UTC+8."""
    if isinstance(value, datetime):
        return clock(value)
    return "" if value is None else str(value)
