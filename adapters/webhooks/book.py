"""The book of the calls: how far each subscriber is, and which process may call it, in short transactions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Engine, or_, select, update

from adapters.store.beside import prepare
from adapters.store.engine import writing
from adapters.webhooks.patience import exhausted, pause
from adapters.webhooks.tables import LANES, LEASES, METADATA
from domain.instants import microseconds
from projections.inserting import inserting, upsert
from projections.subscriptions import Subscribed
from workflows.ports import Clock

LIVE: Final = 0
"""The lane of what is new; the others are replays, by their number."""
LEASE: Final = timedelta(seconds=60)
"""Longer than any call, so that nobody else calls meanwhile."""


@dataclass(frozen=True, slots=True)
class Lane:
    """How far one lane of a subscription is. Instants in µs; 0 where there is none."""

    cursor: int
    spell: int = 0
    failures: int = 0
    failing: int = 0
    due: int = 0
    answer: str = ""
    called: int = 0

    @property
    def given_up(self) -> bool:
        """Whether the row behind the cursor has failed often enough."""
        return exhausted(self.failures)

    def in_spell(self, spell: int) -> "Lane":
        """The same for a subscription that was so often resumed: what failed before no longer counts."""
        return self if spell == self.spell else replace(self, spell=spell, failures=0, failing=0, due=0)

    def took(self, sequence: int, answer: str, now: datetime) -> "Lane":
        """After the receiver took a row."""
        at = microseconds(now)
        return replace(self, cursor=sequence, failures=0, failing=0, due=0, answer=answer, called=at)

    def passed(self, sequence: int) -> "Lane":
        """After rows up to this one were not wanted."""
        return replace(self, cursor=sequence)

    def failed(self, sequence: int, answer: str, now: datetime, wait: timedelta) -> "Lane":
        """After the receiver did not take a row; ``wait`` is how long it asked to be left alone."""
        at, failures = microseconds(now), self.failures + 1
        due = at if exhausted(failures) else microseconds(now + pause(failures, wait))
        return replace(
            self, cursor=sequence - 1, failures=failures, failing=self.failing or at, due=due, answer=answer, called=at
        )


def lane_of(subscribed: Subscribed, number: int, stored: Mapping[int, Lane]) -> Lane:
    """A lane as it is, or as it begins: at the row the subscriber asked for."""
    if number in stored:
        return stored[number].in_spell(subscribed.spell)
    first = {replay.number: replay.first - 1 for replay in subscribed.replays}
    return Lane(first.get(number, subscribed.after), spell=subscribed.spell)


class Book:
    """May be used from any thread. ``holder`` names this process, no two alike."""

    def __init__(self, engine: Engine, holder: str, clock: Clock, lease: timedelta = LEASE) -> None:
        self._engine = engine
        self._holder = holder
        self._clock = clock
        self._lease = lease
        prepare(engine, METADATA)

    def lanes(self, subscription: str) -> Mapping[int, Lane]:
        """The lanes on which something was sent or passed over."""
        return self._lanes(LANES.c.subscription == subscription).get(subscription, {})

    def all_lanes(self) -> Mapping[str, Mapping[int, Lane]]:
        """The same for everybody."""
        return self._lanes()

    def take(self, subscription: str) -> bool:
        """Take the lease; False while another process has it.

        A lease that ends later than one taken now possibly could was taken by a clock that has since been put back.
        """
        now = self._clock.now()
        over = or_(LEASES.c.until < microseconds(now), LEASES.c.until > microseconds(now + 2 * self._lease))
        free = or_(LEASES.c.holder.in_((self._holder, "")), over)
        ours = {"holder": self._holder, "until": microseconds(now + self._lease)}
        with writing(self._engine) as connection:
            insert = inserting(LEASES, connection.dialect.name).values(subscription=subscription, **ours)
            taking = insert.on_conflict_do_update(index_elements=["subscription"], set_=ours, where=free)
            return bool(connection.execute(taking.returning(LEASES.c.subscription)).all())

    def keep(self, subscription: str, number: int, lane: Lane) -> bool:
        """Note how far a lane is and renew the lease; False, and nothing noted, when that is no longer ours."""
        until = microseconds(self._clock.now() + self._lease)
        row = {"subscription": subscription, "lane": number, **{name: getattr(lane, name) for name in Lane.__slots__}}
        with writing(self._engine) as connection:
            if connection.execute(update(LEASES).where(self._mine(subscription)).values(until=until)).rowcount != 1:
                return False
            connection.execute(upsert(LANES, connection.dialect.name), row)
        return True

    def give_back(self, subscription: str) -> None:
        """Let others have the lease at once."""
        with writing(self._engine) as connection:
            connection.execute(update(LEASES).where(self._mine(subscription)).values(holder="", until=0))

    def _mine(self, subscription: str) -> Any:  # noqa: ANN401 - a condition
        return (LEASES.c.subscription == subscription) & (LEASES.c.holder == self._holder)

    def _lanes(self, *where: Any) -> dict[str, dict[int, Lane]]:  # noqa: ANN401 - conditions
        found: dict[str, dict[int, Lane]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(select(LANES).where(*where)):
                values = {name: getattr(row, name) for name in Lane.__slots__}
                found.setdefault(row.subscription, {})[row.lane] = Lane(**values)
        return found
