"""The read models of one process, kept up with the log: by a thread, or inline for a command line."""

from collections.abc import Callable, Sequence
from threading import Condition
from time import monotonic, sleep
from types import TracebackType
from typing import Concatenate, Final, ParamSpec, Self, TypeVar

from sqlalchemy import Connection

from adapters.follow.health import Health, examine
from adapters.follow.quarantine import Parked, Retried, parked, retry
from adapters.follow.rebuild import rebuild
from adapters.follow.registry import Standing, prepare
from adapters.follow.runner import POLL, Runner
from adapters.follow.step import BATCH, Outcome, Stepped, Stepper
from adapters.store.store import Store
from domain.errors import NotFound, StoreUnavailable
from domain.words import Words
from projections.base import Projection

P = ParamSpec("P")
T = TypeVar("T")

BREATH: Final = 0.005
"""Seconds to leave to another process that holds the read models."""
PATIENCE: Final = 0.05
"""Seconds after which whoever waits lends a hand."""


class Followers:
    """Keeps ``projections`` up with ``store``; use as ``with Followers(store, READ_MODELS) as followers``.

    Any number of processes may follow the same log: whoever comes first takes a batch, the others pass.
    """

    def __init__(
        self, store: Store, projections: Sequence[Projection], *, batch: int = BATCH, poll: float = POLL
    ) -> None:
        self.store = store
        self.projections = tuple(projections)
        self._batch = batch
        self._stepper = Stepper(store, self.projections, batch)
        self._runner = Runner("followers", self._run, poll)
        self._moved = Condition()
        self._reached = 0

    def __enter__(self) -> Self:
        prepare(self.store.engine, self.projections)
        self._unlisten = self.store.on_appended(lambda _: self._runner.wake())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._unlisten()
        self._runner.stop()

    def start(self) -> None:
        """Follow from now on in a thread of this process; it ends with the ``with`` block."""
        self._runner.start()

    def catch_up(self, to: int | None = None, timeout: float = 60.0) -> None:
        """Take everything up to position ``to`` (by default the present end of the log) before coming back.

        Raises ``StoreUnavailable`` when it takes longer than ``timeout`` seconds (somebody else holds the read models),
        or whatever the database says.
        """
        target = self.store.head() if to is None else to
        if not self._follow(target, monotonic() + timeout):
            raise StoreUnavailable(_HELD.fill(position=target))

    def wait(self, position: int, timeout: float = 2.0) -> bool:
        """Whether every read model has taken ``position``, as soon as that is so: read your own writes.

        It does not matter which process does the work; where none does it at once, the one that waits does.
        """
        deadline = monotonic() + timeout
        with self._moved:
            patience = min(timeout, PATIENCE) if self._runner.running else 0
            if self._moved.wait_for(lambda: self._reached >= position, patience):
                return True
        return self._follow(position, deadline)

    def freshen(self, timeout: float = 2.0) -> bool:
        """Whether all that is stored by now was taken within ``timeout``."""
        return self.wait(self.store.head(), timeout)

    def ask(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a query of ``projections`` on a connection of its own."""
        with self.store.engine.connect() as connection:
            return query(connection, *args, **kwargs)

    @property
    def trouble(self) -> str:
        """Why the thread of this process stands still, if it does."""
        return self._runner.trouble

    def health(self) -> Health:
        """How the read models are, by the positions they reached."""
        return examine(self.store, self.projections, self._runner.trouble)

    def parked(self) -> tuple[Parked, ...]:
        """The events that read models could not take, and those that wait behind them, in the order of the log."""
        return self.ask(parked, self.projections)

    def retry(self, name: str = "", stream: str = "") -> Retried:
        """Try what is parked again, of one read model or all, of one stream or all. Raises ``NotFound``."""
        return retry(self.store, self._called(name) if name else self.projections, stream)

    def rebuild(self, name: str) -> Standing:
        """Build a read model anew beside the old one and swap. Raises ``NotFound`` for a name nobody has."""
        (projection,) = self._called(name)
        built = rebuild(self.store, projection, batch=self._batch)
        self._runner.wake()
        return built

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
        with self._moved:
            self._reached = max(self._reached, reached)
            self._moved.notify_all()


_UNKNOWN: Final = Words("没有名为 {name} 的台账；有：{names}。", "There is no read model {name}; there are: {names}.")
_HELD: Final = Words(
    "查询用的台账还没有跟上第 {position} 号事件：另一个进程正占用着。",
    "The read models have not come to position {position}: another process holds them.",
)
