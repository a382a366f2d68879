"""The read models of one process, kept up with the log: by a thread, or inline for a command line."""

from collections.abc import Callable, Sequence
from threading import Condition, Event, Thread
from time import monotonic, sleep
from types import TracebackType
from typing import Concatenate, Final, ParamSpec, Self, TypeVar

import structlog
from sqlalchemy import Connection

from adapters.follow.health import Health, examine
from adapters.follow.pages import described
from adapters.follow.quarantine import Parked, Retried, parked, retry
from adapters.follow.rebuild import rebuild
from adapters.follow.registry import Standing, least, prepare
from adapters.follow.step import BATCH, Outcome, Stepped, step
from adapters.store.store import Store
from domain.errors import NotFound, StoreUnavailable
from domain.words import Words
from projections.base import Projection

P = ParamSpec("P")
T = TypeVar("T")

POLL: Final = 1.0
"""Seconds after which the log is looked at although nobody said that it grew."""
BREATH: Final = 0.01
"""Seconds to leave to another process that holds the read models."""
LONGEST_PAUSE: Final = 5.0

log = structlog.get_logger(__name__)


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
        self._poll = poll
        self._moved = Condition()
        self._reached = 0
        self._wake = Event()
        self._ending = Event()
        self._thread: Thread | None = None
        self.trouble = ""

    def __enter__(self) -> Self:
        prepare(self.store.engine, self.projections)
        self._unlisten = self.store.on_appended(lambda _: self._wake.set())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._unlisten()
        self._ending.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def start(self) -> None:
        """Follow from now on in a thread of this process; it ends with the ``with`` block."""
        self._thread = Thread(target=self._run, name="followers", daemon=True)
        self._thread.start()

    def catch_up(self, to: int | None = None, timeout: float = 60.0) -> None:
        """Take everything up to position ``to`` (by default the present end of the log) before coming back.

        Raises ``StoreUnavailable`` when somebody else holds the read models for longer than ``timeout`` seconds, or
        whatever the database says.
        """
        target = self.store.head() if to is None else to
        if not self._follow(target, timeout):
            raise StoreUnavailable(_HELD.fill(position=target))

    def wait(self, position: int, timeout: float = 2.0) -> bool:
        """Whether every read model has taken ``position``, as soon as that is so: read your own writes.

        It does not matter which process does the work.
        """
        deadline = monotonic() + timeout
        with self._moved:
            if self._moved.wait_for(lambda: self._reached >= position, min(timeout, 2 * BREATH)):
                return True
        while self._look() < position:
            if monotonic() > deadline:
                return False
            with self._moved:
                self._moved.wait(BREATH / 2)
        return True

    def freshen(self, timeout: float = 2.0) -> bool:
        """Whether all that is stored by now was taken within ``timeout``, by the thread where one runs, else inline."""
        head = self.store.head()
        return self._follow(head, timeout) if self._thread is None else self.wait(head, timeout)

    def ask(self, query: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The answer of a query of ``projections`` on a connection of its own."""
        with self.store.engine.connect() as connection:
            return query(connection, *args, **kwargs)

    def health(self) -> Health:
        """How the read models are, by the positions they reached."""
        return examine(self.store, self.projections, self.trouble)

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
        self._wake.set()
        return built

    def _called(self, name: str) -> tuple[Projection, ...]:
        for projection in self.projections:
            if projection.name == name:
                return (projection,)
        names = "、".join(each.name for each in self.projections)
        raise NotFound(_UNKNOWN.fill(name=name, names=names), code="projection.unknown")

    def _follow(self, target: int, timeout: float) -> bool:
        deadline = monotonic() + timeout
        while self._step().reached < target:
            if monotonic() > deadline:
                return False
        return True

    def _step(self) -> Stepped:
        stepped = step(self.store, self.projections, self._batch)
        self._tell(stepped.reached)
        if stepped.outcome is Outcome.BUSY:
            sleep(BREATH)
        return stepped

    def _look(self) -> int:
        """How far all read models are, whoever took them there."""
        with self.store.engine.connect() as connection:
            reached = least(connection, self.projections)
        self._tell(reached)
        return reached

    def _tell(self, reached: int) -> None:
        with self._moved:
            self._reached = max(self._reached, reached)
            self._moved.notify_all()

    def _run(self) -> None:
        pause = BREATH
        while not self._ending.is_set():
            self._wake.clear()
            try:
                outcome = self._step().outcome
            except Exception as error:  # noqa: BLE001 - whatever it is passes, or somebody reads it in health
                self.trouble = described(error)
                log.warning("read models stand still", error=self.trouble, again_in=pause)
                self._ending.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            self.trouble, pause = "", BREATH
            if outcome is Outcome.IDLE:
                self._wake.wait(self._poll)


_UNKNOWN: Final = Words("没有名为 {name} 的台账；有：{names}。", "There is no read model {name}; there are: {names}.")
_HELD: Final = Words(
    "查询用的台账还没有跟上第 {position} 号事件：另一个进程正占用着。",
    "The read models have not come to position {position}: another process holds them.",
)
