"""Long work that outlasts the request that asked for it: every process of the house can tell how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeAlias


class State(StrEnum):
    """How far a job is."""

    RUNNING = "running"
    DONE = "done"
    LOST = "lost"
    """Cut short: whoever worked at it is gone, or met an error of ours. It can be begun again."""


class Job(NamedTuple):
    """A job as it stands. ``total`` is not known before the work has found it out; ``ended`` where it is over."""

    id: str
    kind: str
    owner: str
    state: State
    begun: datetime
    ended: datetime | None = None
    done: int = 0
    total: int = 0


@dataclass(slots=True)
class Progress:
    """How far the work is, told by whoever does it as often as he likes."""

    done: int = 0
    total: int = 0

    def step(self) -> None:
        """One more part is done."""
        self.done += 1


Work: TypeAlias = Callable[[Progress], bytes]
"""Does all of it and gives what it found, never nothing. What it raises is an error of ours: the job is lost then."""


class Asked(NamedTuple):
    """What is to be done: of which kind, for whom, by which words (``order``), with which file.

    The same id is the same job. ``keep`` where the file may be asked for again when the job is done.
    """

    id: str
    kind: str
    owner: str
    order: bytes = b""
    file: bytes = b""
    keep: bool = False


class Jobs(Protocol):
    """Jobs under way and done lately, in whatever process. What they hold is sealed, and goes after a day.

    Any question may raise ``StoreUnavailable``.
    """

    def begin(self, asked: Asked, work: Work, *, at_once: int) -> Job | None:
        """Begin it in a thread of this process; one that is under way already goes on, one that is over begins anew.

        None where so many of its kind are under way.
        """
        ...

    def find(self, identity: str, kind: str, owner: str) -> Job | None:
        """The job of this kind and of this very owner, while it is known."""
        ...

    def order(self, identity: str) -> bytes:
        """By which words a job was asked for; nothing where it is not known any more."""
        ...

    def file(self, identity: str) -> bytes:
        """Its file, while it is kept; nothing else."""
        ...

    def found(self, identity: str) -> bytes:
        """What it found; nothing while it is under way, or lost."""
        ...

    def take(self, identity: str) -> bytes:
        """What it found, to whoever asks first; from then on it found nothing."""
        ...
