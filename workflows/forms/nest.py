"""Dotted keys become nested values: ``unit.name=…`` and ``officers.1.id=…`` are what JSON writes with brackets."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

Nested = dict[str, Any]


def pairs(arguments: Iterable[str]) -> Nested:
    """``key=value`` arguments as a mapping; a key given several times holds all its values in order.

    Raises ``ValueError`` naming the argument that has no ``=``.
    """
    found: Nested = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if not equals:
            raise ValueError(argument)
        before = found.get(key)
        found[key] = value if before is None else [*before, value] if isinstance(before, list) else [before, value]
    return found


def nested(values: Mapping[str, Any]) -> Nested:
    """A mapping without dots in its keys. A value that meets parts of itself loses against them."""
    made: Nested = {}
    for key, value in values.items():
        head, _, rest = key.strip().partition(".")
        if not rest:
            made.setdefault(head, value)
            continue
        inner = made.get(head)
        if not isinstance(inner, dict):
            made[head] = inner = {}
        inner[rest] = value
    return {key: nested(cast("Nested", value)) if isinstance(value, dict) else value for key, value in made.items()}


def listed(value: Mapping[str, Any]) -> list[Any] | None:
    """The items of ``{"1": …, "2": …}`` in order, None for any other mapping."""
    if not value or not all(key.isdecimal() for key in value):
        return None
    return [value[key] for key in sorted(value, key=int)]
