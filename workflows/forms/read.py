"""From what was filled in to a command, or to all its mistakes at once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from enum import Enum
from typing import Any, Final, TypeVar, cast

from domain.errors import Faults, InvalidInput
from domain.words import Words
from workflows.forms.checks import CHECKS, NEW, Desk, check_shape
from workflows.forms.fields import Field, describe
from workflows.forms.hints import barred, hint, typed_parts
from workflows.forms.mistakes import NOT_PARTS, REQUIRED, TWICE, UNKNOWN
from workflows.forms.nest import Nested, listed, nested
from workflows.forms.plain import READERS, choice

T = TypeVar("T")

EMPTY: Final[tuple[object, ...]] = (None, "", [], {})
BETWEEN_ITEMS: Final = re.compile(r"[;；\n]")
BETWEEN_CHOICES: Final = re.compile(r"[;；\n、,，/]")
BETWEEN_PARTS: Final = re.compile(r"[|｜]")


def read_form(command: type[T], values: Mapping[str, Any], desk: Desk, given: Mapping[str, object] | None = None) -> T:
    """Make a command of a JSON object, ``key=value`` arguments or the cells of a row.

    Keys are field names or their Chinese names, dotted for parts. ``given`` holds ready values for what is not filled
    in. Raises ``Faults`` with every mistake, ``NotFound`` for a lead nobody knows.
    """
    reading = _Reading(desk)
    made = reading.shape(command, nested(values), "", given or {})
    if reading.faults:
        raise Faults(reading.faults)
    return command(**made)


class _Reading:
    """One form on its way; mistakes are collected, not raised."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.faults: list[InvalidInput] = []

    def shape(self, kind: type, typed: Mapping[str, Any], path: str, given: Mapping[str, object]) -> dict[str, Any]:
        """The arguments of a command or part; what is missing or strange becomes a fault."""
        fields = {field.name: field for field in describe(kind)}
        filled = self._by_name(fields, typed, path)
        made: dict[str, Any] = {}
        for name, field in fields.items():
            place = f"{path}{name}"
            if filled.get(name) not in EMPTY:
                made[name] = self._take(field, filled[name], place)
            elif name in given:
                made[name] = given[name]
            elif (noun := NEW.get((kind.__name__, name))) is not None:
                made[name] = self._desk.new_id(noun)
            elif field.required and field.many and name in filled:
                made[name] = ()
            elif field.required:
                self.faults.append(_missing(field, kind if path else None, place))
        return made

    def _by_name(self, fields: Mapping[str, Field], typed: Mapping[str, Any], path: str) -> dict[str, Any]:
        filled: dict[str, Any] = {}
        for key, value in typed.items():
            name = key if key in fields else next((name for name, each in fields.items() if key in each.called), None)
            if name is None:
                zh = "、".join(f"{field.label.zh} {name}" for name, field in fields.items())
                self.faults.append(UNKNOWN.at(f"{path}{key}", zh=zh, en=", ".join(fields)))
            elif name in filled:
                self.faults.append(TWICE.at(f"{path}{key}"))
            else:
                filled[name] = value
        return filled

    def _take(self, field: Field, typed: Any, place: str) -> Any:  # noqa: ANN401 - JSON gives anything
        """The value of a field; after a fault it does not matter what, for nothing will be made of it."""
        if not field.many:
            return self._caught(field, typed, place)
        items = enumerate(_items(field, typed), start=1)
        return tuple(self._caught(field, item, f"{place}.{number}") for number, item in items)

    def _caught(self, field: Field, typed: Any, place: str) -> Any:  # noqa: ANN401 - JSON gives anything
        try:
            return self._one(field, typed, place)
        except InvalidInput as fault:
            self.faults.append(fault)
            return None

    def _one(self, field: Field, typed: Any, place: str) -> Any:  # noqa: ANN401 - JSON gives anything
        if issubclass(field.kind, Enum):
            return choice(field.kind, typed, place)
        if is_dataclass(field.kind):
            return self._part(field, typed, place)
        check = CHECKS.get(field.name)
        if check is not None and not (field.kind is int and isinstance(typed, int)):
            return check(READERS[str](typed, place), place, self._desk)
        return READERS[field.kind](typed, place)

    def _part(self, field: Field, typed: Any, place: str) -> Any:  # noqa: ANN401 - JSON gives anything
        names = [part.name for part in typed_parts(field.kind)]
        if isinstance(typed, str):
            texts = BETWEEN_PARTS.split(typed)
            if len(texts) > len(names):
                raise _not_parts(field, place)
            typed = dict(zip(names, (text.strip() for text in texts), strict=False))
        if not isinstance(typed, dict):
            raise _not_parts(field, place)
        before = len(self.faults)
        made = self.shape(field.kind, cast("Nested", typed), f"{place}.", {})
        return check_shape(field.kind(**made), place) if len(self.faults) == before else None


def _items(field: Field, typed: Any) -> Sequence[Any]:  # noqa: ANN401 - JSON gives anything
    """The items of a list, however it was written."""
    if isinstance(typed, dict):
        parts = cast("Nested", typed)
        return listed(parts) or [parts]
    if isinstance(typed, str):
        between = BETWEEN_CHOICES if issubclass(field.kind, Enum) else BETWEEN_ITEMS
        return [text.strip() for text in between.split(typed) if text.strip()]
    if isinstance(typed, list):
        values = cast("Sequence[Any]", typed)
        return [each for value in values for each in (_items(field, value) if isinstance(value, str) else [value])]
    return [typed]


def _missing(field: Field, shape: type | None, place: str) -> InvalidInput:
    """Nothing stands there: what does, and for a part of a shape how the whole of it is written."""
    what, whole = hint(field), barred(shape) if shape else Words("", "")
    zh = f"{field.label.zh}：{what.zh}" + (f"；整项写作 {whole.zh}" if shape else "")
    en = f"{field.label.en}: {what.en}" + (f"; the whole is written {whole.en}" if shape else "")
    return REQUIRED.at(place, zh=zh, en=en)


def _not_parts(field: Field, place: str) -> InvalidInput:
    first = typed_parts(field.kind)[0].name
    written = barred(field.kind)
    return NOT_PARTS.at(place, dotted=f"{place}.{first}=…", zh=written.zh, en=written.en)
