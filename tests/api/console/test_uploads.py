"""Bodies with photos are few at once, and nobody's slow ones keep out another's."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from api.console import uploads
from api.console.uploads import FROM_ONE, ROOM, Uploads
from domain.errors import TooOften


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "PATIENCE", 0.3)
    monkeypatch.setattr(uploads, "BREATH", 0.05)


def test_one_address_has_room_for_two_and_then_waits_while_others_come_in() -> None:
    async def work() -> None:
        there = Uploads()
        async with AsyncExitStack() as stack:
            for _ in range(FROM_ONE):
                await stack.enter_async_context(there.room("192.0.2.1"))
            with pytest.raises(TooOften) as told:
                await stack.enter_async_context(there.room("192.0.2.1"))
            assert told.value.code == "tip.throttled"
            assert "凭回执码补充" in told.value.detail.zh
            await stack.enter_async_context(there.room("192.0.2.2"))

    asyncio.run(work())


def test_all_of_one_house_are_one_address() -> None:
    async def work() -> None:
        there = Uploads()
        async with AsyncExitStack() as stack:
            for number in range(FROM_ONE):
                await stack.enter_async_context(there.room(f"2001:db8::{number + 1}"))
            with pytest.raises(TooOften):
                await stack.enter_async_context(there.room("2001:db8::99"))

    asyncio.run(work())


def test_altogether_there_is_room_for_a_few() -> None:
    async def work() -> None:
        there = Uploads()
        async with AsyncExitStack() as stack:
            for number in range(ROOM):
                await stack.enter_async_context(there.room(f"192.0.2.{number}"))
            with pytest.raises(TooOften):
                await stack.enter_async_context(there.room("198.51.100.1"))

    asyncio.run(work())


def test_nobody_is_remembered_who_has_sent_what_he_had() -> None:
    async def work() -> None:
        there = Uploads()
        async with there.room("192.0.2.1"):
            assert "192.0.2.1" in repr(vars(there))
        assert "192.0.2.1" not in repr(vars(there))

    asyncio.run(work())


def test_whoever_waits_comes_in_when_another_is_done() -> None:
    async def work() -> None:
        there = Uploads()

        async def short() -> None:
            async with there.room("192.0.2.1"):
                await asyncio.sleep(0.1)

        await asyncio.gather(*(short() for _ in range(2 * FROM_ONE)))

    asyncio.run(work())


def test_whoever_fails_gives_his_room_back() -> None:
    async def work() -> None:
        there = Uploads()
        for _ in range(2 * ROOM):
            with pytest.raises(ZeroDivisionError):
                async with there.room("192.0.2.1"):
                    raise ZeroDivisionError

    asyncio.run(work())
