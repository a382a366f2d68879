"""Where a report stands, and where the sealed identity of its informant does. Values are stored."""

from enum import StrEnum
from typing import Final

from domain.words import Words


class TipStage(StrEnum):
    """From the sending to the end."""

    UNSENT = "unsent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SETTLED = "settled"


TIP_WORDS: Final[dict[TipStage, Words]] = {
    TipStage.UNSENT: Words("未提交", "not sent"),
    TipStage.RECEIVED: Words("已收到", "received"),
    TipStage.ACCEPTED: Words("已受理转为线索", "accepted as a lead"),
    TipStage.REFUSED: Words("不予受理", "not accepted"),
    TipStage.SETTLED: Words("已办结", "settled"),
}

OPEN: Final = (TipStage.RECEIVED, TipStage.ACCEPTED)
"""Here office and informant still write to each other."""


class IdentityStage(StrEnum):
    """Sealed until one officer asked and another allowed; after one look it is sealed again."""

    UNNAMED = "unnamed"
    SEALED = "sealed"
    ASKED = "asked"
    ALLOWED = "allowed"


IDENTITY_WORDS: Final[dict[IdentityStage, Words]] = {
    IdentityStage.UNNAMED: Words("匿名", "anonymous"),
    IdentityStage.SEALED: Words("封存", "sealed"),
    IdentityStage.ASKED: Words("已申请查看，待审批", "asked for, not allowed yet"),
    IdentityStage.ALLOWED: Words("已同意查看一次", "allowed, for one look"),
}
