"""How an integration event is declared: a frozen shape under a permanent type, each field with its class and its words.

Whoever reads a feed keeps what it says for ever, outside our reach. So a field that is not classed, one that is
personal, and a text without a closed form (free text would carry people's names) are refused when the program starts.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any, Final, NamedTuple, NoReturn, TypeVar, dataclass_transform, get_type_hints

from domain.catalogue import shape
from domain.words import Words
from workflows.forms.fields import kind_of

C = TypeVar("C", bound=type)

TYPE: Final = re.compile(r"chufei(\.[a-z]+)?\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*")
SCALARS: Final = (str, bool, int, date, datetime)


class Exposure(StrEnum):
    """Who may know a field. Values stand in the schemas."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"


class Told(NamedTuple):
    """The class of a field, what it is, and (texts) the only form it can have."""

    exposure: Exposure
    words: Words
    form: str = ""


def public(zh: str, en: str, form: str = "") -> Told:
    """Anybody may know it."""
    return Told(Exposure.PUBLIC, Words(zh, en), form)


def internal(zh: str, en: str, form: str = "") -> Told:
    """For offices and systems that are shown the lead."""
    return Told(Exposure.INTERNAL, Words(zh, en), form)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an integration event. ``key`` is its name in JSON; ``many`` means a list."""

    name: str
    key: str
    kind: type[Any]
    many: bool
    required: bool
    told: Told


@dataclass(frozen=True, slots=True)
class Declared:
    """An integration event: the name of its type, its shape, what it says."""

    name: str
    shape: type
    words: Words

    @property
    def fields(self) -> tuple[Field, ...]:
        """What it holds."""
        return describe(self.shape)


class Registry(Mapping[str, Declared]):
    """The closed list of what may leave the house: type → declaration."""

    def __init__(self) -> None:
        self._by_type: dict[str, Declared] = {}
        self._types: dict[type, str] = {}

    def event(self, type_: str, zh: str, en: str) -> Callable[[C], C]:
        """Register the decorated class under its permanent type, such as ``chufei.lead.moved.v1``.

        Raises ``ValueError`` for a malformed or taken type, and for a field that may not leave the house.
        """
        if not TYPE.fullmatch(type_):
            msg = f"not a type (chufei.noun.past-tense.vN): {type_!r}"
            raise ValueError(msg)
        if type_ in self._by_type:
            msg = f"type taken by {self._by_type[type_].shape.__qualname__}: {type_!r}"
            raise ValueError(msg)

        def register(cls: C) -> C:
            frozen = shape(cls)
            describe(frozen)
            self._by_type[type_] = Declared(type_, frozen, Words(zh, en))
            self._types[frozen] = type_
            return frozen

        return register

    def of(self, shape: type) -> Declared:
        """The declaration of a class. Raises ``KeyError`` for a class that was not declared."""
        return self._by_type[self._types[shape]]

    def __getitem__(self, type_: str) -> Declared:
        return self._by_type[type_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_type)

    def __len__(self) -> int:
        return len(self._by_type)


REGISTRY: Final = Registry()


@dataclass_transform(frozen_default=True, kw_only_default=True)
def integration(type_: str, *, zh: str, en: str) -> Callable[[C], C]:
    """Declare an integration event of the product."""
    return REGISTRY.event(type_, zh, en)


@cache
def describe(cls: type) -> tuple[Field, ...]:
    """The fields of a shape. Raises ``ValueError`` for one that may not leave the house."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(
        _field(
            f"{cls.__qualname__}.{each.name}",
            each.name,
            hints[each.name],
            required=each.default is MISSING and each.default_factory is MISSING,
        )
        for each in fields(cls)
    )


def _field(place: str, name: str, hint: Any, *, required: bool) -> Field:  # noqa: ANN401 - a type hint is anything
    told = next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Told)), None)
    if told is None:
        return _refuse(place, "it has no class (public or internal)")
    if told.exposure is Exposure.PERSONAL:
        _refuse(place, "it is personal, and leaves the house by no feed")
    if not (told.words.zh and told.words.en):
        _refuse(place, "it is not described in both languages")
    kind, many = kind_of(hint)
    if kind not in SCALARS and not (isinstance(kind, type) and issubclass(kind, StrEnum)):
        _refuse(place, f"a {kind} is neither a scalar nor a closed list")
    if kind is str and not told.form:
        _refuse(place, "it is free text: give the form it has")
    return Field(name, name.rstrip("_"), kind, many, required, told)


def _refuse(place: str, why: str) -> NoReturn:
    msg = f"{place} may not stand in an integration event: {why}"
    raise ValueError(msg)


def is_closed(kind: type[Any]) -> bool:
    """Whether a field of this kind has one of a closed list of values."""
    return issubclass(kind, Enum)
