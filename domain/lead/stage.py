"""The stages of a lead's main track, as table (a) of the field has them. Values are stored."""

from enum import StrEnum
from typing import Final

from domain.words import Words


class Stage(StrEnum):
    """Where a lead stands on its main track."""

    UNREGISTERED = "unregistered"
    REGISTERED = "registered"
    REFERRED = "referred"
    NOT_ACCEPTED = "not-accepted"
    ASSISTING = "assisting"
    VERIFYING = "verifying"
    RULED_OUT = "ruled-out"
    REFERRED_ELSEWHERE = "referred-elsewhere"
    MONITORING = "monitoring"
    INTERVIEW = "interview"
    RECTIFYING = "rectifying"
    INVESTIGATING = "investigating"
    DETERMINED = "determined"
    DISPOSING = "disposing"
    CRIMINAL = "criminal"
    FOLLOW_UP = "follow-up"
    CLOSING = "closing"
    CLOSED = "closed"
    ARCHIVED = "archived"
    MERGED = "merged"


STAGE_WORDS: Final[dict[Stage, Words]] = {
    Stage.UNREGISTERED: Words("未登记", "not registered"),
    Stage.REGISTERED: Words("已登记", "registered"),
    Stage.REFERRED: Words("转办", "referred"),
    Stage.NOT_ACCEPTED: Words("不予受理", "not accepted"),
    Stage.ASSISTING: Words("协办", "assisting"),
    Stage.VERIFYING: Words("核查中", "verifying"),
    Stage.RULED_OUT: Words("排除非法集资", "ruled out"),
    Stage.REFERRED_ELSEWHERE: Words("转其他机关", "referred elsewhere"),
    Stage.MONITORING: Words("持续关注", "monitoring"),
    Stage.INTERVIEW: Words("约谈", "interview"),
    Stage.RECTIFYING: Words("整改中", "rectifying"),
    Stage.INVESTIGATING: Words("调查认定", "investigating"),
    Stage.DETERMINED: Words("已认定", "determined"),
    Stage.DISPOSING: Words("处置中", "disposing"),
    Stage.CRIMINAL: Words("刑事程序中", "in criminal procedure"),
    Stage.FOLLOW_UP: Words("信访跟踪", "follow-up"),
    Stage.CLOSING: Words("拟办结", "closing"),
    Stage.CLOSED: Words("已办结", "closed"),
    Stage.ARCHIVED: Words("归档", "archived"),
    Stage.MERGED: Words("已并案", "merged"),
}

EVERY: Final = tuple(stage for stage in Stage if stage not in {Stage.UNREGISTERED, Stage.MERGED})
"""Every stage of a living lead: from each of them a transfer or a notice to the police is possible."""

BEFORE_FILING: Final = tuple(stage for stage in EVERY if stage is not Stage.CRIMINAL)
"""From each of these the police may file (R737 23 ¶2)."""

WORKING: Final = (
    Stage.REGISTERED, Stage.VERIFYING, Stage.MONITORING, Stage.INTERVIEW, Stage.RECTIFYING, Stage.INVESTIGATING,
    Stage.DETERMINED, Stage.DISPOSING, Stage.CRIMINAL, Stage.FOLLOW_UP, Stage.ASSISTING,
)  # fmt: skip
"""Stages with work in hand: these can be suspended, merged, split."""

RESTING: Final = (
    Stage.FOLLOW_UP, Stage.RULED_OUT, Stage.REFERRED_ELSEWHERE, Stage.NOT_ACCEPTED, Stage.CLOSED, Stage.ARCHIVED
)  # fmt: skip
"""From these a lead is taken up again (M26)."""

OPEN: Final = tuple(stage for stage in EVERY if stage is Stage.FOLLOW_UP or stage not in RESTING)
"""Stages at which a lead is not settled yet: somebody still owes it something."""

ASIDE: Final = frozenset({Stage.CRIMINAL, Stage.CLOSING, Stage.MERGED})
"""From these a lead may come back to the stage it held: the work there goes on, it does not begin anew."""
