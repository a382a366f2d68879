"""What auditors look into as tables: what was done, and who read personal data."""

from typing import Final

from api.registers.columns import Column, Kind, Table
from domain.words import Words


def _column(key: str, words: str, kind: Kind = Kind.TEXT, width: int = 14) -> Column:
    zh, _, en = words.partition(" ")
    return Column(key, Words(zh, en), kind, width, seen=True)


DONE: Final = Table(
    "doings", Words("办理记录", "what was done"),
    (
        _column("position", "日志序号 position", Kind.COUNT, 10),
        _column("recorded_at", "录入时间 recorded", Kind.INSTANT, 17),
        _column("occurred", "办理时间 done", Kind.INSTANT, 17),
        _column("actor", "办理人 who"),
        _column("office", "单位 office", width=24),
        _column("number", "线索编号 lead", Kind.ID, 18),
        _column("move", "事项 move", width=18),
        _column("sentence", "内容 what", width=60),
        _column("basis", "依据 basis", width=40),
    ),
)  # fmt: skip
READ: Final = Table(
    "reads", Words("查阅记录", "reads on record"),
    (
        _column("at", "时间 when", Kind.INSTANT, 17),
        _column("actor", "查阅人 who"),
        _column("office", "单位 office", width=24),
        _column("leads", "线索、举报 leads, reports", Kind.ID, 22),
        _column("view", "方式 view", width=30),
        _column("why", "理由 why", width=30),
        _column("way", "途径 by"),
    ),
)  # fmt: skip
