"""What the ways in need of the adapters that ``api.bootstrap`` chose, as protocols."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias, TypeVar

from domain.directory.state import Directory as State
from domain.words import Words
from projections.base import Projection
from workflows.health import Health, Held
from workflows.ports import EventStore, Recorded, Roster, Tail

P = ParamSpec("P")
T = TypeVar("T")


class Log(EventStore, Protocol):
    """The log with the switch for personal data, which reads as masked unless it is asked for."""

    def tail(self, stream: str, after: int = 0, *, open_personal: bool = True) -> Tail:
        """The events of one stream after a version, oldest first."""
        ...

    def at(self, stream: str, version: int, *, open_personal: bool = True) -> Recorded | None:
        """The event of one stream at a version, if it has come that far."""
        ...

    def found_at(self, positions: Sequence[int], *, open_personal: bool = True) -> dict[int, Recorded]:
        """The events at these positions of the log."""
        ...

    def first_streams(self, command_ids: Sequence[str]) -> dict[str, str]:
        """Of these commands those that were stored, and the stream that each wrote to first."""
        ...


class Directory(Roster, Protocol):
    """The roster with all that it is made of: whoever ever was in it, on all days."""

    def directory(self) -> State:
        """Everything, as of now."""
        ...


class Parked(Protocol):
    """An event that a read model could not take; without ``error`` it waits behind another of its stream."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def position(self) -> int: ...

    @property
    def stream(self) -> str: ...

    @property
    def error(self) -> str: ...

    @property
    def event(self) -> str: ...

    @property
    def recorded_at(self) -> datetime: ...


class Retried(Protocol):
    """How many parked events were taken, how many are left."""

    @property
    def taken(self) -> int: ...

    @property
    def left(self) -> int: ...


class Standing(Protocol):
    """How far a read model is."""

    @property
    def projection(self) -> Projection: ...

    @property
    def position(self) -> int: ...


class Migrated(Protocol):
    """What was built in this version, and which older generations were taken away or kept, with who follows them."""

    @property
    def built(self) -> Sequence[Standing]: ...

    @property
    def retired(self) -> Sequence[str]: ...

    @property
    def kept(self) -> Sequence[tuple[str, Sequence[str]]]: ...


class ReadModels(Protocol):
    """What people read, kept up with the log."""

    @property
    def projections(self) -> Sequence[Projection]:
        """Which there are."""
        ...

    def start(self) -> None:
        """Follow from now on, in a thread of this process."""
        ...

    def wait(self, position: int, timeout: float = 2.0) -> bool:
        """Whether all of them have taken a position, within so many seconds."""
        ...

    def health(self) -> Health:
        """How all who follow the log are, in whatever process."""
        ...

    def migrate(self, told: Callable[[int, int], None] | None = None) -> Migrated:
        """Build what this version lacks beside what serves, take away older ones that nobody follows."""
        ...

    def rebuild(self, *names: str) -> Sequence[Standing]:
        """Build some anew from the log, or all where none is named."""
        ...

    def parked(self) -> Sequence[Parked]:
        """The events none of them could take, in the order of the log."""
        ...

    def held(self) -> Sequence[Held]:
        """The same by read model and stream."""
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


class Feeding(Protocol):
    """Who fills the feed from the log."""

    def start(self) -> None:
        """Follow from now on, in a thread of this process."""
        ...

    def catch_up(self, timeout: float = 60.0) -> None:
        """Take everything up to the present end of the log. Raises ``FeedStopped``, ``StoreUnavailable``."""
        ...


class Relaying(Protocol):
    """The way of the feed onto a message bus."""

    def run(
        self,
        url: str,
        *,
        stream: str,
        replicas: int,
        login: Path | None,
        rebuild: bool,
        first: int,
        once: bool,
    ) -> int:
        """Until told to end, or with ``once`` all there is; gives the last sequence of the stream."""
        ...

    def forget(self, stream: str) -> None:
        """No longer tell of a stream in health. Raises ``NotFound``."""
        ...


Said: TypeAlias = Mapping[str, list[str]]
"""Flag → what was typed."""


class Filters(Protocol):
    """Filters that are kept under names: settings of an officer or an office, no facts of the log."""

    def of(self, owner: str) -> Mapping[str, Said]:
        """Name → filter."""
        ...

    def keep(self, owner: str, name: str, said: Said) -> None:
        """Put a filter under a name, whatever was there."""
        ...

    def forget(self, owner: str, name: str) -> bool:
        """Take a filter away; whether there was one."""
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
