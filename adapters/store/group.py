"""One thread for what is dear to do once and cheap to do for many: it takes all who wait and answers them together."""

from asyncio import AbstractEventLoop, Future, get_running_loop
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Final, Generic, TypeVar

from domain.errors import StoreUnavailable
from domain.words import Words

Q = TypeVar("Q")
A = TypeVar("A")

SIZE: Final = 256
"""How many are answered together at most."""


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Q, A]):
    question: Q
    future: Future[A]
    loop: AbstractEventLoop


class Group(Generic[Q, A]):
    """Answers questions batch by batch, in the order they came; ``work`` runs in a thread of the group's own.

    ``work`` gives back one answer for each question, an exception among them being raised where it was asked.
    """

    def __init__(self, name: str, work: Callable[[Sequence[Q]], Sequence[A | BaseException]]) -> None:
        self._work = work
        self._queue: SimpleQueue[_Waiting[Q, A] | None] = SimpleQueue()
        self._gate = Lock()
        self._closed = False
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def ask(self, question: Q) -> Future[A]:
        """The answer to come; whoever stops waiting does not stop the work. Raises ``StoreUnavailable`` when closed.

        Questions are answered in the order in which they are asked.
        """
        loop = get_running_loop()
        future: Future[A] = loop.create_future()
        with self._gate:
            if self._closed:
                raise StoreUnavailable(_CLOSED)
            self._queue.put(_Waiting(question, future, loop))
        return future

    def close(self) -> None:
        """Answer those who wait, take no more, end the thread."""
        with self._gate:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        going = True
        while going:
            batch, going = self._next()
            if batch:
                _deliver(batch, self._answers([waiting.question for waiting in batch]))

    def _next(self) -> tuple[list[_Waiting[Q, A]], bool]:
        """Those who wait, at least one; and whether more may come."""
        batch: list[_Waiting[Q, A]] = []
        waiting = self._queue.get()
        while waiting is not None:
            batch.append(waiting)
            if len(batch) == SIZE:
                return batch, True
            try:
                waiting = self._queue.get_nowait()
            except Empty:
                return batch, True
        return batch, False

    def _answers(self, questions: Sequence[Q]) -> Sequence[A | BaseException]:
        try:
            return self._work(questions)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear it
            return [error] * len(questions)


def _deliver(batch: Sequence[_Waiting[Q, A]], answers: Sequence[A | BaseException]) -> None:
    """Wake each loop once, however many of its tasks wait."""
    by_loop: defaultdict[AbstractEventLoop, list[tuple[Future[A], A | BaseException]]] = defaultdict(list)
    for waiting, answer in zip(batch, answers, strict=True):
        by_loop[waiting.loop].append((waiting.future, answer))
    for loop, answered in by_loop.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_resolve, answered)


def _resolve(answered: list[tuple[Future[A], A | BaseException]]) -> None:
    for future, answer in answered:
        if future.done():  # its task was cancelled
            continue
        if isinstance(answer, BaseException):
            future.set_exception(answer)
        else:
            future.set_result(answer)


_CLOSED: Final = Words("系统正在关闭，不再接受写入。", "The store is closing and takes no more writes.")
