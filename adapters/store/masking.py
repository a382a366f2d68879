"""Covers personal data that nobody asked to open: a plan is turned once into functions that do only that."""

from collections.abc import Callable
from typing import Any, TypeAlias

from adapters.store.shapes import Fields, Items, Leaf, Node
from domain.catalogue import MASKED

Mask: TypeAlias = Callable[[Any], Any]


def masker(node: Node) -> Mask:
    """A function that gives back a value with ``MASKED`` in the place of every secret; None stays None.

    Shapes are changed in place: they were just decoded, and nobody else has seen them yet.
    """
    match node:
        case Leaf.SECRET:
            return lambda value: None if value is None else MASKED
        case Leaf.INSTANT:
            return lambda value: value
        case Items(inner):
            mask = masker(inner)
            return lambda value: None if value is None else tuple(map(mask, value))
        case Fields(children, _):
            return _fields(tuple((name, masker(child)) for name, child in children))


def _fields(masks: tuple[tuple[str, Mask], ...]) -> Mask:
    change = object.__setattr__  # frozen for everybody else

    def mask_fields(value: Any) -> Any:  # noqa: ANN401 - any shape
        if value is not None:
            for name, mask in masks:
                change(value, name, mask(getattr(value, name)))
        return value

    return mask_fields
