"""Fills the feed from the log, exactly once whoever else tries: its rows and its position in one transaction.

An event that cannot be told stops this follower and nothing else: the outside is told late rather than wrongly, and
health says why.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Final, NamedTuple

from sqlalchemy import Connection, select, update

from adapters.feeds.filling import Place, told, write
from adapters.feeds.reading import StoredFeed
from adapters.feeds.tables import FEED, prepare_feed
from adapters.follow.effects import begin_effect, sign_of
from adapters.follow.pages import page
from adapters.follow.pulse import Pulse, this_process
from adapters.follow.runner import POLL, Runner
from adapters.follow.tables import EFFECTS
from adapters.store.store import Store
from domain.errors import LogDamaged, StoreUnavailable
from domain.words import Words
from workflows.ports import Clock

NAME: Final = "feed"
BATCH: Final = 500
"""Events of one transaction at most."""
BREATH: Final = 0.005
PACE: Final = 0.002
"""Seconds from one step to the next in a flow: other systems wait for it, and nobody of them can be in a hurry."""


class Standing(NamedTuple):
    """How far the feed is: the last event of the log it took, and its last sequence."""

    position: int
    sequence: int


class FeedFollower:
    """Keeps the feed of a store up with its log. ``moved`` is called after rows were added in this process."""

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock,
        moved: Callable[[], None] = lambda: None,
        holder: str = "",
        batch: int = BATCH,
        poll: float = POLL,
    ) -> None:
        self._store = store
        self._batch = batch
        self._moved = moved
        self._epoch = prepare_feed(store.engine)
        begin_effect(store.engine, NAME)
        self._pulse = Pulse(store.engine, [sign_of(NAME)], holder or this_process(), clock)
        self._runner = Runner(NAME, self.step, poll, self._pulse.beat, pace=PACE)
        self._unlisten = store.on_appended(lambda _: self._runner.wake())

    def start(self) -> None:
        """Follow in a thread until ``stop``."""
        self._runner.start()

    def stop(self) -> None:
        """End after the step at hand."""
        self._unlisten()
        if self._runner.stop():
            self._pulse.end()

    @property
    def trouble(self) -> str:
        """Why the thread stands still, if it does."""
        return self._runner.trouble

    def standing(self) -> Standing:
        """How far the feed is."""
        with self._store.engine.connect() as connection:
            return _standing(connection)

    def catch_up(self, timeout: float = 60.0) -> None:
        """Take everything up to the present end of the log.

        Raises ``FeedStopped``; ``StoreUnavailable`` when nothing moves for ``timeout`` seconds: another one holds it.
        """
        target, reached, until = self._store.head(), -1, monotonic() + timeout
        while (position := self.standing().position) < target:
            if position > reached:
                reached, until = position, monotonic() + timeout
            elif monotonic() > until:
                raise StoreUnavailable(_HELD.fill(position=target))
            if not self.step():
                sleep(BREATH)

    def step(self) -> bool:
        """Take the next events; whether more may wait.

        Raises ``LogDamaged`` for a hole in the log, ``FeedStopped`` where the very next event cannot be told, and what
        the database says.
        """
        with self._store.engine.connect() as connection:
            before = _standing(connection)
        items = page(self._store, before.position, self._batch, open_personal=False)
        if not items:
            return False
        with self._store.engine.connect() as connection:
            found = told(connection, items, Place(self._epoch, before.sequence))
        with self._store.writing() as connection:
            done = _claim(connection, before.position, found.last)
            if done:  # or another one has been there meanwhile: what was read counts for nothing
                write(connection, found)
        if done:
            self._pulse.reached(found.last)
            self._moved()
        return not done or found.last < items[-1].position or len(items) == self._batch


@contextmanager
def filling(store: Store, feed: StoredFeed, clock: Clock) -> Iterator[FeedFollower]:
    """Who fills a feed, for as long as the block lasts; whoever waits in this process is woken by him."""
    follower = FeedFollower(store, clock=clock, moved=feed.moved)
    try:
        yield follower
    finally:
        follower.stop()


def _standing(connection: Connection) -> Standing:
    """Raises ``LogDamaged`` where the feed has rows of events that it is said not to have taken."""
    last = select(FEED.c.sequence, FEED.c.position).order_by(FEED.c.sequence.desc()).limit(1)
    sequence, told = connection.execute(last).one_or_none() or (0, 0)
    position: int = connection.scalars(select(EFFECTS.c.position).where(EFFECTS.c.name == NAME)).one()
    if told > position:
        raise LogDamaged(_AHEAD.fill(told=told, position=position))
    return Standing(position, sequence)


def _claim(connection: Connection, position: int, last: int) -> bool:
    """Move on from a position if the feed still stands there and nobody else is at work; the row is the lock."""
    here = (EFFECTS.c.name == NAME) & (EFFECTS.c.position == position)
    free = select(EFFECTS.c.name).where(here).with_for_update(skip_locked=True)
    moving = update(EFFECTS).where(here, EFFECTS.c.name.in_(free)).values(position=last)
    return connection.execute(moving).rowcount == 1


_AHEAD: Final = Words(
    "对外事件流已有第 {told} 号事件的内容，但记录的位置只到第 {position} 号：数据库表被改动过。",
    "The feed tells of event {told}, but is said to have come to {position} only: its tables were changed.",
)
_HELD: Final = Words(
    "对外事件流还没有跟上第 {position} 号事件：另一个进程正占用着。",
    "The feed has not come to position {position}: another process holds it.",
)
