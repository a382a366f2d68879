"""The fields of a command or shape, read from its type hints: one description for reading, for help and for moves."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from domain.words import Words
from workflows.forms.choices import words_of
from workflows.forms.labels import FORMER, label


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. ``kind`` is a plain type, an enum or a shape; ``many`` means a list of them."""

    owner: type
    name: str
    kind: type[Any]
    many: bool
    required: bool

    @property
    def label(self) -> Words:
        """What people call it."""
        return label(self.owner, self.name)

    @property
    def called(self) -> frozenset[str]:
        """Its Chinese names, as keys of a form: today's and former ones."""
        return frozenset({self.label.zh, FORMER.get((self.owner.__name__, self.name), self.label.zh)})

    @property
    def choices(self) -> Mapping[str, Words]:
        """Stored value → name, for a closed list; empty for anything else."""
        return _choices(self.kind) if issubclass(self.kind, Enum) else {}

    @property
    def parts(self) -> tuple["Field", ...]:
        """The fields of a nested shape; empty for anything else."""
        return _parts(self.kind)  # type: ignore[arg-type] # classes hash


@cache
def _choices(kind: type[Enum]) -> Mapping[str, Words]:
    return {str(each.value): words_of(each) for each in kind}


@cache
def _parts(kind: type) -> tuple[Field, ...]:
    return describe(kind) if is_dataclass(kind) else ()


@cache
def describe(shape: type) -> tuple[Field, ...]:
    """What a command or shape has to be filled in with, in its own order."""
    hints = get_type_hints(shape, include_extras=True)
    return tuple(
        _field(shape, each.name, hints[each.name], required=each.default is MISSING and each.default_factory is MISSING)
        for each in fields(shape)
    )


def _field(owner: type, name: str, hint: Any, *, required: bool) -> Field:  # noqa: ANN401 - a type hint is anything
    kind, many = kind_of(hint)
    return Field(owner, name, kind, many, required)


def kind_of(hint: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a type hint is anything
    """What a field holds one of, without ``Annotated`` and ``| None``, and whether it holds a list of them."""
    plain = _plain(hint)
    many = get_origin(plain) is tuple
    return (_plain(get_args(plain)[0]) if many else plain), many


def _plain(hint: Any) -> Any:  # noqa: ANN401 - a type hint is anything
    if get_origin(hint) is Annotated:
        return _plain(get_args(hint)[0])
    if get_origin(hint) in {Union, UnionType}:
        (only,) = (each for each in get_args(hint) if each is not NoneType)
        return _plain(only)
    return hint
