"""Any shape of the product, filled from its own type hints; what a hint cannot say is given."""

import types
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

DAY: Final = date(2022, 3, 2)
NOON: Final = datetime(2022, 3, 2, 4, 0, tzinfo=UTC)
"""Twelve o'clock in Huaiyin on the day of the notice."""

PLAIN: Final[dict[type, object]] = {str: "示例", int: 1, bool: True, bytes: b"x", date: DAY, datetime: NOON}


@cache
def hints(shape: Any) -> dict[str, Any]:  # noqa: ANN401 - a class, which mypy does not take for hashable
    """The types of a shape's fields."""
    return get_type_hints(shape, include_extras=True)


def build(shape: type[T], **given: object) -> T:
    """One of a shape: given fields as given, defaults as they are, the rest by type."""
    known = hints(shape)  # type: ignore[arg-type] # a class is hashable
    values = {
        f.name: given[f.name] if f.name in given else sample(known[f.name])
        for f in fields(shape)  # type: ignore[arg-type] # every shape is a dataclass
        if f.name in given or (f.default is MISSING and f.default_factory is MISSING)
    }
    return shape(**values)


def sample(hint: Any) -> Any:  # noqa: ANN401 - as wide as the catalogue
    """A value of a type: the first of a list, None where it may be None, one item in a tuple."""
    origin = get_origin(hint)
    if origin is Annotated:
        return sample(get_args(hint)[0])
    if origin in {Union, types.UnionType}:
        return None if type(None) in get_args(hint) else sample(get_args(hint)[0])
    if origin is tuple:
        return (sample(get_args(hint)[0]),)
    if issubclass(hint, Enum):
        return next(iter(hint))
    return PLAIN[hint] if hint in PLAIN else build(hint)
