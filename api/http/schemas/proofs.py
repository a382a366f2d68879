"""The shape of a verification as it is answered."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from domain.words import Words


class Progress(StrEnum):
    """How far a verification is."""

    NONE = "none"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class DamageAnswer(NamedTuple):
    """一处破坏 Something in the log that is not as it was written."""

    position: Annotated[int, Words("日志位置", "position in the log")]
    kind: Annotated[str, Words("种类", "kind")]
    words: Annotated[Words, Words("说明", "what")]


class AheadAnswer(NamedTuple):
    """读过已不存在的事件的台账 A read model that has seen an end that the log no longer has."""

    name: Annotated[str, Words("名称", "name")]
    position: Annotated[int, Words("读到的位置", "how far it has read")]


class LapseAnswer(NamedTuple):
    """一处失去的保护 Something that no longer keeps the database from being changed by hand."""

    name: Annotated[str, Words("名称", "name")]
    state: Annotated[str, Words("状态", "state")]
    words: Annotated[Words, Words("说明", "what")]


class ProofAnswer(NamedTuple):
    """核验结果 What re-hashing the whole log found."""

    sound: Annotated[bool, Words("日志完好", "whether the log is what was written")]
    events: Annotated[int, Words("事件数", "events")]
    commands: Annotated[int, Words("命令数", "commands")]
    chain_hash: Annotated[str, Words("链尾散列", "the last hash of the chain")]
    damages: Annotated[list[DamageAnswer], Words("被破坏之处", "every damage")]
    ahead: Annotated[list[AheadAnswer], Words("日志末尾被截断的迹象", "signs that the end of the log is cut off")]
    lapses: Annotated[list[LapseAnswer], Words("失去的保护", "what protects the log no more")]


class VerificationAnswer(NamedTuple):
    """一次核验 A verification: how far it is and what it found."""

    state: Annotated[Progress, Words("状态；none 近一天没有核验过", "state; none: none was made within a day")]
    begun: Annotated[datetime | None, Words("开始时间", "when it began")] = None
    ended: Annotated[datetime | None, Words("结束时间", "when it ended")] = None
    proof: Annotated[ProofAnswer | None, Words("核验结果", "what it found")] = None
    problem: Annotated[dict[str, Any] | None, Words("未能核验的原因", "why it could not be made")] = None
