"""What the application needs from the outside world, as protocols; adapters implement them."""

from asyncio import Future
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol, TypeAlias

from domain.actor import Actor, Grade, Level
from domain.catalogue import shape
from domain.lead.intake.commands import RegisterLead
from domain.office_rules import Rulebook
from domain.tip.pictures import Picture


@shape
class Meta:
    """What stands beside every event: who did it, for whom, why, by which way, under which rules.

    ``law`` is the digest of the law register used; ``software`` the version that decided.
    """

    actor: str
    office: str
    role: str
    command_id: str
    correlation: str
    law: str
    software: str
    on_behalf_of: str = ""
    causation: str = ""
    reason: str = ""
    channel: str = ""


class Recorded(NamedTuple):
    """An event as the log holds it. ``event`` is the current shape (upcast); ``name`` the stored one."""

    position: int
    stream: str
    version: int
    name: str
    event: object
    meta: Meta
    recorded_at: datetime


class Head(NamedTuple):
    """Where a stream ends: its version (0 = empty) and the hash of its last event (``b""`` when empty)."""

    version: int = 0
    event_hash: bytes = b""


@dataclass(frozen=True, slots=True)
class Tail:
    """What was read of a stream after some version, with its head as of that read."""

    events: tuple[Recorded, ...]
    head: Head


@dataclass(frozen=True, slots=True)
class Past:
    """What a decision needs of a stream after some version: its events, to be folded once, and its head as of then.

    No decision asks who recorded an event or when, nor for personal data: that is masked.
    """

    events: Iterator[object]
    head: Head


class Append(NamedTuple):
    """One command's outcome, to be stored whole or not at all.

    ``events`` in order, per stream; ``expect`` gives, for every stream the decision read, the head it was judged on
    (the streams written to among them). ``digest`` tells a repeated command from a reused id.
    """

    command_id: str
    digest: bytes
    events: tuple[tuple[str, object], ...]
    expect: Mapping[str, Head]
    meta: Meta


class Stored(NamedTuple):
    """The append happened, now or at the first try (``repeated``): its positions and the heads it left."""

    first: int
    last: int
    heads: Mapping[str, Head]
    repeated: bool = False


class Conflict(NamedTuple):
    """A stream had moved on: read again and judge again."""

    streams: tuple[str, ...]


class Sent(NamedTuple):
    """An append on its way: where its streams end if it is stored, and the answer to come.

    The answer raises ``CommandReused`` for a known id with another digest, ``StoreUnavailable``.
    """

    heads: Mapping[str, Head]
    answer: Future[Stored | Conflict]


@dataclass(frozen=True, slots=True)
class Unkeyed:
    """The append was not sent: the keys of some of these subjects are not at hand."""

    subjects: frozenset[str]


class EventStore(Protocol):
    """The log. What it answered to is durable."""

    def send(self, append: Append) -> Sent | Unkeyed:
        """Store all or nothing, in the order of sending: an append may expect what one sent before it will leave.

        Raises ``Refusal`` (``subject.erased``), ``StoreUnavailable``.
        """
        ...

    async def make_keys(self, subjects: frozenset[str]) -> None:
        """Fetch the keys of these subjects, make those they lack; durable when it returns."""
        ...

    async def append(self, append: Append) -> Stored | Conflict:
        """Make the keys, send, wait for the answer."""
        ...

    def past(self, stream: str, after: int = 0) -> Past:
        """What a decision needs of one stream after a version, oldest first."""
        ...

    def tail(self, stream: str, after: int = 0, *, open_personal: bool = True) -> Tail:
        """The events of one stream after a version, oldest first; personal data masked where it is not opened."""
        ...

    def find(self, command_id: str) -> tuple[int, int, bytes] | None:
        """First and last position and digest of a command that was stored, else None."""
        ...

    def log(self, after: int = 0, limit: int = 500) -> Sequence[Recorded]:
        """A page of the whole log after a position, in order."""
        ...

    def head(self) -> int:
        """The last position, 0 for an empty log."""
        ...


class Clock(Protocol):
    """The one source of the present."""

    def now(self) -> datetime:
        """An aware UTC instant."""
        ...


class Ids(Protocol):
    """The one source of new identifiers: ``[a-z0-9-]{1,64}``, never derived from personal data."""

    def new(self, noun: str) -> str:
        """A new identifier for a thing of that noun."""
        ...


class Roster(Protocol):
    """Who works where, with which powers, today or on another day."""

    def actor(self, actor_id: str, on: date | None = None, office: str = "") -> Actor:
        """The person, in his own office or in another that he holds a post in.

        Raises ``NotFound`` (``actor.unknown``; ``actor.no-power`` where he may not act on the day).
        """
        ...

    def arriving(self, actor_id: str) -> Actor:
        """The person as he comes in today, in the office that he can act for where it is not his own.

        Raises ``NotFound`` where he has no power anywhere.
        """
        ...

    def stands_in_for(self, actor: Actor) -> tuple[str, ...]:
        """Ids of the colleagues on whose behalf somebody may act today, in the office he acts for."""
        ...

    def holders(self, levels: Sequence[Level], grade: Grade | None, division: str) -> tuple[str, ...]:
        """Ids of those who hold such a power over an area today."""
        ...

    def __iter__(self) -> Iterator[Actor]:
        """Everybody who may act today, each in his own office."""
        ...


class OfficeRules(Protocol):
    """The values of office rules, as they were set here or came with the software."""

    def book(self) -> Rulebook:
        """All that was ever set, as of now."""
        ...

    def number(self, rule: str, day: date | None = None) -> int:
        """The number of a rule on a day, else today."""
        ...


Registering: TypeAlias = tuple[RegisterLead, Actor]
"""A registration and who sends it: of other leads he is told what is his to know, whatever office he names."""
Found: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of leads of one's own line of offices; other offices that may hold one (nothing of theirs is shown)."""


class Duplicates(Protocol):
    """Leads that may be about the same subject."""

    def find(self, asked: Sequence[Registering]) -> Sequence[Found]:
        """What there is of each, as of now: they are not told of one another."""
        ...


class KeyStore(Protocol):
    """Keys of subjects (persons, streams), kept apart from the log so that they can be destroyed alone."""

    def keys(self, subjects: Sequence[str], *, create: bool) -> Mapping[str, bytes | None]:
        """256-bit keys; None where destroyed, none at all where never made. With ``create`` durable when it returns."""
        ...

    def at_hand(self, subjects: Sequence[str]) -> Mapping[str, bytes | None]:
        """Those that can be given at once, without asking the database; None where destroyed."""
        ...

    def destroy(self, subject: str, reason: str) -> None:
        """Forget a key for ever. What it sealed reads as erased."""
        ...

    def index_key(self) -> bytes:
        """The secret of this installation for keyed digests (command digests, blind indexes)."""
        ...


class Blobs(Protocol):
    """Files too large for an event, each sealed under the key of the stream whose event names it by its digest."""

    def keep(self, stream: str, contents: Sequence[bytes]) -> tuple[Picture, ...]:
        """Seal and store, the same once; durable when it returns. What no event comes to name is taken away later.

        Raises ``Refusal`` (``subject.erased``).
        """
        ...

    def again(self, stream: str, digests: Sequence[str]) -> tuple[Picture, ...]:
        """Of these those that were kept for the stream and are still there; they are waited for another day."""
        ...

    def named(self, kept: Iterable[Picture]) -> None:
        """Note that an event names these: they stay."""
        ...

    def open_sealed(self, stream: str, digest: str) -> bytes | None:
        """The file that an event of the stream names; None where its key was destroyed. Raises ``LogDamaged``."""
        ...
