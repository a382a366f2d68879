"""The shapes of subscriptions to the feed, as they are asked for and answered."""

from datetime import datetime
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from domain.subscription.stage import SubscriptionStage
from domain.words import Words

FURTHEST: Final = 2**63 - 1
"""Of a sequence: what the databases keep."""


class Form(BaseModel):
    """A body whose every field is known, and of the type that is said."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SubscriptionForm(Form):
    """Who is to be called where, with what."""

    url: str = Field(max_length=2000, description="接收地址 where to call", examples=["https://receiver.example/in"])
    account: str = Field(max_length=64, description="按谁的权限推送 whose rights count", examples=["jd-01"])
    after: int | None = Field(
        default=None, ge=0, le=FURTHEST, description="从此序号之后起，默认从现在起 after this sequence; from now on",
        examples=[None],
    )  # fmt: skip
    types: list[str] = Field(
        default=[],
        max_length=100,
        description="只要这些类型，可用 * 结尾 only these types; may end with *",
        examples=[[]],
    )
    id: str = Field(default="", max_length=64, description="自定编号 an id of your own", examples=["city-platform"])


class RotationForm(Form):
    """How long old and new secret sign together."""

    overlap_hours: int = Field(
        default=24, ge=0, le=FURTHEST, description="新旧密钥并用的小时数 hours for which both sign", examples=[24]
    )


class ReplayForm(Form):
    """Which rows of the feed are to be sent once more."""

    first: int = Field(ge=0, le=FURTHEST, description="起号 the first row", examples=[1])
    last: int = Field(ge=0, le=FURTHEST, description="止号 the last row", examples=[1])


Id = Annotated[str, Words("订阅编号", "id of the subscription")]
Cursor = Annotated[int, Words("已送到的序号", "the last sequence sent")]
Failures = Annotated[int, Words("连续失败次数", "failures in a row")]
Told = Annotated[str, Words("最后应答", "last answer")]
GivenUp = Annotated[bool, Words("已放弃", "given up")]
Failing = Annotated[datetime | None, Words("自何时起失败", "failing since")]
NextTry = Annotated[datetime | None, Words("下次尝试", "next try")]
Called = Annotated[datetime | None, Words("最近一次推送", "when it was called last")]


class DoneAnswer(NamedTuple):
    """订阅办理的结果 What a change of a subscription left behind."""

    subscription: Id
    command_id: Annotated[str, Words("命令编号", "id of the command")]
    first: Annotated[int, Words("第一件事在日志中的位置", "first position in the log")]
    last: Annotated[int, Words("最后一件事在日志中的位置", "last position in the log")]


class SignedAnswer(NamedTuple):
    """订阅及签名密钥，密钥只显示这一次 A subscription with the secret that signs: shown this once."""

    subscription: Id
    command_id: Annotated[str, Words("命令编号", "id of the command")]
    first: Annotated[int, Words("第一件事在日志中的位置", "first position in the log")]
    last: Annotated[int, Words("最后一件事在日志中的位置", "last position in the log")]
    secret: Annotated[str, Words("签名密钥，只显示这一次", "the secret, shown this once")]


class AgainAnswer(NamedTuple):
    """一次补发 A range that is sent once more."""

    first: Annotated[int, Words("起号", "the first row")]
    last: Annotated[int, Words("止号", "the last row")]
    cursor: Cursor
    failures: Failures
    answer: Told
    given_up: GivenUp
    failing_since: Failing
    next_try: NextTry
    called_at: Called


class SubscriptionAnswer(NamedTuple):
    """一个订阅 A subscription, with how far its receiver is."""

    id: Id
    url: Annotated[str, Words("接收地址", "where it is called")]
    account: Annotated[str, Words("按谁的权限推送", "whose rights count")]
    office: Annotated[str, Words("单位代码", "code of the office")]
    state: Annotated[SubscriptionStage, Words("状态", "state")]
    stopped: Annotated[str, Words("接收方停止的缘由", "why the receiver is no longer called")]
    types: Annotated[tuple[str, ...], Words("类型；空为全部", "types; none means all")]
    after: Annotated[int, Words("从此序号之后起", "after this sequence")]
    secret: Annotated[int, Words("第几个密钥", "number of the secret")]
    behind: Annotated[int, Words("落后条数", "how many rows behind")]
    cursor: Cursor
    failures: Failures
    answer: Told
    given_up: GivenUp
    failing_since: Failing
    next_try: NextTry
    called_at: Called
    replays: Annotated[tuple[AgainAnswer, ...], Words("补发", "what was asked for once more")]


class SubscriptionsAnswer(NamedTuple):
    """订阅 The subscriptions that are for whoever asks."""

    head: Annotated[int, Words("事件流末尾的序号", "the last sequence of the feed")]
    subscriptions: Annotated[tuple[SubscriptionAnswer, ...], Words("各个订阅", "the subscriptions, oldest first")]
