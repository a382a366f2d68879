"""Passwords are looked at two at a time; who waits takes no thread, and where too many wait one comes again."""

import asyncio
from threading import Lock
from time import sleep

import pytest

from api.http.slots import AT_ONCE, WAITING, Slots
from domain.errors import TooOften


class Work:
    """What is done in a slot, counted."""

    def __init__(self) -> None:
        self.inside = self.most = self.done = 0
        self._guard = Lock()

    def __call__(self, seconds: float) -> None:
        with self._guard:
            self.inside += 1
            self.most = max(self.most, self.inside)
        sleep(seconds)
        with self._guard:
            self.inside -= 1
            self.done += 1


def test_no_more_than_two_are_looked_at_at_once() -> None:
    work = Work()

    async def many() -> None:
        slots = Slots()
        await asyncio.gather(*(slots.do(work, 0.005) for _ in range(20)))

    asyncio.run(many())

    assert (work.done, work.most) == (20, AT_ONCE)


def test_who_comes_when_a_hundred_wait_is_told_to_come_again_and_nobody_else_is_troubled() -> None:
    work = Work()

    async def storm() -> list[object]:
        slots = Slots()
        return await asyncio.gather(*(slots.do(work, 0.001) for _ in range(WAITING + 7)), return_exceptions=True)

    answers = asyncio.run(storm())

    assert work.done == WAITING
    assert sum(isinstance(each, TooOften) for each in answers) == 7


def test_a_slot_is_free_again_after_what_was_done_in_it_failed() -> None:
    def fails(_: int) -> None:
        raise ValueError

    async def often() -> None:
        slots = Slots()
        for _ in range(WAITING + 1):
            with pytest.raises(ValueError, match=r"^$"):
                await slots.do(fails, 1)

    asyncio.run(often())
