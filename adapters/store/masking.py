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
            texts = tuple(name for name, child in children if child is Leaf.SECRET)
            return _fields(texts, tuple((name, masker(child)) for name, child in children if child is not Leaf.SECRET))


def _fields(texts: tuple[str, ...], others: tuple[tuple[str, Mask], ...]) -> Mask:
    """Most secrets are texts right in the event: these are covered without a call for each."""
    change = object.__setattr__  # frozen for everybody else

    def mask_fields(value: Any) -> Any:  # noqa: ANN401 - any shape
        if value is not None:
            for name in texts:
                if getattr(value, name) is not None:
                    change(value, name, MASKED)
            for name, mask in others:
                change(value, name, mask(getattr(value, name)))
        return value

    return mask_fields
