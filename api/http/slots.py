"""Two passwords at a time: each costs memory and a core, and a storm of sign-ins must not take the house down."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Concatenate, Final, ParamSpec, TypeVar

from fastapi import Depends, Request

from workflows.identity.refusals import BUSY, throttled

P = ParamSpec("P")
A = TypeVar("A")
T = TypeVar("T")

AT_ONCE: Final = 2
WAITING: Final = 100
"""So many may wait, a second or two; whoever comes then is asked to come again."""


class Slots:
    """Made once for an application; whoever waits takes no thread."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)
        self._inside = 0

    async def do(self, work: Callable[Concatenate[A, P], T], first: A, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do the work in a thread when it is its turn. Raises ``TooOften`` where too many wait, and what it raises."""
        if self._inside >= WAITING:
            raise throttled(timedelta(seconds=2), BUSY)
        self._inside += 1
        try:
            async with self._free:
                return await asyncio.to_thread(work, first, *args, **kwargs)
        finally:
            self._inside -= 1


async def slots(request: Request) -> Slots:
    """The slots of this application."""
    found: Slots = request.app.state.slots
    return found


InTurn = Annotated[Slots, Depends(slots)]
