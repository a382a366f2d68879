"""Ends requests that do not arrive, so that whoever sends a byte a minute holds nothing for ever.

It looks at all connections once in a while: who waited for the same thing at the last look has had his time. So a
request that arrives at once pays nothing for it, neither a timer nor a task.
"""

from collections.abc import Set as AbstractSet
from typing import Final, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.http.connections import last_words

PATIENCE: Final = 30
"""Seconds for a head, and for a body; at most twice as many pass until the next look."""
TOO_SLOW: Final = 408
NOBODY: Final[Scope] = {"type": "http", "headers": []}
"""Whoever has not said in which language he reads."""


class Patience:
    """Made for the connections of a server, as uvicorn keeps them."""

    def __init__(self, connections: AbstractSet[object]) -> None:
        self._connections = cast("AbstractSet[HttpToolsProtocol]", connections)
        self._before: dict[HttpToolsProtocol, object] = {}

    async def look(self) -> None:
        """End what is still where it was at the last look."""
        now = {each: _arrived(each) for each in self._connections if _is_awaited(each)}
        for each, arrived in now.items():
            if self._before.get(each) == arrived:
                _end(each)
        self._before = now


def _is_awaited(connection: HttpToolsProtocol) -> bool:
    """Whether the next thing is the caller's to send. Between requests uvicorn waits, by its own time."""
    cycle = _request(connection)
    if cycle is None or cycle.response_complete:
        return connection.timeout_keep_alive_task is None
    return cycle.more_body


def _arrived(connection: HttpToolsProtocol) -> object:
    """The last head that came whole, and whether it was answered: what moves on when a request does."""
    cycle = _request(connection)
    return cycle, cycle is not None and cycle.response_complete


def _request(connection: HttpToolsProtocol) -> RequestResponseCycle | None:
    """The last request whose head came; uvicorn sets it with the first."""
    return connection.cycle


def _end(connection: HttpToolsProtocol) -> None:
    cycle = _request(connection)
    if cycle is not None and cycle.response_started and not cycle.response_complete:
        connection.transport.abort()  # in the middle of an answer, which he may not take either
        return
    if connection.headers is not None:  # he began something
        connection.transport.write(last_words(NOBODY if cycle is None else dict(cycle.scope), TOO_SLOW))
    connection.transport.close()
