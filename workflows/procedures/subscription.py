"""Rows of a subscription: asked for, answered, paused, gone, resumed, ended. All of it is office rule, not law."""

from typing import Final

from domain.actor import Level
from domain.law import cite
from domain.procedure import KEEP, Guard, Keep, Procedure, Row
from domain.subscription import commands as c
from domain.subscription import guards as g
from domain.subscription.stage import DELIVERED, OPEN, SUBSCRIPTION_WORDS
from domain.subscription.stage import SubscriptionStage as S
from domain.words import Words

COORDINATING: Final = (Level.DISTRICT_AUTHORITY, Level.CITY_AUTHORITY, Level.PROVINCE)
"""Who answers for what leaves the house."""
WHOEVER: Final = tuple(Level)
"""Not the level but the party counts (``g.entitled``)."""


def _row(  # noqa: PLR0917 - the columns of a table
    move: str,
    command: type,
    source: S | tuple[S, ...],
    target: S | Keep,
    zh: str,
    en: str,
    levels: tuple[Level, ...],
    *basis: str,
    guards: tuple[Guard, ...] = (),
) -> Row:
    sources = source if isinstance(source, tuple) else (source,)
    return Row(id=move, command=command, source=sources, target=target, label=Words(zh, en), levels=levels,
               basis=cite(*basis), guards=guards, while_suspended=True)  # fmt: skip


SUBSCRIPTION: Final = Procedure(
    name="subscription",
    words=Words("推送订阅", "subscription to the feed"),
    stages=S,
    initial=S.UNASKED,
    rows=(
        _row("W01", c.Subscribe, S.UNASKED, S.ASKED, "订阅推送", "ask for calls", COORDINATING,
             "office feed-subscriptions", guards=(g.account_known, g.address_usable)),
        _row("W02", c.NoteAnswered, S.ASKED, S.ACTIVE, "接收方首次应答", "the receiver answers", WHOEVER,
             "office feed-delivery"),
        _row("W03", c.PauseSubscription, DELIVERED, S.PAUSED, "暂停推送", "pause", WHOEVER,
             "office feed-subscriptions"),
        _row("W04", c.NoteUnanswered, DELIVERED, S.PAUSED, "多次未送达而暂停", "paused, unanswered", WHOEVER,
             "office feed-delivery"),
        _row("W05", c.NoteGone, DELIVERED, S.DISABLED, "接收方停用", "the receiver is gone", WHOEVER,
             "office feed-delivery"),
        _row("W06", c.ResumeSubscription, (S.PAUSED, S.DISABLED), S.ACTIVE, "恢复推送", "resume", WHOEVER,
             "office feed-subscriptions"),
        _row("W07", c.RotateSecret, OPEN, KEEP, "更换签名密钥", "change the secret", WHOEVER,
             "office feed-secrets", guards=(g.overlap_bounded,)),
        _row("W08", c.AskReplay, OPEN, KEEP, "补发", "send again", WHOEVER,
             "office feed-replays", guards=(g.range_in_order,)),
        _row("W09", c.EndSubscription, OPEN, S.ENDED, "终止订阅", "end", WHOEVER,
             "office feed-subscriptions"),
    ),
    labels=SUBSCRIPTION_WORDS,
    standing=g.STANDING,
)  # fmt: skip
