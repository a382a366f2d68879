"""One event loop on a thread of its own: the commands of every thread take the same way through it."""

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class Loop:
    """Made by ``running_loop``. ``run`` may be called from any thread but the loop's own."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What the coroutine gives, or raises what it raises."""
        return self.begin(work).result()

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Start the coroutine and come back; its result is waited for elsewhere."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)


@contextmanager
def running_loop() -> Iterator[Loop]:
    """A loop that runs until the block ends; what it started in other threads is waited for."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="commands", daemon=True)
    thread.start()
    try:
        yield Loop(loop)
        asyncio.run_coroutine_threadsafe(loop.shutdown_default_executor(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
