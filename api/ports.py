"""What the ways in need of the adapters that ``api.bootstrap`` chose, as protocols."""

from collections.abc import Callable, Sequence
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from domain.words import Words
from projections.base import Projection
from workflows.ports import EventStore, Recorded, Tail

P = ParamSpec("P")
T = TypeVar("T")


class Log(EventStore, Protocol):
    """The log with the switch for personal data, which reads as masked unless it is asked for."""

    def tail(self, stream: str, after: int = 0, *, open_personal: bool = True) -> Tail:
        """The events of one stream after a version, oldest first."""
        ...

    def at(self, stream: str, version: int) -> Recorded | None:
        """The event of one stream at a version, if it has come that far."""
        ...


class Parked(Protocol):
    """An event that a read model could not take; without ``error`` it waits behind another of its stream."""

    @property
    def name(self) -> str: ...

    @property
    def position(self) -> int: ...

    @property
    def stream(self) -> str: ...

    @property
    def error(self) -> str: ...


class Retried(Protocol):
    """How many parked events were taken, how many are left."""

    @property
    def taken(self) -> int: ...

    @property
    def left(self) -> int: ...


class Standing(Protocol):
    """How far a read model is."""

    @property
    def position(self) -> int: ...


class Followed(Protocol):
    """How far one read model is."""

    @property
    def name(self) -> str: ...

    @property
    def position(self) -> int: ...


class Health(Protocol):
    """How all of them are."""

    @property
    def models(self) -> Sequence[Followed]: ...


class ReadModels(Protocol):
    """What people read, kept up with the log."""

    @property
    def projections(self) -> Sequence[Projection]:
        """Which there are."""
        ...

    def health(self) -> Health:
        """How far each is, and what it could not take."""
        ...

    def rebuild(self, name: str) -> Standing:
        """Build one anew from the log."""
        ...

    def parked(self) -> Sequence[Parked]:
        """The events none of them could take, in the order of the log."""
        ...

    def retry(self, name: str = "", stream: str = "") -> Retried:
        """Try parked events again, of one read model or all, of one stream or all."""
        ...

    def catch_up(self, to: int | None = None) -> None:
        """Take everything up to a position, by default the present end of the log."""
        ...

    def ask(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a query of ``projections``."""
        ...


class Damage(Protocol):
    """One damage of the log."""

    @property
    def position(self) -> int: ...

    @property
    def kind(self) -> str: ...

    @property
    def detail(self) -> Words: ...


class Lapse(Protocol):
    """A protection of the log that is not as it was laid out."""

    @property
    def name(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def detail(self) -> Words: ...


class Report(Protocol):
    """What re-hashing the log found."""

    @property
    def sound(self) -> bool: ...

    @property
    def events(self) -> int: ...

    @property
    def commands(self) -> int: ...

    @property
    def chain_hash(self) -> bytes: ...

    @property
    def damages(self) -> Sequence[Damage]: ...

    @property
    def lapses(self) -> Sequence[Lapse]: ...
