"""JSON Schemas (2020-12) of the integration events and of their envelope, made from the declarations alone."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from domain.words import Words
from projections.feeds.declaring import REGISTRY, Declared, Field, is_closed
from projections.feeds.envelope import DIGITS, SCHEMAS

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

PLAIN: Final[Mapping[type, Schema]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
"""Kind of a field → what its values are."""


def schemas() -> dict[str, Schema]:
    """Type → the schema of its data."""
    return {name: schema_of(REGISTRY[name]) for name in sorted(REGISTRY)}


def schema_of(event: Declared) -> Schema:
    """The schema of an event's data. It is open: within a version optional fields may join, and readers pass them."""
    return {
        "$schema": DRAFT,
        "$id": SCHEMAS + event.name,
        "title": event.name,
        **_described(event.words),
        "type": "object",
        "properties": {each.key: _property(each) for each in event.fields},
        "required": [each.key for each in event.fields if each.required],
    }


def envelope() -> Schema:
    """The schema of what stands around the data: CloudEvents 1.0, closed."""
    return {
        "$schema": DRAFT,
        "$id": SCHEMAS + "envelope",
        "title": "envelope",
        **_described(Words("CloudEvents 1.0 信封（结构化 JSON）", "The envelope: CloudEvents 1.0, structured JSON.")),
        "type": "object",
        "properties": {name: {**shape, **_described(words)} for name, (shape, words) in ATTRIBUTES.items()},
        "required": ["specversion", "id", "source", "type", "sequence"],
        "additionalProperties": False,
    }


ATTRIBUTES: Final[Mapping[str, tuple[Schema, Words]]] = {
    "specversion": ({"const": "1.0"}, Words("CloudEvents 版本", "the version of CloudEvents")),
    "id": (
        {"type": "string", "pattern": "^[a-z0-9-]+:[1-9][0-9]*$"},
        Words("<纪元>:<序号>，也是 webhook-id 和 Nats-Msg-Id", "<epoch>:<sequence>; also webhook-id and Nats-Msg-Id"),
    ),
    "source": (
        {"type": "string", "format": "uri-reference", "minLength": 1},
        Words("主办单位；/feed 为事件流自身", "the office that answers; /feed is the feed itself"),
    ),
    "type": ({"type": "string"}, Words("事件类型，带版本", "the type, with its version")),
    "subject": ({"type": "string", "pattern": "^leads/[a-z0-9-]{1,64}$"}, Words("哪条线索", "which lead")),
    "time": ({"type": "string", "format": "date-time"}, Words("发生时间", "when it happened")),
    "datacontenttype": ({"const": "application/json"}, Words("内容格式", "what data is")),
    "dataschema": ({"type": "string", "format": "uri"}, Words("内容的模式", "the schema of data")),
    "sequence": (
        {"type": "string", "pattern": f"^[0-9]{{{DIGITS}}}$"},
        Words("序号：不缺号、不重号，按文本可排序", "the sequence: no gap, none twice; sorts as text"),
    ),
    "recordedtime": ({"type": "string", "format": "date-time"}, Words("记录时间", "when it was recorded")),
    "logposition": (
        {"type": "string", "pattern": "^[1-9][0-9]*$"},
        Words("日志位置：写入后据此等候", "the position in the log, to wait for what one wrote"),
    ),
    "dataclassification": ({"enum": ["public", "internal"]}, Words("内容级别", "the class of data")),
    "data": ({"type": "object"}, Words("内容", "what is told")),
}
"""Attribute → its values, and what it is. The five required stand in stubs too."""


def event_schema(event: Declared) -> Schema:
    """The schema of a whole event of one type, for documents that hold all of them."""
    return {
        "allOf": [
            {"$ref": "#/components/schemas/envelope"},
            {
                "type": "object",
                "properties": {"type": {"const": event.name}, "data": {"$ref": f"#/components/schemas/{event.name}"}},
            },
        ]
    }


def _property(field: Field) -> Schema:
    one = {"type": "string", "enum": [each.value for each in field.kind]} if is_closed(field.kind) else _plain(field)
    shape = {"type": "array", "items": one} if field.many else one
    return {**shape, **_described(field.told.words), "x-class": field.told.exposure.value}


def _plain(field: Field) -> Schema:
    form = {"pattern": f"^({field.told.form})$"} if field.told.form else {}
    return {**PLAIN[field.kind], **form}


def _described(words: Words) -> Schema:
    return {"description": words.en, "x-description-zh": words.zh}
