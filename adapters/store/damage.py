"""What can be wrong with a log, and how it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.words import Words


class Kind(StrEnum):
    """The kinds of damage. Values are permanent."""

    CONTENT = "event.content"
    HASH = "event.hash"
    VERSION = "event.version"
    CHAIN = "event.chain"
    UNFOUND = "event.unfound"
    TIME = "event.time"
    MISSING = "position.missing"
    MISPLACED = "position.misplaced"
    COMMAND_MISSING = "command.missing"
    COMMAND_CHANGED = "command.changed"
    COMMAND_SURPLUS = "command.surplus"
    PICTURE_MISSING = "picture.missing"
    PICTURE_CHANGED = "picture.changed"


@dataclass(frozen=True, slots=True)
class Damage:
    """One damage: the position it stands at, its kind, and a sentence."""

    position: int
    kind: Kind
    detail: Words


def damage(position: int, kind: Kind, **facts: object) -> Damage:
    """A damage with its sentence."""
    return Damage(position, kind, SENTENCES[kind].fill(position=position, **facts))


def span(first: int, last: int) -> str:
    """Positions in a row, as they are told: ``20`` or ``20–22``."""
    return str(first) if first == last else f"{first}–{last}"


SENTENCES: Final[Mapping[Kind, Words]] = {
    Kind.CONTENT: Words(
        "第 {position} 号事件的内容（流、类型、数据或附注）与写入时不同。",
        "Event {position}: its content (stream, type, data or meta) is not what was written.",
    ),
    Kind.HASH: Words(
        "第 {position} 号事件的事件哈希与写入时不同，内容未变。",
        "Event {position}: its event_hash is not what was written; its content is.",
    ),
    Kind.VERSION: Words(
        "第 {position} 号事件在流 {stream} 中的版本是 {found}，应为 {needed}。",
        "Event {position}: its version in {stream} is {found}, where {needed} follows.",
    ),
    Kind.CHAIN: Words(
        "第 {position} 号事件的链哈希或记录时间与写入时不同。",
        "Event {position}: its chain_hash or recorded_at is not what was written.",
    ),
    Kind.UNFOUND: Words(
        "第 {position} 号事件还在，但按流和版本查不到它：数据库索引已损坏，请备份后重建索引（REINDEX）。",
        "Event {position} is there, but not found by stream and version: an index is damaged; back up, then REINDEX.",
    ),
    Kind.TIME: Words(
        "第 {position} 号事件的记录时间早于前一事件。",
        "Event {position}: it is recorded earlier than the event before it.",
    ),
    Kind.MISSING: Words(
        "日志缺少第 {positions} 号事件。",
        "The log lacks what stood at {positions}.",
    ),
    Kind.MISPLACED: Words(
        "位置号 {position} 不可能存在：位置从 1 开始。",
        "Position {position} cannot be: positions start at 1.",
    ),
    Kind.COMMAND_MISSING: Words(
        "第 {position} 号事件所属的命令 {command} 不在命令表中。",
        "Event {position}: its command {command} is not in the table of commands.",
    ),
    Kind.COMMAND_CHANGED: Words(
        "从第 {position} 号事件开始的命令 {command}，其命令表记录与事件不符。",
        "Event {position}: the row of its command {command} differs from what the events say.",
    ),
    Kind.COMMAND_SURPLUS: Words(
        "命令表中的命令 {command}（自第 {position} 号起）在日志中没有对应的事件。",
        "The command {command}, stored at position {position}, has no events in the log.",
    ),
    Kind.PICTURE_MISSING: Words(
        "第 {position} 号事件所附的一张照片不在了。",
        "Event {position}: a picture that came with it is missing.",
    ),
    Kind.PICTURE_CHANGED: Words(
        "第 {position} 号事件所附的一张照片与存入时不同，或被换成了另一张。",
        "Event {position}: a picture that came with it is not what was stored, or another stands in its place.",
    ),
}
