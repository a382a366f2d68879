"""A row of the feed, and the feed as every door reads it: gap-free numbers, finished bytes, never changed."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from domain.actor import Actor


class FeedRow(NamedTuple):
    """An event as it left the house. ``body`` is a finished CloudEvent (JSON, UTF-8), ``digest`` its SHA-256.

    ``office`` and ``division`` are the lead's as of this event: they decide who is shown it. ``was_office`` and
    ``was_division`` are where it lay before, where the event moved it. A row with an ``addressee`` is for that
    subscriber alone. ``subject_token`` is where a bus puts it: ``37.01.04.-.-.370104.chufei_lead_moved_v1``.
    """

    sequence: int
    type: str
    subject_token: str
    body: bytes
    digest: str
    lead: str
    office: str
    division: str
    was_office: str = ""
    was_division: str = ""
    addressee: str = ""


class Feed(Protocol):
    """What has left the house so far. Nothing of it is ever renumbered, changed or taken away."""

    @property
    def epoch(self) -> str:
        """The name of this feed for ever: ids of its events are ``<epoch>:<sequence>``."""
        ...

    def head(self) -> int:
        """The last sequence, 0 for an empty feed."""
        ...

    def read(self, after: int, limit: int) -> Sequence[FeedRow]:
        """At most ``limit`` rows after a sequence, in order."""
        ...

    def seen(self, actor: Actor, after: int, limit: int) -> Sequence[bytes]:
        """The same rows as somebody is shown them: finished events, stubs and tombstones, one for each sequence."""
        ...

    def row(self, sequence: int) -> FeedRow | None:
        """The row at a sequence, if the feed has come that far."""
        ...

    def wait(self, after: int, timeout: float) -> bool:
        """Whether there is a row after a sequence, as soon as there is one."""
        ...

    def on_moved(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Call ``listener`` with the head as last seen, and whenever it moved; gives back the end of it.

        It is called from another thread and must return at once.
        """
        ...
