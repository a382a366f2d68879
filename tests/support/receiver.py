"""A receiver of webhooks on a port of its own, which answers as a test says: properly, badly, late or not at all."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from queue import Queue
from threading import Thread
from typing import Final, NamedTuple

OK: Final = b"HTTP/1.1 204 No Content\r\n\r\n"


class Called(NamedTuple):
    """One call, as it came in."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The id of the message."""
        return self.headers["webhook-id"]

    @property
    def sequence(self) -> int:
        """The row of the feed."""
        return int(self.id.rpartition(":")[2])


class Reply(NamedTuple):
    """What to send back, after how long; ``cut`` hangs up afterwards, or before where there is nothing to send."""

    raw: bytes = OK
    after: float = 0.0
    cut: bool = False


def status(code: int, *headers: str) -> Reply:
    """An answer without a body."""
    lines = (f"HTTP/1.1 {code} Said", "content-length: 0", *headers, "", "")
    return Reply("\r\n".join(lines).encode())


TAKEN: Final = Reply()


@dataclass
class Receiver:
    """What was received. ``answer`` is asked for each call."""

    answer: Callable[[Called], Reply]
    host: str
    port: int = 0
    calls: list[Called] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0
    ending: asyncio.Event = field(default_factory=asyncio.Event)
    served: dict[asyncio.StreamWriter, "asyncio.Task[None] | None"] = field(default_factory=dict)

    @property
    def sequences(self) -> list[int]:
        """The rows in the order in which they came."""
        return [each.sequence for each in self.calls]

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        self.connections += 1
        self.served[writer] = asyncio.current_task()
        with suppress(asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            while await self._one(reader, writer):
                pass
        writer.close()

    async def hang_up(self) -> None:
        """End every connection, and wait until that is so."""
        self.ending.set()
        for writer in self.served:
            writer.transport.abort()
        await asyncio.gather(*(task for task in self.served.values() if task is not None))

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        pairs = (line.partition(":") for line in head[1:] if line)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        called = Called(head[0], headers, await reader.readexactly(int(headers["content-length"])))
        self.calls.append(called)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            reply = self.answer(called)
            if reply.after:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.ending.wait(), reply.after)
        finally:
            self.at_once -= 1
        writer.write(reply.raw)
        await writer.drain()
        return not reply.cut and not self.ending.is_set()


@asynccontextmanager
async def receiving(
    answer: Callable[[Called], Reply] = lambda _: TAKEN, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Receiver]:
    """A receiver that listens until the block ends."""
    receiver = Receiver(answer, host)
    server = await asyncio.start_server(receiver.hear, host, 0, ssl=tls)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()
        await receiver.hang_up()


@contextmanager
def receiving_beside(answer: Callable[[Called], Reply] = lambda _: TAKEN) -> Iterator[Receiver]:
    """A receiver in a thread of its own, for tests that have no loop."""
    begun: Queue[tuple[Receiver, asyncio.AbstractEventLoop, asyncio.Event]] = Queue()

    async def live() -> None:
        async with receiving(answer) as receiver:
            enough = asyncio.Event()
            begun.put((receiver, asyncio.get_running_loop(), enough))
            await enough.wait()

    thread = Thread(target=lambda: asyncio.run(live()))
    thread.start()
    receiver, loop, enough = begun.get(timeout=10)
    try:
        yield receiver
    finally:
        loop.call_soon_threadsafe(enough.set)
        thread.join()
