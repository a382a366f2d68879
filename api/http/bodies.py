"""JSON as programs send it: text in UTF-8, one object, no name twice, no deeper than any form of ours."""

import json
from typing import Any, Final

from fastapi import Request
from starlette.exceptions import HTTPException

from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.plain import UNKEEPABLE

JSON: Final = "application/json"
DEEPEST: Final = 8
"""Shapes within shapes; the deepest form of ours has four."""
MOST: Final = 2_000
"""Values in a body. Each that is wrong is told with its way out: a million of them would hold up everybody."""

_AGAIN: Final = Words("改正后重新发送", "Mend it and send it again")
NOT_JSON: Final = Mistake("input.body.json", Words("请求内容不是 JSON", "The body is no JSON"), _AGAIN, "RFC 8259")
NOT_UTF8: Final = Mistake(
    "input.body.encoding", Words("请求内容不是 UTF-8", "The body is not in UTF-8"), _AGAIN, "RFC 8259, 8.1"
)
NOT_AN_OBJECT: Final = Mistake(
    "input.body.object", Words("请求内容应是一个 JSON 对象", "The body is no JSON object"),
    Words('如 {{"reason": "…"}}', 'Such as {{"reason": "…"}}'),
)  # fmt: skip
TWICE: Final = Mistake(
    "input.body.twice", Words("同一对象中有重复的名称", "An object has a name twice"),
    Words("每个名称只写一次", "Write each name once"), "RFC 8259, 4",
)  # fmt: skip
TOO_DEEP: Final = Mistake(
    "input.body.deep", Words("嵌套超过 {most} 层", "Nested deeper than {most}"),
    Words("表单没有这样深", "No form is that deep"),
)  # fmt: skip
TOO_MANY: Final = Mistake(
    "input.body.many", Words("内容超过 {most} 项", "More than {most} values"),
    Words("分几次发送", "Send it in parts"),
)  # fmt: skip
NOT_A_NAME: Final = Mistake(
    "input.body.name", Words("名称含有不能显示的字符", "A name holds characters that cannot be shown"), _AGAIN
)


class _Twice(ValueError):
    """An object with a name twice."""


class _NoName(ValueError):
    """An object with a name that no screen could show."""


async def form(request: Request) -> dict[str, Any]:
    """What was filled in; nothing at all is an empty form. Raises ``InvalidInput`` (``input.body.*``)."""
    content = await request.body()
    if not content:
        return {}
    if request.headers.get("content-type", JSON).partition(";")[0].strip().lower() != JSON:
        raise HTTPException(415)
    return read(content)


def read(content: bytes) -> dict[str, Any]:
    """The object in some bytes. Raises ``InvalidInput`` (``input.body.*``), never with what was sent."""
    try:
        document = json.loads(content.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise NOT_UTF8.at(field="") from None
    except _Twice:
        raise TWICE.at(field="") from None
    except _NoName:
        raise NOT_A_NAME.at(field="") from None
    except RecursionError:
        raise TOO_DEEP.at(field="", most=DEEPEST) from None
    except ValueError:
        raise NOT_JSON.at(field="") from None
    if not isinstance(document, dict):
        raise NOT_AN_OBJECT.at(field="")
    _measure(document)
    return document


def _once(found: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(found)
    if len(made) != len(found):
        raise _Twice
    if any(not name.isprintable() and UNKEEPABLE.search(name) for name in made):
        raise _NoName
    return made


def _no_number(_: str) -> None:
    """``NaN`` and ``Infinity`` are Python's, not JSON's. Raises ``ValueError``."""
    raise ValueError


def _measure(document: dict[str, Any]) -> None:
    """Raises ``InvalidInput`` where it is deeper, or holds more, than any form of ours. A dotted name means parts."""
    level: list[Any] = [document]
    found = 0
    for _ in range(DEEPEST + 1):
        found += sum(map(len, level))
        if found > MOST:
            raise TOO_MANY.at(field="", most=MOST)
        if any(name.count(".") > DEEPEST for each in level if isinstance(each, dict) for name in each):
            break
        inside = (value for each in level for value in (each.values() if isinstance(each, dict) else each))
        level = [value for value in inside if isinstance(value, dict | list)]
        if not level:
            return
    raise TOO_DEEP.at(field="", most=DEEPEST)
