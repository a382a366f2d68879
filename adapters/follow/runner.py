"""A thread that takes steps whenever there may be something to do, and outlives every trouble."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from typing import Final

import structlog

from adapters.faults import described, standing

POLL: Final = 1.0
"""Seconds after which it looks although nobody woke it."""
PACE: Final = 0.01
"""Seconds from one step to the next, while events come in a flow and nobody waits for them."""
FIRST_PAUSE: Final = 0.01
LONGEST_PAUSE: Final = 4.0
"""Seconds; less than the time between two signs of life."""

log = structlog.get_logger(__name__)


class Runner:
    """Calls ``step`` until it says that nothing more waits, then sleeps until woken or until ``poll`` seconds passed.

    A step that raises is tried again, after pauses that grow; ``trouble`` says why, and is empty when all is well.
    Between two steps it calls ``beat`` with that trouble, so that others see the thread go round.

    In a flow of events it begins a step every ``pace`` seconds, unless somebody is in a ``hurry``: a step for each
    event costs as much as one for twenty, and whoever writes pays for it.
    """

    def __init__(
        self, name: str, step: Callable[[], bool], poll: float, beat: Callable[[str], None], *, pace: float = PACE
    ) -> None:
        self._name = name
        self._step = step
        self._poll = poll
        self._beat = beat
        self._pace = pace
        self._hurried = Event()
        self._wake = Event()
        self._ending = Event()
        self._thread: Thread | None = None
        self.trouble = ""

    @property
    def running(self) -> bool:
        """Whether the thread was started and is alive."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin. The first sign of life is given before: the first step may never come back."""
        self._beat("")
        self._thread = Thread(target=self._live, name=self._name, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There may be something to do."""
        self._wake.set()

    def hurry(self) -> None:
        """Somebody waits for what there is to do."""
        self._hurried.set()

    def stop(self) -> bool:
        """End after the step at hand; False where nothing was started."""
        self._ending.set()
        self._hurried.set()
        self._wake.set()
        if self._thread is None:
            return False
        self._thread.join()
        return True

    def _live(self) -> None:
        try:
            self._run()
        except BaseException as error:
            self._tell(f"the thread died: {standing(error)}")
            raise

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while not self._ending.is_set():
            self._wake.clear()
            self._hurried.clear()
            begun = monotonic()
            try:
                more = self._step()
                self._beat("")
            except Exception as error:  # noqa: BLE001 - whatever it is passes, or somebody reads it in health
                self._tell(standing(error))
                with suppress(OSError, ValueError):  # whoever read what we log may be gone; we go on
                    log.warning("a follower stands still", follower=self._name, error=described(error), again_in=pause)
                self._ending.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            self.trouble, pause = "", FIRST_PAUSE
            if not more:
                self._hurried.wait(max(0.0, begun + self._pace - monotonic()))
                self._wake.wait(self._poll)

    def _tell(self, trouble: str) -> None:
        self.trouble = trouble
        with suppress(Exception):  # where the database is away, nobody can be told through it
            self._beat(trouble)
