"""A client that costs next to nothing, so that the server is measured: kept connections, bytes made ready."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from time import perf_counter
from types import TracebackType
from typing import Final, Self

from httpx2 import URL

from bench.measure import Sample, sample

LOOPBACK: Final = "127.0.0.1"
CROWD: Final = 32
"""Requests at once."""
END: Final = b"\r\n\r\n"
LENGTH: Final = b"content-length:"
LUMP: Final = 1 << 16
"""Bytes read at once of what streams."""


class Wire:
    """So many kept connections to one server; use as ``async with Wire(address, 32) as wire``."""

    def __init__(self, address: str, many: int) -> None:
        url = URL(address)
        self._host, self._port = url.host, url.port
        self._many = many
        self._open: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def __aenter__(self) -> Self:
        for _ in range(self._many):
            self._open.append(await asyncio.open_connection(self._host, self._port))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _, writer in self._open:
            writer.close()

    async def send(self, connection: int, request: bytes) -> bytes:
        """Send a request on one of the connections and give the body of its answer.

        Raises ``AssertionError`` for any answer that is no success: refusals are not what is measured.
        """
        reader, writer = self._open[connection]
        writer.write(request)
        head = await reader.readuntil(END)
        length = next((int(each[len(LENGTH) :]) for each in head.lower().split(b"\r\n") if each.startswith(LENGTH)), 0)
        body = await reader.readexactly(length)
        assert head[9:10] == b"2", head + body  # noqa: S101 - HTTP/1.1 2xx
        return body

    async def stream(self, connection: int, request: bytes) -> AsyncIterator[bytes]:
        """Send a request on one of the connections and give what comes, as it comes, until nobody asks any more."""
        reader, writer = self._open[connection]
        writer.write(request)
        head = await reader.readuntil(END)
        assert head[9:10] == b"2", head  # noqa: S101 - HTTP/1.1 2xx
        while chunk := await reader.read(LUMP):
            yield chunk


def getting(path: str, token: str) -> bytes:
    """A request of an account."""
    return f"GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\r\n".encode()


def visiting(path: str, cookie: str) -> Callable[[], bytes]:
    """The request of a browser, as often as it is asked for."""
    request = f"GET {path} HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\naccept-encoding: gzip\r\n\r\n".encode()
    return lambda: request


def posting(path: str, headers: Mapping[str, str]) -> Callable[[bytes], bytes]:
    """Makes requests ready that differ in their bodies alone."""
    lines = [f"POST {path} HTTP/1.1", "host: localhost", "content-type: application/json"]
    head = "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items())]).encode()
    return lambda body: head + b"\r\ncontent-length: %d" % len(body) + END + body


def sending(
    address: str, requests: Sequence[Callable[[], bytes]], seconds: float, weight: int = 1
) -> Callable[[], Sample]:
    """Each connection sends its own, one after the other; ``weight`` things are done by each request."""

    async def everyone() -> tuple[list[float], float]:
        times: list[float] = []
        async with Wire(address, len(requests)) as wire:
            start = perf_counter()
            until = start + seconds

            async def work(number: int) -> None:
                while (before := perf_counter()) < until:
                    await wire.send(number, requests[number]())
                    times.append(perf_counter() - before)

            await asyncio.gather(*(work(number) for number in range(len(requests))))
            return times, perf_counter() - start

    return lambda: sample(*asyncio.run(everyone()), weight)
