"""The headers by which a caller says which version he looked at, which request this is, and what he has written."""

import re
from typing import Any, Final

from fastapi import Request

from domain.values.mistake import Mistake
from domain.words import Words

POSITION: Final = "Chufei-Position"
"""Where a write stands in the log; sent with a read, the read is as new as that."""
KEY: Final = "Idempotency-Key"
MATCH: Final = "If-Match"
REPLAYED: Final = "Idempotency-Replayed"
OFFICE: Final = "Chufei-Office"
"""For which of his offices the caller acts; his own where he does not say so."""
BEHALF: Final = "Chufei-On-Behalf-Of"
"""For which colleague, whose deputy he is today."""

LONGEST: Final = 255
BAD_KEY: Final = Mistake(
    "input.idempotency-key", Words("不能用作幂等键", "This cannot be an idempotency key"),
    Words("用 1 至 {most} 个可见 ASCII 字符，如一个 UUID", "Use 1 to {most} visible ASCII characters, such as a UUID"),
    "draft-ietf-httpapi-idempotency-key-header",
)  # fmt: skip
BAD_TAG: Final = Mistake(
    "input.if-match", Words("不是一个版本", "This is no version"),
    Words('照抄 ETag，如 "3"', 'Copy the ETag, such as "3"'), "RFC 9110, 13.1.1",
)  # fmt: skip
BAD_POSITION: Final = Mistake(
    "input.position", Words("不是日志中的位置", "This is no position of the log"),
    Words("照抄写入时答复的 Chufei-Position", "Copy Chufei-Position from the answer to the write"),
)  # fmt: skip

NOT_FOR_OTHERS: Final = Mistake(
    "input.on-behalf-of", Words("此事只能由本人办理，不能代办", "This is done by oneself, for no colleague"),
    Words("去掉 Chufei-On-Behalf-Of", "Leave out Chufei-On-Behalf-Of"),
)  # fmt: skip

_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
_TAG: Final = re.compile(r'"(0|[1-9][0-9]{0,17})(?:\.[0-9a-f]{32})?"')
"""A version, or the tag of a lead, which begins with it."""


def key_of(request: Request) -> str:
    """The key without its quotes, or nothing. Raises ``InvalidInput`` (``input.idempotency-key``)."""
    key = request.headers.get(KEY, "").strip()
    bare = key[1:-1] if len(key) > 1 and key[0] == key[-1] == '"' else key
    if key and not _KEY.fullmatch(bare):
        raise BAD_KEY.at(KEY, most=LONGEST)
    return bare


def expected_of(request: Request) -> int | None:
    """The version that the caller looked at, where he says so. Raises ``InvalidInput`` (``input.if-match``)."""
    tag = request.headers.get(MATCH, "").strip()
    if tag in {"", "*"}:
        return None
    found = _TAG.fullmatch(tag)
    if found is None:
        raise BAD_TAG.at(MATCH)
    return int(found[1])


def _header(name: str, description: str, example: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "description": description,
            "schema": {"type": "string", "examples": [example]}}  # fmt: skip


OF_A_KEY: Final = _header(KEY, "幂等键：同一键重复发送只办一次 a key: sent twice, done once", "5f1c0c1e-0001")
OF_A_VERSION: Final = _header(MATCH, "只在仍是这一版时办理 only while it is this version", '"1"')
OF_AN_OFFICE: Final = _header(OFFICE, "以哪个单位的名义，默认本单位 for which office one acts; one's own", "370104")
OF_A_COLLEAGUE: Final = {
    "name": BEHALF, "in": "header", "required": False, "schema": {"type": "string", "maxLength": 64},
    "description": "代谁办理：今天代理的同事 for which colleague, whose deputy one is today",
}  # fmt: skip
"""What the description says of them. They are read by hand: a dependency of FastAPI's costs as much as a judgement."""
