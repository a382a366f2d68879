"""The read models of one process, kept up with the log: by a thread, or inline for a command line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from threading import Condition, Lock
from time import monotonic, sleep
from types import TracebackType
from typing import Concatenate, Final, ParamSpec, Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from adapters.clock import SystemClock
from adapters.faults import told_as_faults
from adapters.follow.health import examine
from adapters.follow.pulse import Pulse, this_process
from adapters.follow.quarantine import Parked, Retried, held, parked, retry
from adapters.follow.rebuild import rebuild
from adapters.follow.registry import Standing, prepare
from adapters.follow.runner import POLL, Runner
from adapters.follow.step import BATCH, Outcome, Stepped, Stepper
from adapters.follow.versions import Migrated, Told, migrate, sign_of
from adapters.store.store import Store
from domain.errors import NotFound, StoreUnavailable
from domain.words import Words
from projections.base import Projection
from workflows.health import Followed, Health, Held
from workflows.ports import Clock

P = ParamSpec("P")
T = TypeVar("T")

BREATH: Final = 0.005
"""Seconds to leave to another process that holds the read models."""
LARGER: Final = 8
"""So many times more events does a rebuild take at once: nobody waits for its rows, and more of them are the same."""
PATIENCE: Final = 0.05
"""Seconds after which whoever waits lends a hand."""


class Followers:
    """Keeps ``projections`` up with ``store``; use as ``with Followers(store, READ_MODELS) as followers``.

    Any number of processes may follow the same log: whoever comes first takes a batch, the others pass. What this
    version of the program lacks is built before anybody reads (``migrate``). ``holder`` names this process, no two
    alike.
    """

    def __init__(
        self,
        store: Store,
        projections: Sequence[Projection],
        *,
        clock: Clock | None = None,
        holder: str = "",
        batch: int = BATCH,
        poll: float = POLL,
    ) -> None:
        self.store = store
        self.projections = tuple(projections)
        self._batch = batch
        self._clock = clock or SystemClock()
        self._stepper = Stepper(store, self.projections, batch)
        signed = [sign_of(each.name, each.version) for each in projections]
        self._pulse = Pulse(store.engine, signed, holder or this_process(), self._clock)
        self._runner = Runner("followers", self._run, poll, self._pulse.beat)
        self._migrated = False
        self._migrating = Lock()
        self._moved = Condition()
        self._reached = 0
        self._beside: list[Callable[[], Iterable[Followed]]] = []

    def __enter__(self) -> Self:
        prepare(self.store.engine, self.projections)
        self._unlisten = self.store.on_appended(lambda _: self._runner.wake())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._unlisten()
        if self._runner.stop():
            self._pulse.end()

    def start(self) -> None:
        """Follow from now on in a thread of this process; it ends with the ``with`` block.

        Comes back when everything can be read, be it that a new version had to be built first.
        """
        self._ready()
        self._runner.start()

    def migrate(self, told: Told | None = None) -> Migrated:
        """Build the read models of this version that are not there, take away older ones that nobody follows.

        Older ones serve on meanwhile. It is done by itself before the first question; done before a server is started,
        nobody waits.
        """
        with self._migrating:
            now = self._clock.now()
            done = migrate(self.store, self.projections, now, batch=self._batch, told=told or _nobody)
            self._migrated = True
        return done

    @told_as_faults()
    def catch_up(self, to: int | None = None, timeout: float = 60.0) -> None:
        """Take everything up to position ``to`` (by default the present end of the log) before coming back.

        Raises ``StoreUnavailable`` when it takes longer than ``timeout`` seconds (somebody else holds the read models),
        or where the database cannot be used; ``LogDamaged`` for a hole in the log.
        """
        self._ready()
        target = self.store.head() if to is None else to
        if not self._follow(target, monotonic() + timeout):
            raise StoreUnavailable(_HELD.fill(position=target))

    @told_as_faults()
    def wait(self, position: int, timeout: float = 2.0) -> bool:
        """Whether every read model has taken ``position``, as soon as that is so: read your own writes.

        It does not matter which process does the work; where none does it at once, the one that waits does.
        """
        self._ready()
        deadline = monotonic() + timeout
        self._runner.hurry()
        with self._moved:
            patience = min(timeout, PATIENCE) if self._runner.running else 0
            if self._moved.wait_for(lambda: self._reached >= position, patience):
                return True
        return self._follow(position, deadline)

    def freshen(self, timeout: float = 2.0) -> bool:
        """Whether all that is stored by now was taken within ``timeout``."""
        return self.wait(self.store.head(), timeout)

    @told_as_faults()
    def ask(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a query of ``projections`` on a connection of its own.

        Raises ``StoreUnavailable`` where a newer program has taken away what this one reads, or where the database
        cannot be used.
        """
        self._ready()
        try:
            with self.store.engine.connect() as connection:
                return query(connection, *args, **kwargs)
        except DatabaseError:
            self._stepper.look()
            raise

    @property
    def trouble(self) -> str:
        """Why the thread of this process stands still, if it does."""
        return self._runner.trouble

    @told_as_faults()
    def health(self) -> Health:
        """How all who follow this log are, in whatever process, by their positions and signs of life."""
        found = examine(self.store, self.projections, self._clock.now(), self._runner.trouble)
        beside = (each for look in self._beside for each in look())
        return replace(found, followers=(*found.followers, *beside))

    def beside(self, look: Callable[[], Iterable[Followed]]) -> None:
        """Let health also tell of those who are followed in a way of their own."""
        self._beside.append(look)

    @told_as_faults()
    def parked(self) -> tuple[Parked, ...]:
        """The events that read models could not take, and those that wait behind them, in the order of the log."""
        with self.store.engine.connect() as connection:
            return parked(connection, self.projections)

    @told_as_faults()
    def held(self) -> tuple[Held, ...]:
        """The same by read model and stream."""
        with self.store.engine.connect() as connection:
            return held(connection, self.projections)

    def retry(self, name: str = "", stream: str = "") -> Retried:
        """Try what is parked again, of one read model or all, of one stream or all. Raises ``NotFound``."""
        wanted = self._called(name) if name else self.projections
        self._ready()
        return retry(self.store, wanted, stream)

    def rebuild(self, *names: str) -> tuple[Standing, ...]:
        """Build read models anew beside the old ones and swap; all of them where none is named.

        Raises ``NotFound`` for a name nobody has.
        """
        wanted = tuple(each for name in names for each in self._called(name)) or self.projections
        self._ready()
        built = rebuild(self.store, wanted, batch=LARGER * self._batch)
        self._runner.wake()
        return built

    def _ready(self) -> None:
        if not self._migrated:
            self.migrate()

    def _called(self, name: str) -> tuple[Projection, ...]:
        for projection in self.projections:
            if projection.name == name:
                return (projection,)
        names = "、".join(each.name for each in self.projections)
        raise NotFound(_UNKNOWN.fill(name=name, names=names), code="projection.unknown")

    def _follow(self, target: int, deadline: float) -> bool:
        while self._reached < target:
            stepped = self._step(target)
            if stepped.reached < target and stepped.outcome is not Outcome.MORE:
                sleep(BREATH)
            if monotonic() > deadline:
                return self._reached >= target
        return True

    def _run(self) -> bool:
        outcome = self._step().outcome
        if outcome is Outcome.BUSY:
            sleep(BREATH)
        return outcome is not Outcome.IDLE

    def _step(self, wanted: int | None = None) -> Stepped:
        stepped = self._stepper.step(wanted)
        self._tell(stepped.reached)
        return stepped

    def _tell(self, reached: int) -> None:
        self._pulse.reached(reached)
        with self._moved:
            self._reached = max(self._reached, reached)
            self._moved.notify_all()


def _nobody(_reached: int, _head: int) -> None:
    """Tell nobody how far it is."""


_UNKNOWN: Final = Words("没有名为 {name} 的台账；有：{names}。", "There is no read model {name}; there are: {names}.")
_HELD: Final = Words(
    "查询用的台账还没有跟上第 {position} 号事件：另一个进程正占用着。",
    "The read models have not come to position {position}: another process holds them.",
)
