"""What an event is: a frozen shape with a permanent stored name.

The stored name (``lead.registered/1``) is a contract that outlives every class name and module path.
A new shape gets a new name; the old one stays in the catalogue for ever and is lifted by an upcast.
Constructors never validate: yesterday's history must always decode.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, TypeVar, cast, dataclass_transform

T = TypeVar("T")
C = TypeVar("C", bound=type)

PERSONAL: Final = "personal"
Personal = Annotated[T, PERSONAL]
"""A natural person's data, or free text about one: the codec seals it before it is stored.

Only ``str`` and ``str | None`` can be sealed. The key belongs to the person whose ``ref`` stands in the same shape, and
to the stream where a shape has no ``ref``.
"""

ERASED: Final = "〔已封存〕"
"""What a personal text reads as once its key was destroyed."""

MASKED: Final = "〔不予显示〕"
"""What a personal text reads as to whoever did not ask to open it."""

NAME: Final = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*/[1-9][0-9]*")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def shape(cls: C) -> C:
    """Make ``cls`` a frozen, slotted, keyword-only dataclass: a command, or a part of an event."""
    return cast("C", dataclass(frozen=True, slots=True, kw_only=True)(cls))


class Catalogue(Mapping[str, type]):
    """The closed registry of events: stored name → class. Nothing read from a database ever names a class otherwise."""

    def __init__(self) -> None:
        self._by_name: dict[str, type] = {}
        self._names: dict[type, str] = {}

    def event(self, name: str) -> Callable[[C], C]:
        """Register the decorated class under its permanent ``name``, such as ``lead.registered/1``.

        Raises ``ValueError`` when the name is malformed or taken.
        """
        if not NAME.fullmatch(name):
            msg = f"not a stored name (noun.past-tense/version): {name!r}"
            raise ValueError(msg)
        if name in self._by_name:
            msg = f"stored name taken by {self._by_name[name].__qualname__}: {name!r}"
            raise ValueError(msg)

        def register(cls: C) -> C:
            frozen = shape(cls)
            self._by_name[name] = frozen
            self._names[frozen] = name
            return frozen

        return register

    def name_of(self, cls: type) -> str:
        """The stored name of an event class. Raises ``KeyError`` for a class that is no event."""
        return self._names[cls]

    def __getitem__(self, name: str) -> type:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)


CATALOGUE: Final = Catalogue()


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(name: str) -> Callable[[C], C]:
    """Register an event of the product: ``@event("lead.registered/1")``."""
    return CATALOGUE.event(name)
