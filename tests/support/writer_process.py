"""A process that appends for as long as it is let: ``python -m tests.support.writer_process URL FOLDER NAME START…``.

One task per START, each on a stream of its own; every command id is told on stdout once it is known to be stored.
"""

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

from adapters.store.store import Store
from tests.support.samplelog import OPENED, Noted, Person, appending, sample_store
from workflows.ports import Stored


async def write(store: Store, name: str, task: int, start: int, until: int) -> None:
    """Commands ``start``, ``start + 1`` …; the first may have been stored before: it is sent again."""
    stream = f"sample/{name}-{task}"
    head = store.tail(stream).head
    for number in range(start, until):
        command_id = f"{name}-{task}-{number}"
        about = replace(OPENED, reporter=Person(ref=f"{name}-{task}-{number // 10}", name="示例"))
        events = ((stream, Noted(text=str(number))), (stream, about))[: 1 + number % 2]
        answer = await store.append(appending(*events, expect={stream: head}, command_id=command_id))
        assert isinstance(answer, Stored)
        head = answer.heads[stream]
        print(command_id, flush=True)


async def main(url: str, folder: str, name: str, until: int, starts: list[int]) -> None:
    with sample_store(url, Path(folder)) as store:
        await asyncio.gather(*(write(store, name, task, start, until) for task, start in enumerate(starts)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), list(map(int, sys.argv[5:]))))
