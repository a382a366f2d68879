"""Reads the fields of an event class once: where personal data and instants stand, and that all can be stored."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum, auto
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NewType, TypeAlias, Union, get_args, get_origin, get_type_hints

from domain.catalogue import PERSONAL

REF: Final = "ref"
"""The field by which a shape says which person it speaks of."""

_SCALARS: Final = frozenset({str, int, bool, date})


class Leaf(Enum):
    """A value that needs care on its way into the log."""

    SECRET = auto()
    INSTANT = auto()


@dataclass(frozen=True, slots=True)
class Items:
    """A tuple whose items need care."""

    inner: "Node"


@dataclass(frozen=True, slots=True)
class Fields:
    """A shape with fields that need care; ``refers`` when it says which person it speaks of."""

    children: tuple[tuple[str, "Node"], ...]
    refers: bool


Node: TypeAlias = Leaf | Items | Fields


def plan(cls: type) -> Fields:
    """The fields of a shape that need care.

    Raises ``TypeError`` for a field that cannot be stored, or personal data that cannot be sealed: a fault of the
    programmer, found when the program starts.
    """
    return _fields(cls, cls.__qualname__, ())


def secrets(node: Node) -> Node | None:
    """The part of a plan that leads to personal data; None when there is none."""
    match node:
        case Leaf.SECRET:
            return node
        case Leaf.INSTANT:
            return None
        case Items(inner):
            kept = secrets(inner)
            return None if kept is None else Items(kept)
        case Fields(children, refers):
            pairs = tuple((name, kept) for name, child in children if (kept := secrets(child)) is not None)
            return Fields(pairs, refers) if pairs else None


def _fields(cls: type, where: str, above: tuple[type, ...]) -> Fields:
    if cls in above:
        raise _unfit(where, "a shape cannot contain itself")
    hints = get_type_hints(cls, include_extras=True)
    names = [field.name for field in fields(cls)]
    children = ((name, _node(hints[name], f"{where}.{name}", (*above, cls))) for name in names)
    return Fields(tuple((name, node) for name, node in children if node is not None), REF in names)


def _node(hint: Any, where: str, above: tuple[type, ...]) -> Node | None:  # noqa: ANN401 - a type hint can be anything
    if isinstance(hint, NewType):
        return _node(hint.__supertype__, where, above)
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _secret(args[0], where) if PERSONAL in args[1:] else _node(args[0], where, above)
    if origin in {Union, UnionType}:
        return _node(_only(args, where), where, above)
    if origin is tuple:
        return _items(args, where, above)
    return _plain(hint, where, above)


def _plain(hint: Any, where: str, above: tuple[type, ...]) -> Node | None:  # noqa: ANN401 - as above
    if isinstance(hint, type) and is_dataclass(hint):
        inner = _fields(hint, where, above)
        return inner if inner.children else None
    if hint is datetime:
        return Leaf.INSTANT
    if hint in _SCALARS or (isinstance(hint, type) and issubclass(hint, Enum)):
        return None
    raise _unfit(where, f"{hint} cannot be stored")


def _secret(hint: Any, where: str) -> Leaf:  # noqa: ANN401 - as above
    if hint is str or set(get_args(hint)) == {str, NoneType}:
        return Leaf.SECRET
    raise _unfit(where, "only str and str | None can be sealed")


def _only(alternatives: tuple[Any, ...], where: str) -> Any:  # noqa: ANN401 - as above
    some = [alternative for alternative in alternatives if alternative is not NoneType]
    if len(some) != 1:
        raise _unfit(where, "a union can only be with None")
    return some[0]


def _items(args: tuple[Any, ...], where: str, above: tuple[type, ...]) -> Items | None:
    if len(args) != 2 or args[1] is not Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        raise _unfit(where, "a tuple is tuple[X, ...]")
    inner = _node(args[0], f"{where}[]", above)
    return None if inner is None else Items(inner)


def _unfit(where: str, why: str) -> TypeError:
    return TypeError(f"{where}: {why}")


def subjects(node: Node, value: Any, subject: str) -> Iterator[str]:  # noqa: ANN401 - an event as plain dicts and lists
    """Whose data stands in ``value``: the person of the innermost shape with a ``ref``, else ``subject``."""
    if value is None:
        return
    match node:
        case Leaf.SECRET:
            yield subject
        case Leaf.INSTANT:
            return
        case Items(inner):
            for item in value:
                yield from subjects(inner, item, subject)
        case Fields(children, refers):
            whose = subject_of(value[REF], subject) if refers else subject
            for name, child in children:
                yield from subjects(child, value[name], whose)


def subject_of(ref: str | None, otherwise: str) -> str:
    """The name under which the key of a person is kept."""
    return f"person/{ref}" if ref else otherwise
