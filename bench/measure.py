"""How one competitor is timed: as many at once as asked, for as long as asked, every single act with its own time."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Sample:
    """What was done in one go: acts per second; how long one took at the median, for the slowest 5 % and 1 %, in s."""

    rate: float
    p50: float
    p95: float
    p99: float


def sample(times: list[float], seconds: float, weight: int = 1) -> Sample:
    """From the time each act took; ``weight`` things were done in each. Raises ``ValueError`` when nothing was done."""
    if not times:
        msg = "nothing was finished in the time given"
        raise ValueError(msg)
    ordered = sorted(times)
    return Sample(len(times) * weight / seconds, *(ordered[int(len(ordered) * part)] for part in (0.5, 0.95, 0.99)))


def alone(act: Callable[[], object], seconds: float, weight: int = 1) -> Sample:
    """One after the other, at least once."""
    times: list[float] = []
    start = now = _quiet()
    while not times or now < start + seconds:
        before, _ = now, act()
        now = perf_counter()
        times.append(now - before)
    return sample(times, now - start, weight)


def together(many: int, act: Callable[[int], Awaitable[object]], seconds: float) -> Sample:
    """``many`` tasks of one event loop, each doing one after the other; ``act`` gets the number of its task."""
    times: list[float] = []

    async def work(task: int) -> None:
        while (before := perf_counter()) < until:
            await act(task)
            times.append(perf_counter() - before)

    async def everyone() -> float:
        async with asyncio.TaskGroup() as group:
            for task in range(many):
                group.create_task(work(task))
        return perf_counter()

    start = _quiet()
    until = start + seconds
    return sample(times, asyncio.run(everyone()) - start)


def in_threads(many: int, act: Callable[[int], object], seconds: float) -> Sample:
    """``many`` threads, each doing one after the other; ``act`` gets the number of its thread."""
    times: list[float] = []
    ready = Barrier(many)

    def work(thread: int) -> tuple[float, float]:
        ready.wait()
        first = before = perf_counter()
        while before < first + seconds:
            act(thread)
            after = perf_counter()
            times.append(after - before)
            before = after
        return first, before

    _quiet()
    with ThreadPoolExecutor(many) as pool:
        spans = list(pool.map(work, range(many)))
    return sample(times, max(end for _, end in spans) - min(begin for begin, _ in spans))


def _quiet() -> float:
    """Clear up before a measurement, so that nobody pays for the one before; the time when that is done."""
    gc.collect()
    return perf_counter()
