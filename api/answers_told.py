"""What receivers of the feed answered, and what stands in the way of those who follow the log, in words."""

from typing import Final

from api.tongue import Tongue
from api.webhook_ports import Lane
from domain.words import Words
from workflows.health import AWAY

ANSWERS: Final = {
    "timeout": Words("超时", "timeout"),
    "no connection": Words("连接不上", "no connection"),
    "connection lost": Words("连接中断", "connection lost"),
    "input.endpoint.not-listed": Words("主机不在允许推送的名单", "host not on the list"),
    "input.endpoint.inward": Words("主机地址不允许推送", "host at an address that may not be called"),
    "input.endpoint.unresolved": Words("主机解析不到地址", "host without an address"),
}
"""What came of a call that got no status, as people read it."""

STANDING: Final = {**ANSWERS, AWAY: Words("数据库连不上或不能用", "the database cannot be reached or used")}
"""What stands in the way of a follower, as people read it."""


def answer_of(say: Tongue, lane: Lane) -> str:
    """A status as it is, or what stood in the way."""
    return say(ANSWERS[lane.answer]) if lane.answer in ANSWERS else lane.answer


def trouble_of(say: Tongue, trouble: str) -> str:
    """What stands in the way of a follower, as people read it."""
    for answer, words in STANDING.items():
        trouble = trouble.replace(answer, say(words))
    return trouble
