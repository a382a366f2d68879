"""The JSON Schemas of answers, read from the types of what is answered, as ``api.plain`` writes them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from api.http.schemas.members import HIDDEN, MEMBERS
from domain import access
from domain.actor import Grade
from domain.catalogue import PERSONAL
from domain.lead.acts import Acts, Counted
from domain.words import Words
from workflows.forms.choices import words_of
from workflows.forms.labels import LABELS

Schema = dict[str, Any]

ANSWER: Final = "Answer"
"""How shapes end that are made for answers alone: what has a default there may be left out."""
REFERENCE: Final = "#/components/schemas/"
PLAIN: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    object: {},
    Any: {},
}
NAMES: Final[Mapping[type, str]] = {Grade: "LeadersGrade", access.Ground: "ReadingGround"}
"""Shapes that share their name with another → what they are called."""
LISTS: Final[Mapping[type, type]] = {Acts: Counted}
"""What is written as a list though it is none → of what."""


class Shapes:
    """Named schemas, gathered while they are referred to."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}
        self._kinds: dict[str, type] = {}

    def of(self, hint: Any) -> Schema:  # noqa: ANN401 - a type hint is anything
        """The schema of a type; a shape or a closed list stands among the named ones."""
        if get_origin(hint) is not None:
            return self._composed(get_origin(hint), get_args(hint))
        if hint in LISTS:
            return {"type": "array", "items": self.of(LISTS[hint])}
        return dict(PLAIN[hint]) if hint in PLAIN else self._named(hint)

    def _composed(self, origin: Any, inner: tuple[Any, ...]) -> Schema:  # noqa: ANN401 - a type hint is anything
        if origin is Annotated:
            return self._annotated(inner[0], inner[1:])
        if origin in {Union, UnionType}:
            return self._either(inner)
        if issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if origin is tuple and Ellipsis not in inner:
            return {"type": "array", "prefixItems": [self.of(each) for each in inner]}
        return {"type": "array", "items": self.of(inner[0])}

    def _annotated(self, hint: Any, about: tuple[Any, ...]) -> Schema:  # noqa: ANN401 - a type hint is anything
        made = self.of(hint)
        for each in about:
            if isinstance(each, Words):
                made = {**made, "description": both(each)}
            if each == PERSONAL:
                made = {**made, "x-personal": True}
        return made

    def _either(self, inner: tuple[Any, ...]) -> Schema:
        made = [self.of(each) for each in inner if each is not NoneType]
        if NoneType not in inner:
            return {"anyOf": made}
        (only,) = made
        if isinstance(only.get("type"), str):
            return {**only, "type": [only["type"], "null"]}
        return {"anyOf": [only, {"type": "null"}]} if only else {}

    def _named(self, kind: type) -> Schema:
        name = NAMES.get(kind, kind.__name__)
        if self._kinds.setdefault(name, kind) is not kind:
            msg = f"two shapes of one name: {kind.__module__}.{name}"
            raise ValueError(msg)
        if name not in self.named:
            self.named[name] = {}  # a shape may hold itself
            self.named[name] = choices(kind) if issubclass(kind, Enum) else self._object(kind)
        return {"$ref": f"{REFERENCE}{name}"}

    def _object(self, kind: type) -> Schema:
        hints = get_type_hints(kind, include_extras=True)
        names = [each.name for each in fields(kind)] if is_dataclass(kind) else list(kind._fields)  # type: ignore[attr-defined] # a NamedTuple
        names = [name for name in names if name not in HIDDEN.get(kind, ())]
        properties = {name: self._property(name, hints[name]) for name in names}
        told = (getdoc(kind) or "").partition("\n")[0].replace("``", "")
        optional = getattr(kind, "_field_defaults", {}) if kind.__name__.endswith(ANSWER) else {}
        required = [name for name in names if name not in optional]
        return {"type": "object", "description": told, "properties": properties, "required": required}

    def _property(self, name: str, hint: Any) -> Schema:  # noqa: ANN401 - a type hint is anything
        made = self.of(hint)
        words = LABELS.get(name) or MEMBERS.get(name)
        return {"description": both(words), **made} if words else made


def both(words: Words) -> str:
    """Both languages in one text."""
    return f"{words.zh} {words.en}"


def choices(kind: type[Enum]) -> Schema:
    """The schema of a closed list, each member with its names."""
    labels = {str(each.value): words_of(each)._asdict() for each in kind}
    named = "；".join(f"{value} {words['zh']}" for value, words in labels.items())
    return {"type": "string", "enum": list(labels), "description": named, "x-labels": labels}
