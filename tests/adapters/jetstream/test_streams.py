"""What the relay may rest on, of a real stream and of its model alike."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from adapters.jetstream.messages import EXPECTED_LAST, ID, Message, message_of
from adapters.jetstream.nats_stream import NatsStream
from adapters.jetstream.stream import End, Lost, Missing, Stream
from tests.support.bus import EPOCH, MemoryStream, row_of


@pytest.fixture(params=["model", "nats"])
def run(request: pytest.FixtureRequest) -> Callable[[Callable[[Stream], Awaitable[None]]], None]:
    """Runs a test on a stream that is not made yet."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Stream]:
        if request.param == "model":
            yield MemoryStream(there=False)
            return
        stream = NatsStream([request.getfixturevalue("bus")], "CHUFEI", 1, {})
        try:
            yield stream
        finally:
            await stream.close()

    def on_stream(test: Callable[[Stream], Awaitable[None]]) -> None:
        async def tested() -> None:
            async with opened() as stream:
                await test(stream)

        asyncio.run(tested())

    return on_stream


def message(sequence: int, said: str = "", expected: int | None = None) -> Message:
    made = message_of(row_of(sequence, said), EPOCH, "CHUFEI")
    last = sequence - 1 if expected is None else expected
    return replace(made, headers={**made.headers, EXPECTED_LAST: str(last)})


async def stored(stream: Stream, each: Message) -> int | Lost:
    return await (await stream.publish(each))


def test_a_stream_that_is_not_made_is_missing(run: Callable[..., None]) -> None:
    async def test(stream: Stream) -> None:
        with pytest.raises(Missing):
            await stream.end()
        assert isinstance(await stored(stream, message(1)), Lost)

    run(test)


def test_a_new_stream_ends_before_its_first_sequence(run: Callable[..., None]) -> None:
    async def test(stream: Stream) -> None:
        await stream.create(41)
        assert await stream.end() == End(40)
        assert await stored(stream, message(41)) == 41

    run(test)


def test_it_ends_with_its_last_message(run: Callable[..., None]) -> None:
    async def test(stream: Stream) -> None:
        await stream.create(1)
        assert [await stored(stream, message(each)) for each in (1, 2)] == [1, 2]
        assert await stream.end() == End(2, message(2).headers[ID], message(2).digest, message(2).subject)

    run(test)


def test_a_message_is_stored_behind_the_one_it_names_or_nowhere(run: Callable[..., None]) -> None:
    async def test(stream: Stream) -> None:
        await stream.create(1)
        assert isinstance(await stored(stream, message(2)), Lost)
        assert await stored(stream, message(1)) == 1
        assert isinstance(await stored(stream, message(3)), Lost)
        assert (await stream.end()).sequence == 1

    run(test)


def test_a_message_that_is_sent_again_is_not_stored_again(run: Callable[..., None]) -> None:
    async def test(stream: Stream) -> None:
        await stream.create(1)
        assert [await stored(stream, message(each)) for each in (1, 2)] == [1, 2]
        again = await stored(stream, message(1))
        assert again == 1 or isinstance(again, Lost), "one server looks at the id first, another at the sequence"
        assert (await stream.end()).sequence == 2

    run(test)


def test_many_are_under_way_at_once_and_stored_in_order(run: Callable[..., None]) -> None:
    async def test(stream: Stream) -> None:
        await stream.create(1)
        answers = [await stream.publish(message(each)) for each in range(1, 129)]
        assert [await each for each in answers] == list(range(1, 129))

    run(test)
