"""Where a subscription stands. Values are stored."""

from enum import StrEnum
from typing import Final

from domain.words import Words


class SubscriptionStage(StrEnum):
    """From the first asking to the end; what is paused or disabled loses nothing, it waits."""

    UNASKED = "unasked"
    ASKED = "asked"
    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"
    ENDED = "ended"


SUBSCRIPTION_WORDS: Final[dict[SubscriptionStage, Words]] = {
    SubscriptionStage.UNASKED: Words("未订阅", "not asked for"),
    SubscriptionStage.ASKED: Words("已订阅，未应答", "asked for, not answered yet"),
    SubscriptionStage.ACTIVE: Words("推送中", "active"),
    SubscriptionStage.PAUSED: Words("已暂停", "paused"),
    SubscriptionStage.DISABLED: Words("对方已停用", "disabled by the receiver"),
    SubscriptionStage.ENDED: Words("已终止", "ended"),
}

DELIVERED: Final = (SubscriptionStage.ASKED, SubscriptionStage.ACTIVE)
"""Here the receiver is called."""
OPEN: Final = (*DELIVERED, SubscriptionStage.PAUSED, SubscriptionStage.DISABLED)
"""Asked for and not ended."""
