"""Serving: uvicorn on the product's own loop, so that a command of the network waits for no other thread."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import Final

from uvicorn import Config, Server

from api.app import App
from api.http.connections import Connection
from api.http.patience import PATIENCE, Patience
from api.site import make_site
from domain.errors import InvalidInput
from domain.words import Words

GRACE: Final = 3
"""Seconds for requests under way when the server is told to end."""
BACKLOG: Final = 1024
ENDINGS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def serving(app: App, host: str, port: int, patience: int = PATIENCE) -> Iterator[str]:
    """Serve for as long as the block lasts; gives the address. Port 0: any that is free.

    ``patience``: seconds between two looks for requests that do not arrive.

    Raises ``InvalidInput`` (``input.listen``) for an address that cannot be listened on.
    """
    config = Config(
        make_site(app),
        http=Connection,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        timeout_notify=patience,
    )
    server = Server(config)
    config.callback_notify = Patience(server.server_state.connections).look
    with listen(host, port) as listening:
        running = app.loop.begin(server.serve([listening]))
        try:
            yield _address(listening)
        finally:
            server.should_exit = True
            running.result()


def until_told_to_end() -> None:
    """Wait for the signal by which a service is ended. Only in the main thread of a program."""
    told = Event()

    def tell(_number: int, _frame: FrameType | None) -> None:
        told.set()

    before = {each: signal.signal(each, tell) for each in ENDINGS}
    try:
        told.wait()
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ``InvalidInput`` (``input.listen``)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (OSError, OverflowError) as trouble:
        words = Words("不能在这个地址上监听：{why}", "cannot listen there: {why}").fill(why=trouble)
        way_out = Words("换一个端口（--port），0 为任意空闲端口", "name another port (--port); 0 means any free one")
        place = f"{host}:{port}"
        raise InvalidInput(place, words, way_out=way_out, code="input.listen") from None
    # connections take it over; asyncio sets it only on sockets that name their protocol, and an answer of two packets
    # would wait 40 ms for the client to acknowledge the first
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
