"""What FastAPI cannot take of a request, told as our forms tell theirs: field, fault and way out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from api.http.bodies import NOT_JSON
from api.http.problems import bare, pointer
from api.http.schemas.forms import KINDS, LIST, PARTS, WRONG_TYPE
from api.refused import as_json
from domain.errors import InvalidInput
from domain.instants import day_of
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.mistakes import NOT_A_CHOICE, NOT_A_NUMBER

BODY: Final = "body"
KEEP: Final = Words("按接口描述填写", "Keep to the description")

MISSING: Final = Mistake(
    "input.parameter.missing", Words("没有给出", "It is left out"), Words("此项必须给出", "It must be given")
)
EXTRA: Final = Mistake(
    "input.parameter.extra", Words("没有这一项", "There is no such field"), Words("去掉这一项", "Leave it out")
)
TOO_LONG: Final = Mistake(
    "input.parameter.long", Words("太长", "It is too long"), Words("至多 {max_length}", "At most {max_length}")
)
TOO_SHORT: Final = Mistake(
    "input.parameter.short", Words("太短", "It is too short"), Words("至少 {min_length}", "At least {min_length}")
)
TOO_SMALL: Final = Mistake(
    "input.parameter.small", Words("太小", "It is too small"), Words("从 {ge} 起", "From {ge} on")
)
TOO_LARGE: Final = Mistake(
    "input.parameter.large", Words("太大", "It is too large"), Words("不超过 {le}", "Up to {le}")
)
NOT_BELOW: Final = Mistake("input.parameter.below", Words("太大", "It is too large"), Words("小于 {lt}", "Below {lt}"))
NOT_WRITTEN_SO: Final = Mistake(
    "input.parameter.written", Words("写法不对", "It is not written so"),
    Words("按接口描述的写法：{pattern}", "Write it as the description has it: {pattern}"),
)  # fmt: skip
OTHERWISE: Final = Mistake("input.parameter", Words("不能这样填写", "It cannot be filled in so"), KEEP)


class Told(NamedTuple):
    """A mistake, with what fills its words beside what pydantic found."""

    mistake: Mistake
    found: Mapping[str, str] = {}


WHOLE: Final = Told(NOT_A_NUMBER)
NUMBER: Final = Told(WRONG_TYPE, Words("数", "a number")._asdict())
TEXT: Final = Told(WRONG_TYPE, KINDS[str].words._asdict())
EITHER: Final = Told(WRONG_TYPE, KINDS[bool].words._asdict())
SEVERAL: Final = Told(WRONG_TYPE, LIST._asdict())
OBJECT: Final = Told(WRONG_TYPE, PARTS._asdict())

TABLE: Final[Mapping[str, Told]] = {
    "missing": Told(MISSING),
    "extra_forbidden": Told(EXTRA),
    "json_invalid": Told(NOT_JSON),
    "enum": Told(NOT_A_CHOICE),
    "string_too_long": Told(TOO_LONG),
    "too_long": Told(TOO_LONG),
    "string_too_short": Told(TOO_SHORT),
    "too_short": Told(TOO_SHORT),
    "greater_than_equal": Told(TOO_SMALL),
    "less_than_equal": Told(TOO_LARGE),
    "less_than": Told(NOT_BELOW),
    "string_pattern_mismatch": Told(NOT_WRITTEN_SO),
    "value_error": Told(WRONG_TYPE, KINDS[date].words._asdict()),  # our days are all that raise it
    "int_parsing": WHOLE,
    "int_parsing_size": WHOLE,
    "int_from_float": WHOLE,
    "int_type": WHOLE,
    "float_parsing": NUMBER,
    "float_type": NUMBER,
    "finite_number": NUMBER,
    "bool_parsing": EITHER,
    "bool_type": EITHER,
    "string_type": TEXT,
    "list_type": SEVERAL,
    "set_type": SEVERAL,
    "model_type": OBJECT,
    "model_attributes_type": OBJECT,
}
"""What pydantic calls it → what we say."""
_QUOTED: Final = re.compile(r"'([^']*)'")


class Wrong(NamedTuple):
    """A mistake and where it stands: query, path, header, cookie, body."""

    place: str
    error: InvalidInput


def answer_with_mistakes(http: FastAPI) -> None:
    """Let what FastAPI cannot take be answered by a problem that tells every mistake."""

    @http.exception_handler(RequestValidationError)
    async def _(request: Request, error: RequestValidationError) -> JSONResponse:
        return bare(request, 422, more=[_fault(each) for each in mistakes(error.errors())])


def _fault(wrong: Wrong) -> dict[str, object]:
    """The documented shape of a mistake; of what stands in the body also where, as JSON counts."""
    document = {**as_json(wrong.error, day_of(datetime.now(UTC))), "place": wrong.place}
    return document | {"pointer": pointer(wrong.error.field)} if wrong.place == BODY else document


def mistakes(errors: Sequence[Mapping[str, Any]]) -> Iterator[Wrong]:
    """Every mistake, never with what was sent."""
    for each in errors:
        place, *path = each["loc"]
        told = TABLE.get(each["type"], Told(OTHERWISE))
        field = "" if each["type"] == "json_invalid" else ".".join(map(_counted, path))
        yield Wrong(place, told.mistake.at(field, **_found(each.get("ctx") or {}), **told.found))


def _counted(part: str | int) -> str:
    """Items are counted from 1, as in our forms."""
    return str(part + 1) if isinstance(part, int) else part


def _found(context: Mapping[str, Any]) -> dict[str, Any]:
    """What pydantic found; choices as our forms list them."""
    if "expected" not in context:
        return dict(context)
    choices = " | ".join(_QUOTED.findall(str(context["expected"])))
    return {"zh": choices, "en": choices}
