"""The way out of a damaged log, which is always the same: what is written on top of damage hides it."""

from typing import Final

from domain.words import Words

WAY_OUT: Final = Words(
    "请停止办理，数据库保留原样，并告知管理员：核验日志，与最近的备份核对。",
    "Stop working on it, leave the database as it is, and tell the administrator: he verifies the log and holds it "
    "against the latest backup.",
)


def with_way_out(detail: Words) -> Words:
    """What is damaged, and then what to do."""
    return Words(f"{detail.zh.rstrip('。')}。{WAY_OUT.zh}", f"{detail.en.rstrip('.')}. {WAY_OUT.en}")
