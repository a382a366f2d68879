"""The one writer of this process: stores what is waiting in one transaction and tells each command its outcome."""

from asyncio import AbstractEventLoop, Future, get_running_loop
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Final

from adapters.store.batch import Accepted, Command, Outcome
from domain.errors import StoreUnavailable
from domain.words import Words

BATCH: Final = 256

Answer = Outcome | BaseException
AppendBatch = Callable[[Sequence[Command]], list[Outcome]]


@dataclass(frozen=True, slots=True)
class _Waiting:
    command: Command
    future: Future[Outcome]
    loop: AbstractEventLoop


class Writer:
    """A thread that appends batch after batch (group commit): the more wait, the cheaper each becomes."""

    def __init__(self, append_batch: AppendBatch, told: Callable[[int], None]) -> None:
        self._append_batch = append_batch
        self._told = told
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._open = Lock()
        self._closed = False
        self._thread = Thread(target=self._run, name="log-writer", daemon=True)
        self._thread.start()

    async def append(self, command: Command) -> Outcome:
        """The outcome, durable. Whoever stops waiting does not stop the append. Raises ``StoreUnavailable``."""
        loop = get_running_loop()
        waiting = _Waiting(command, loop.create_future(), loop)
        with self._open:
            if self._closed:
                raise StoreUnavailable(_CLOSED)
            self._queue.put(waiting)
        return await waiting.future

    def close(self) -> None:
        """Store what is waiting, take nothing more, end the thread."""
        with self._open:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        open_ = True
        while open_:
            batch, open_ = self._next_batch()
            if batch:
                self._store(batch)

    def _next_batch(self) -> tuple[list[_Waiting], bool]:
        batch: list[_Waiting] = []
        waiting = self._queue.get()
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == BATCH:
                return batch, True
            try:
                waiting = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _store(self, batch: list[_Waiting]) -> None:
        answers = self._answers([waiting.command for waiting in batch])
        for waiting, answer in zip(batch, answers, strict=True):
            waiting.loop.call_soon_threadsafe(_answer, waiting.future, answer)
        last = max((answer.last for answer in answers if isinstance(answer, Accepted)), default=0)
        if last:
            self._told(last)

    def _answers(self, commands: list[Command]) -> Sequence[Answer]:
        try:
            return self._append_batch(commands)
        except Exception as error:  # noqa: BLE001 - whatever it is, the ones who wait must hear it
            if len(commands) == 1:
                return [error]
        return [answer for command in commands for answer in self._answers([command])]


def _answer(future: Future[Outcome], answer: Answer) -> None:
    if future.done():  # its owner stopped waiting
        return
    if isinstance(answer, BaseException):
        future.set_exception(answer)
    else:
        future.set_result(answer)


_CLOSED: Final = Words("系统正在关闭，不再接受写入。", "The store is closing and takes no more writes.")
