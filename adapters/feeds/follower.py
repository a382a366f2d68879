"""Fills the feed from the log, exactly once whoever else tries: its rows and its position in one transaction.

An event that cannot be told stops this follower and nothing else: the outside is told late rather than wrongly, and
health says why.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from time import monotonic, sleep
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from adapters.feeds.reading import StoredFeed
from adapters.feeds.tables import FEED, FEED_LEADS, prepare_feed
from adapters.follow.effects import begin_effect, sign_of
from adapters.follow.pages import Item, Unreadable, page
from adapters.follow.pulse import Pulse, this_process
from adapters.follow.runner import POLL, Runner
from adapters.follow.tables import EFFECTS
from adapters.store.engine import POSTGRESQL
from adapters.store.store import Store
from domain.errors import FeedStopped, LogDamaged, StoreUnavailable
from domain.feeds import FeedRightsNoted
from domain.instants import microseconds
from domain.words import Words
from projections.feeds.envelope import Outgoing, finished
from projections.feeds.facts import NOTHING, Facts, read, stored
from projections.feeds.telling import TRANSLATIONS
from projections.feeds.translating import Translated, lead_of, rights_changed, translate
from projections.sight import Reader, shown_to
from workflows.ports import Clock, Recorded

NAME: Final = "feed"
BATCH: Final = 500
"""Events of one transaction at most."""
BREATH: Final = 0.005
assert TRANSLATIONS  # noqa: S101 - importing them filled the table


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
        self._runner = Runner(NAME, self.step, poll, self._pulse.beat)
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
        """Take everything up to the present end of the log. Raises ``FeedStopped``, ``StoreUnavailable``."""
        target, until = self._store.head(), monotonic() + timeout
        while self.standing().position < target:
            if not self.step():
                sleep(BREATH)
            if monotonic() > until:
                raise StoreUnavailable(_HELD.fill(position=target))

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
            told = _told(connection, items)
        done = self._write(before, told)
        if done:
            self._pulse.reached(told.last)
            self._moved()
        return not done or told.last < items[-1].position or len(items) == self._batch

    def _write(self, before: Standing, told: "_Told") -> bool:
        """Write it all in one transaction; False where another one has been there meanwhile."""
        with self._store.writing() as connection:
            if not _claim(connection, before.position, told.last):
                return False
            rows = [_row(out, self._epoch, number) for number, out in enumerate(told.rows, before.sequence + 1)]
            if rows:
                connection.execute(FEED.insert(), rows)
            if told.facts:
                connection.execute(_remember(connection), [_remembered(*each) for each in told.facts.items()])
        return True


@contextmanager
def filling(store: Store, feed: StoredFeed, clock: Clock) -> Iterator[FeedFollower]:
    """Who fills a feed, for as long as the block lasts; whoever waits in this process is woken by him."""
    follower = FeedFollower(store, clock=clock, moved=feed.moved)
    try:
        yield follower
    finally:
        follower.stop()


class _Told(NamedTuple):
    """What a page of the log tells: up to which position, the rows, what is known of its leads from now on."""

    last: int
    rows: Sequence[Outgoing]
    facts: Mapping[str, Facts]


def _told(connection: Connection, items: Sequence[Item]) -> _Told:
    """As many events as can be told together: up to one that changes somebody's rights, or that cannot be told."""
    first = items[0]
    if isinstance(first, Recorded) and isinstance(first.event, FeedRightsNoted):
        return _Told(first.position, _of_rights(connection, first, first.event), {})
    facts = _known(connection, items)
    touched: dict[str, Facts] = {}
    rows: list[Outgoing] = []
    last = first.position - 1
    for item in items:
        if isinstance(item, Recorded) and isinstance(item.event, FeedRightsNoted):
            break
        try:
            translated = _one(item, facts)
        except FeedStopped:
            if last < first.position:
                raise
            break
        if translated.now is not facts.get(translated.lead, NOTHING):
            facts[translated.lead] = touched[translated.lead] = translated.now
        rows += translated.out
        last = item.position
    return _Told(last, rows, touched)


def _one(item: Item, facts: Mapping[str, Facts]) -> Translated:
    """What one event tells, its forms tried. Raises ``FeedStopped``, which names its position and kind alone."""
    if isinstance(item, Unreadable):
        raise FeedStopped(_UNTOLD.fill(position=item.position, why=item.error))
    try:
        translated = translate(item, facts.get(lead_of(item), NOTHING))
        for out in translated.out:
            finished(out, "", 0)
    except Exception as error:
        why = f"{item.name}, {type(error).__name__}"
        raise FeedStopped(_UNTOLD.fill(position=item.position, why=why)) from error
    return translated


def _of_rights(connection: Connection, recorded: Recorded, event: FeedRightsNoted) -> tuple[Outgoing, ...]:
    """The leads somebody lost, as they lie at this position; nothing for who had no rights before."""
    if not event.was_office:
        return ()
    leads = FEED_LEADS.c
    before = shown_to(Reader(event.was_office, event.was_division), FEED_LEADS)
    now = shown_to(Reader(event.office, event.division), FEED_LEADS) if event.office else leads.lead == ""
    lost = select(leads.lead, leads.office, leads.division).where(before, ~now).order_by(leads.lead)
    gained = connection.scalar(select(exists().where(now, ~before)))
    rows = [(row.lead, row.office, row.division) for row in connection.execute(lost)]
    return rights_changed(recorded, rows, gained=bool(gained))


def _standing(connection: Connection) -> Standing:
    """Raises ``LogDamaged`` where the feed has rows of events that it is said not to have taken."""
    last = select(func.coalesce(func.max(FEED.c.sequence), 0), func.coalesce(func.max(FEED.c.position), 0))
    sequence, told = connection.execute(last).one()
    position: int = connection.scalars(select(EFFECTS.c.position).where(EFFECTS.c.name == NAME)).one()
    if told > position:
        raise LogDamaged(_AHEAD.fill(told=told, position=position))
    return Standing(position, sequence)


def _known(connection: Connection, items: Iterable[Item]) -> dict[str, Facts]:
    """What is remembered of the leads that these events are about."""
    leads = {lead_of(item) for item in items if isinstance(item, Recorded)} - {""}
    rows = connection.execute(select(FEED_LEADS.c.lead, FEED_LEADS.c.facts).where(FEED_LEADS.c.lead.in_(leads)))
    return {row.lead: read(row.facts) for row in rows}


def _claim(connection: Connection, position: int, last: int) -> bool:
    """Move on from a position if the feed still stands there and nobody else is at work; the row is the lock."""
    here = (EFFECTS.c.name == NAME) & (EFFECTS.c.position == position)
    free = select(EFFECTS.c.name).where(here).with_for_update(skip_locked=True)
    moving = update(EFFECTS).where(here, EFFECTS.c.name.in_(free)).values(position=last)
    return connection.execute(moving).rowcount == 1


def _row(out: Outgoing, epoch: str, sequence: int) -> dict[str, object]:
    body = finished(out, epoch, sequence)
    return {
        "sequence": sequence, "position": out.position, "type": out.type, "stream": out.stream,
        "lead": out.lead, "office": out.office, "division": out.division, "was_office": out.was_office,
        "was_division": out.was_division, "addressee": out.addressee, "recorded_at": microseconds(out.recorded),
        "body": body, "digest": sha256(body).hexdigest(),
    }  # fmt: skip


def _remembered(lead: str, facts: Facts) -> dict[str, object]:
    return {"lead": lead, "office": facts.office, "division": facts.division, "facts": stored(facts)}


def _remember(connection: Connection) -> Any:  # noqa: ANN401 - an insert of either dialect
    insert = (postgresql.insert if connection.dialect.name == POSTGRESQL else sqlite.insert)(FEED_LEADS)
    told = {name: insert.excluded[name] for name in ("office", "division", "facts")}
    return insert.on_conflict_do_update(index_elements=["lead"], set_=told)


_UNTOLD: Final = Words(
    "对外事件流停在第 {position} 号事件之前：它不能按声明的内容对外说明（{why}）。",
    "The feed stands before event {position}, which cannot be told in the forms declared ({why}).",
)
_AHEAD: Final = Words(
    "对外事件流已有第 {told} 号事件的内容，但记录的位置只到第 {position} 号：数据库表被改动过。",
    "The feed tells of event {told}, but is said to have come to {position} only: its tables were changed.",
)
_HELD: Final = Words(
    "对外事件流还没有跟上第 {position} 号事件：另一个进程正占用着。",
    "The feed has not come to position {position}: another process holds it.",
)
