"""Follows the log with effects outside our tables: policies that send commands, relays, mail.

An effect is done first and its position moved afterwards, in a short transaction: after a crash it is done again, so it
must be idempotent. Who does the work holds a lease, a row and no lock, so that no transaction is open meanwhile; two
holders at once, after a lease ran out too early, do no harm for the same reason.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final, TypeVar

from sqlalchemy import Engine, and_, or_, select, update

from adapters.follow.pages import hole
from adapters.follow.pulse import Pulse
from adapters.follow.runner import POLL, Runner
from adapters.follow.tables import EFFECTS, METADATA
from adapters.store.beside import make
from adapters.store.engine import writing
from adapters.store.store import Store
from domain.instants import microseconds
from projections.inserting import inserting
from workflows.ports import Clock, Recorded

C = TypeVar("C")

Effect = Callable[[Recorded], None]

LEASE: Final = timedelta(seconds=30)
BATCH: Final = 50


def policy(name: str, react: Callable[[Recorded], Iterable[C]], send: Callable[[C, str], object]) -> Effect:
    """The effect of a policy: what it wants done goes out as commands with ids ``<policy>/<position>/<n>``.

    The same event gives the same ids, so that ``send`` does nothing the second time.
    """

    def effect(recorded: Recorded) -> None:
        for number, command in enumerate(react(recorded)):
            send(command, f"{name}/{recorded.position}/{number}")

    return effect


class EffectFollower:
    """Does one effect for every event, in order. ``holder`` names this process, no two alike."""

    def __init__(
        self,
        store: Store,
        name: str,
        effect: Effect,
        *,
        holder: str,
        clock: Clock,
        lease: timedelta = LEASE,
        poll: float = POLL,
    ) -> None:
        self._store = store
        self._name = name
        self._effect = effect
        self._holder = holder
        self._clock = clock
        self._lease = lease
        self._mine = and_(EFFECTS.c.name == name, EFFECTS.c.holder == holder)
        self._pulse = Pulse(store.engine, [sign_of(name)], holder, clock)
        self._runner = Runner(name, self.step, poll, self._pulse.beat)
        self._unlisten = store.on_appended(lambda _: self._runner.wake())
        begin_effect(store.engine, name)

    def start(self) -> None:
        """Follow in a thread until ``stop``."""
        self._runner.start()

    def stop(self) -> None:
        """End after the effect at hand and give the lease back."""
        self._unlisten()
        self._runner.stop()
        with writing(self._store.engine) as connection:
            connection.execute(update(EFFECTS).where(self._mine).values(holder="", until=0))
        self._pulse.end()

    @property
    def trouble(self) -> str:
        """Why the thread stands still, if it does."""
        return self._runner.trouble

    def position(self) -> int:
        """The last event whose effect was done, by whomever."""
        with self._store.engine.connect() as connection:
            position: int = connection.scalars(select(EFFECTS.c.position).where(EFFECTS.c.name == self._name)).one()
        return position

    def step(self) -> bool:
        """Do the next effects while the lease is ours; whether more may wait.

        Raises whatever the effect raises; its event is then the first of the next step.
        """
        position = self._take_lease()
        if position is None:
            return False
        events = self._store.log(position, BATCH)
        for expected, recorded in enumerate(events, position + 1):
            if recorded.position != expected:
                raise hole(expected, recorded.position)
            self._effect(recorded)
            if not self._moved(recorded.position):
                return False
            self._pulse.reached(recorded.position)
            if self._runner.running:
                self._pulse.beat()  # effects are slow: a batch of them may take longer than anybody should be silent
        return len(events) == BATCH

    def _take_lease(self) -> int | None:
        """The position to go on from, or None while somebody else works.

        A lease that ends later than one taken now possibly could was taken by a clock that has since been put back.
        """
        now = self._clock.now()
        over = or_(EFFECTS.c.until < microseconds(now), EFFECTS.c.until > microseconds(now + 2 * self._lease))
        free = or_(EFFECTS.c.holder == self._holder, over)
        taking = (
            update(EFFECTS)
            .where(EFFECTS.c.name == self._name, free)
            .values(holder=self._holder, until=microseconds(now + self._lease))
            .returning(EFFECTS.c.position)
        )
        with writing(self._store.engine) as connection:
            position: int | None = connection.scalar(taking)
        return position

    def _moved(self, position: int) -> bool:
        """Move on and renew the lease; False when it is no longer ours."""
        until = microseconds(self._clock.now() + self._lease)
        with writing(self._store.engine) as connection:
            moving = update(EFFECTS).where(self._mine).values(position=position, until=until)
            return connection.execute(moving).rowcount == 1


def begin_effect(engine: Engine, name: str) -> None:
    """Make the row that says how far an effect is, unless it is there."""
    with writing(engine) as connection:
        make(connection, METADATA)
        first = inserting(EFFECTS, connection.dialect.name).values(name=name, position=0, holder="", until=0)
        connection.execute(first.on_conflict_do_nothing())


def sign_of(name: str) -> str:
    """Under which an effect gives signs of life."""
    return f"effect:{name}"
