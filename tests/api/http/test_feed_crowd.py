"""Two hundred readers of the stream at once, every tenth of whom keeps dropping out: each gets everything once."""

import asyncio
from itertools import count
from typing import Final

import pytest

from api.http import feed
from tests.api.http.conftest import Served
from tests.api.http.feeding import register
from workflows.scopes import Scope

READERS: Final = 200
LEADS: Final = 40


async def read(host: str, port: int, token: str, upto: int, drop_after: int) -> list[int]:
    """The sequences a reader got; where he drops out he comes back with the last one."""
    got: list[int] = []
    while not got or got[-1] < upto:
        reader, writer = await asyncio.open_connection(host, port)
        last = f"Last-Event-ID: {got[-1]}\r\n" if got else ""
        head = f"GET /v1/feed/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n{last}\r\n"
        writer.write(head.encode())
        for taken in count():
            if taken == drop_after or (got and got[-1] >= upto):
                break
            got.append(await _next(reader))
        writer.close()
    return got


async def _next(reader: asyncio.StreamReader) -> int:
    """The id of the next event, once its blank line was read."""
    id_ = 0
    while True:
        line = await reader.readline()
        assert line, "the stream ended"
        if line.startswith(b"id: "):
            id_ = int(line[4:])
        elif id_ and not line.strip():
            return id_


def test_a_crowd_gets_everything_once(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "AT_ONCE", 2 * READERS)  # one account stands for them all
    token = served.app.tokens.mint("qj-01", [Scope.FEED], days=1)
    host, _, port = served.address.removeprefix("http://").partition(":")

    async def crowd() -> list[list[int]]:
        readers = [
            asyncio.create_task(read(host, int(port), token, LEADS, 5 + number if number % 10 == 0 else 1_000))
            for number in range(READERS)
        ]
        for number in range(LEADS):
            await asyncio.to_thread(register, served.app, f"lead{number}")
        return await asyncio.gather(*readers)

    exact = list(range(1, LEADS + 1))
    assert asyncio.run(crowd()) == [exact] * READERS
