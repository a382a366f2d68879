"""A way in that knows nobody: each request goes to the next of several servers, whoever sends it."""

import asyncio
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import cycle
from threading import Thread
from typing import Final

from httpx2 import AsyncClient, Timeout
from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from uvicorn import Config, Server

OWN: Final = frozenset({"connection", "keep-alive", "transfer-encoding", "server", "date"})
"""What each connection says for itself."""
NO_LIMIT: Final = Timeout(None)


class Turns:
    """The application: it passes on what came, and what was answered, as it is."""

    def __init__(self, servers: Sequence[str]) -> None:
        self._servers = cycle(servers)
        self.turns: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request to the server whose turn it is, until it is answered or nobody waits for the answer."""
        request = Request(scope, receive)
        body = await request.body()
        passing = asyncio.ensure_future(self._pass(request, body, send))
        left = asyncio.ensure_future(receive())
        await asyncio.wait({passing, left}, return_when=asyncio.FIRST_COMPLETED)
        for each in (passing, left):
            each.cancel()
        with suppress(asyncio.CancelledError):
            await passing

    async def _pass(self, request: Request, body: bytes, send: Send) -> None:
        server = next(self._servers)
        self.turns.append(server)
        headers = [(name, value) for name, value in request.headers.items() if name not in OWN]
        address = f"{server}{request.scope['raw_path'].decode()}?{request.url.query}".removesuffix("?")
        async with (
            AsyncClient(timeout=NO_LIMIT) as client,
            client.stream(request.method, address, headers=headers, content=body) as answer,
        ):
            said = [(name.lower(), value) for name, value in answer.headers.raw if name.lower().decode() not in OWN]
            await send({"type": "http.response.start", "status": answer.status_code, "headers": said})
            async for part in answer.aiter_raw():
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


@contextmanager
def taking_turns(servers: Sequence[str]) -> Iterator[tuple[str, Turns]]:
    """The way in, for as long as the block lasts, and its address."""
    turns = Turns(servers)
    config = Config(turns, lifespan="off", log_config=None, server_header=False, timeout_graceful_shutdown=1)
    server = Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        running = Thread(target=server.run, kwargs={"sockets": [listening]}, name="turns")
        running.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}", turns
        finally:
            server.should_exit = True
            running.join()
