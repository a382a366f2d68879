"""Reads the feed: the one implementation of ``projections.feeds.feed.Feed``."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Select, bindparam, case, func, select

from adapters.feeds.tables import FEED, prepare_feed
from adapters.feeds.tail import Tail
from adapters.store.engine import reading_engine
from adapters.store.reading import ask
from adapters.store.store import Store
from domain.actor import Actor
from domain.values.divisions import STEPS, significant
from projections.feeds.envelope import withdrawn, withheld
from projections.feeds.feed import FeedRow
from projections.feeds.view import Sight, sight_in_sql

F: Final = FEED.c
LEVELS: Final = STEPS[:5]
"""A subject goes down to the community; a grid is a few hundred households."""
NOWHERE: Final = "-"
_COLUMNS: Final = (
    F.sequence, F.type, F.body, F.digest, F.lead, F.office, F.division, F.was_office, F.was_division, F.addressee
)  # fmt: skip
_PAGE: Final[Select[Any]] = (
    select(*_COLUMNS).where(F.sequence > bindparam("after")).order_by(F.sequence).limit(bindparam("limit"))
)
_ONE: Final[Select[Any]] = select(*_COLUMNS).where(F.sequence == bindparam("sequence"))
_HEAD: Final = select(func.coalesce(func.max(F.sequence), 0))


class StoredFeed:
    """The feed of a database. May be used from any thread; ``close`` ends the thread that watches its head."""

    def __init__(self, store: Store) -> None:
        self._engine = reading_engine(store.engine)
        self.epoch = prepare_feed(store.engine)
        self._tail = Tail(self.head)

    def head(self) -> int:
        """The last sequence, 0 for an empty feed."""
        head: int = ask(self._engine, lambda connection: connection.scalars(_HEAD).one())
        return head

    def read(self, after: int, limit: int) -> Sequence[FeedRow]:
        """At most ``limit`` rows after a sequence, in order."""
        asked = {"after": after, "limit": limit}
        return [_row(row) for row in ask(self._engine, lambda connection: connection.execute(_PAGE, asked).all())]

    def seen(self, actor: Actor, after: int, limit: int) -> Sequence[bytes]:
        """The same rows as somebody is shown them: what he is not shown never leaves the database."""
        page, asked = _shown_to(actor), {"after": after, "limit": limit}
        found = ask(self._engine, lambda connection: connection.execute(page, asked).all())
        epoch = self.epoch
        return [_seen(epoch, sequence, body, lead) for sequence, body, lead in found]

    def row(self, sequence: int) -> FeedRow | None:
        """The row at a sequence, if the feed has come that far."""
        asked = {"sequence": sequence}
        found = ask(self._engine, lambda connection: connection.execute(_ONE, asked).one_or_none())
        return None if found is None else _row(found)

    def wait(self, after: int, timeout: float) -> bool:
        """Whether there is a row after a sequence, as soon as there is one."""
        return self.head() > after or self._tail.wait(after, timeout)

    def on_moved(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Call ``listener`` with the head as last seen, and whenever it moved; gives back the end of it."""
        return self._tail.listen(listener)

    def moved(self) -> None:
        """Rows were added in this process: look at once."""
        self._tail.look()

    def close(self) -> None:
        """End the thread, and give the connections back."""
        self._tail.close()
        self._engine.dispose()


@contextmanager
def open_feed(store: Store) -> Iterator[StoredFeed]:
    """The feed of a store, for as long as the block lasts."""
    feed = StoredFeed(store)
    try:
        yield feed
    finally:
        feed.close()


def token(type_: str, office: str, division: str, addressee: str = "") -> str:
    """Where a bus puts a row: where the lead lies, level by level, the office that answers, the type without dots.

    Always as many words, so that each has its place: ``37.01.04.014.-.370104014.chufei_lead_moved_v1``.
    """
    type_ = type_.replace(".", "_")
    if addressee:
        return f"to-{addressee}.{type_}"
    code = significant(division)
    area = (code[start:end] if len(code) >= end else NOWHERE for start, end in pairwise((0, *LEVELS)))
    return ".".join((*area, office or NOWHERE, type_))


@lru_cache(maxsize=256)
def _shown_to(actor: Actor) -> Select[Any]:
    """A page as somebody is shown it; kept, because to write it costs as much as to read a hundred rows."""
    page = select(FEED, sight_in_sql(FEED, actor).label("sight")).where(F.sequence > bindparam("after"))
    rows = page.order_by(F.sequence).limit(bindparam("limit")).subquery()
    body = case((rows.c.sight == Sight.SHOWN.value, rows.c.body))
    lead = case((rows.c.sight == Sight.WITHDRAWN.value, rows.c.lead))
    return select(rows.c.sequence, body, lead).order_by(rows.c.sequence)


def _seen(epoch: str, sequence: int, body: bytes | None, lead: str | None) -> bytes:
    if body is not None:
        return body
    return withheld(epoch, sequence) if lead is None else withdrawn(epoch, sequence, lead)


def _row(row: Any) -> FeedRow:  # noqa: ANN401 - a row of the database
    sequence, type_, body, digest, lead, office, division, was_office, was_division, addressee = row
    return FeedRow(
        sequence, type_, token(type_, office, division, addressee), bytes(body), digest, lead, office, division,
        was_office, was_division, addressee,
    )  # fmt: skip
