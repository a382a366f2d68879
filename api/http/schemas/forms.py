"""The JSON Schema of each command's form, and whether a body keeps to it.

People may fill in 12人 or 是; a program sends what the schema says and nothing else, so that a slip of it shows.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from api.given import BEGINNINGS
from api.http.schemas.shapes import REFERENCE, Schema, Shapes, choices
from domain.directory.commands import DirectoryCommand
from domain.errors import InvalidInput
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.forms.checks import NEW
from workflows.forms.fields import Field, describe
from workflows.forms.hints import hint
from workflows.forms.mistakes import REQUIRED, UNKNOWN
from workflows.forms.plain import MOST

WHEN: Final = r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?$"
DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
OCCURRED: Final = f"{DAY}|{WHEN}"
DIGITS: Final = 15
"""Of a whole number in a form."""

OF_THE_OFFICE: Final = frozenset({"office", "organ", "division"})
"""What a registration takes from the office of whoever sends it."""
LEFT_OUT: Final = frozenset({"transfer", "occurred"})
"""What nobody has to say: the last transfer is meant, and it happens now."""

OF_TODAY: Final = frozenset({"since", "until"})
"""Of a change of the directory: what is given holds from today, what ends has ended."""

WRONG_TYPE: Final = Mistake(
    "input.form.type", Words("不是 {zh}", "It is not {en}"), Words("按接口描述填写", "Keep to the description"),
    "RFC 8259",
)  # fmt: skip


class Kind(NamedTuple):
    """How values of a type are written in JSON: schema, test, name."""

    schema: Schema
    holds: Callable[[Any], bool]
    words: Words


def _text(pattern: str) -> Callable[[Any], bool]:
    found = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and found.fullmatch(value) is not None


KINDS: Final[dict[type, Kind]] = {
    str: Kind({"type": "string", "maxLength": MOST}, lambda value: isinstance(value, str), Words("文字", "a text")),
    int: Kind(
        {"type": "integer", "minimum": 0, "maximum": 10**DIGITS - 1},
        lambda value: isinstance(value, int) and not isinstance(value, bool),
        Words("整数", "a whole number"),
    ),
    bool: Kind({"type": "boolean"}, lambda value: isinstance(value, bool), Words("true 或 false", "true or false")),
    date: Kind(
        {"type": "string", "format": "date", "pattern": DAY}, _text(DAY), Words("日期 2022-03-02", "a day 2022-03-02")
    ),
    datetime: Kind(
        {"type": "string", "pattern": WHEN}, _text(WHEN),
        Words("时间 2022-03-02T14:30+08:00", "a moment 2022-03-02T14:30+08:00"),
    ),
}  # fmt: skip
"""Type → how it is written."""
FEN: Final = Words("单位：分", "in 分, a hundredth of a yuan")
NOTHING: Final = Words("", "")
PART: Final = "Form"
"""How parts of forms end among the named schemas: answers have shapes of the same name, which are never filled in."""
LIST: Final = Words("数组", "a list")
PARTS: Final = Words("对象", "an object")
HAPPENED: Final = Kind(
    {"type": "string", "pattern": OCCURRED}, _text(OCCURRED), Words("日期或时间", "a day or a moment")
)  # fmt: skip
"""Of a late entry the day may be all that is known. Without a zone it is Beijing time."""


def required(field: Field, command: type | None = None) -> bool:
    """Whether somebody has to fill in a field; of a part, without ``command``."""
    if command is None:
        return field.required and (field.owner.__name__, field.name) not in NEW
    left_out = LEFT_OUT | (OF_THE_OFFICE if command in BEGINNINGS else frozenset())
    left_out |= OF_TODAY if issubclass(command, DirectoryCommand) else frozenset()
    return field.required and field.name not in left_out and (command.__name__, field.name) not in NEW


def fields_of(command: type) -> tuple[Field, ...]:
    """What a form has room for: of a move the address says which lead it is."""
    return tuple(each for each in describe(command) if each.name != "lead" or command in BEGINNINGS)


def form_schema(command: type, shapes: Shapes | None = None) -> Schema:
    """The schema of a command's form: whole in itself, or with its parts among the named ``shapes``."""
    fields = fields_of(command)
    return _object(fields, [each.name for each in fields if required(each, command)], shapes)


def _object(fields: Iterable[Field], needed: Sequence[str], shapes: Shapes | None) -> Schema:
    return {
        "type": "object",
        "properties": {each.name: _field(each, shapes) for each in fields},
        "required": list(needed),
        "additionalProperties": False,
    }


def _field(field: Field, shapes: Shapes | None) -> Schema:
    label, how = field.label, NOTHING if field.parts else FEN if field.name == "amount_fen" else hint(field)
    told = [f"{label.zh} {label.en}", *filter(None, [f"{how.zh} / {how.en}".strip(" /")])]
    about = {"description": "。".join(told)} | ({} if shapes is not None else {"title": label.zh})
    one = _one(field, shapes)
    return {"type": "array", "items": one, **about} if field.many else {**one, **about}


def _one(field: Field, shapes: Shapes | None) -> Schema:
    if field.choices:
        return choices(field.kind) if shapes is None else shapes.of(field.kind)
    if not field.parts:
        return dict(_kind(field).schema)
    if shapes is None:
        return _part(field, None)
    name = f"{field.kind.__name__}{PART}"
    if name not in shapes.named:
        shapes.named[name] = _part(field, shapes)
    return {"$ref": f"{REFERENCE}{name}"}


def _part(field: Field, shapes: Shapes | None) -> Schema:
    return _object(field.parts, [each.name for each in field.parts if required(each)], shapes)


def _kind(field: Field) -> Kind:
    return HAPPENED if field.name == "occurred" else KINDS[field.kind]


def as_sent(command: type, fault: InvalidInput) -> InvalidInput:
    """The same fault; of what is not filled in it tells how a program writes it, where people are told what to type."""
    field = _field_at(fields_of(command), fault.field) if fault.code == REQUIRED.code else None
    if field is None:
        return fault
    how = _written(field)
    return REQUIRED.at(fault.field, zh=f"{field.label.zh}：{how.zh}", en=f"{field.label.en}: {how.en}")


def _field_at(fields: Sequence[Field], place: str) -> Field | None:
    """The field of a dotted place; items of lists are passed by."""
    found = None
    for name in place.split("."):
        if not name.isdigit():
            found = next((each for each in fields if each.name == name), None)
            fields = found.parts if found else ()
    return found


def _written(field: Field) -> Words:
    if field.choices:
        one = Words(*[" | ".join(field.choices)] * 2)
    elif field.parts:
        names = f"{{{', '.join(each.name for each in field.parts)}}}"
        one = Words(f"{PARTS.zh} {names}", f"{PARTS.en} {names}")
    else:
        one = _kind(field).words
    return Words(f"{LIST.zh}，每项 {one.zh}", f"{LIST.en}, each {one.en}") if field.many else one


def strange(command: type, values: Mapping[str, Any]) -> tuple[InvalidInput, ...]:
    """What in a body is not as the schema says."""
    return tuple(_strange(fields_of(command), values, ""))


def _strange(fields: tuple[Field, ...], values: Mapping[str, Any], path: str) -> Iterator[InvalidInput]:
    known = {field.name: field for field in fields}
    for name, value in values.items():
        if name in known:
            yield from _wrong(known[name], value, f"{path}{name}")
        else:
            zh = "、".join(f"{each.label.zh} {each.name}" for each in fields)
            yield UNKNOWN.at(f"{path}{name}", zh=zh, en=", ".join(known))


def _wrong(field: Field, value: Any, place: str) -> Iterator[InvalidInput]:  # noqa: ANN401 - JSON gives anything
    if not field.many:
        yield from _wrong_one(field, value, place)
    elif not isinstance(value, list):
        yield WRONG_TYPE.at(place, **LIST._asdict())
    else:
        for number, item in enumerate(value, start=1):
            yield from _wrong_one(field, item, f"{place}.{number}")


def _wrong_one(field: Field, value: Any, place: str) -> Iterator[InvalidInput]:  # noqa: ANN401 - JSON gives anything
    if field.parts:
        if isinstance(value, dict):
            yield from _strange(field.parts, value, f"{place}.")
        else:
            yield WRONG_TYPE.at(place, **PARTS._asdict())
    elif field.choices:
        if not isinstance(value, str) or value not in field.choices:
            names = " | ".join(field.choices)
            yield WRONG_TYPE.at(place, zh=names, en=names)
    elif not _kind(field).holds(value):
        yield WRONG_TYPE.at(place, **_kind(field).words._asdict())
