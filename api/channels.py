"""The other ways to report: those that every place has, and those that an office writes down in ``channels.csv``."""

import csv
from pathlib import Path
from typing import Final, NamedTuple

from domain.values.text import decode, tidy
from domain.words import Words

FILE: Final = "channels.csv"
"""In the data folder, without a heading: name, number or address, note; lines of an office's own."""


class Channel(NamedTuple):
    """A way to report: what it is called, where it leads, what it is for."""

    name: Words
    at: str
    note: Words

    @property
    def dials(self) -> str:
        """The number that a telephone dials, empty where it is none."""
        bare = self.at.replace("-", "").replace(" ", "")
        return bare if bare.isascii() and bare.isdigit() else ""


EVERYWHERE: Final = (
    Channel(Words("政务服务便民热线", "Citizens' hotline"), "12345",
            Words("任何时候都可以举报，说明是涉嫌非法集资", "At any time; say that it is about illegal fundraising")),
    Channel(Words("报警", "Police"), "110",
            Words("有人卷款逃跑、正在转移资金、人身安全受到威胁时", "When somebody flees with money or is in danger")),
)  # fmt: skip


def channels(data: Path) -> tuple[Channel, ...]:
    """All of them; the office's own first."""
    path = data / FILE
    return (*_own(path), *EVERYWHERE) if path.is_file() else EVERYWHERE


def _own(path: Path) -> tuple[Channel, ...]:
    rows = csv.reader(decode(path.read_bytes(), field=FILE).splitlines())
    cells = ([tidy(each) for each in (*row, "", "", "")[:3]] for row in rows if any(each.strip() for each in row))
    return tuple(Channel(Words(name, name), at, Words(note, note)) for name, at, note in cells)
