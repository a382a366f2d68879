"""Asks for duplicates of many registrations at once: those that come while one question is under way share the next."""

import asyncio
from asyncio import Future, Task
from collections.abc import Sequence
from typing import Final, NamedTuple

from workflows.ports import Duplicates, Found, Registering


class _Asked(NamedTuple):
    registering: Registering
    answer: "Future[Found]"


class Together:
    """The search for duplicates, from one event loop. Alone, a registration is looked up at once.

    Each look-up waits until the index has caught up with the log: in a burst that is as dear as all the rest.
    """

    def __init__(self, duplicates: Duplicates) -> None:
        self._duplicates: Final = duplicates
        self._waiting: list[_Asked] = []
        self._asking: Task[None] | None = None

    async def find(self, registering: Registering) -> Found:
        """As ``Duplicates.find`` for one. Raises what that raises for this very command."""
        asked = _Asked(registering, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        return await asked.answer

    async def _ask(self) -> None:
        while self._waiting:
            some, self._waiting = self._waiting, []
            await self._answer(some)

    async def _answer(self, some: Sequence[_Asked]) -> None:
        try:
            found = await asyncio.to_thread(self._duplicates.find, [each.registering for each in some])
        except Exception as fault:  # noqa: BLE001 - whoever asked hears it
            if len(some) == 1:
                _tell(some[0].answer, fault)
                return
            for each in some:  # one that cannot be answered keeps no other from its answer
                await self._answer([each])
        else:
            for each, theirs in zip(some, found, strict=True):
                _tell(each.answer, theirs)


def _tell(answer: "Future[Found]", found: Found | Exception) -> None:
    if answer.done():  # whoever asked has gone
        return
    if isinstance(found, Exception):
        answer.set_exception(found)
    else:
        answer.set_result(found)
