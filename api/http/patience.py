"""Ends requests that do not arrive, so that whoever sends a byte a minute holds nothing for ever.

It looks at all connections once in a while: who waited for the same thing at the last look has had his time. So a
request that arrives at once pays nothing for it, neither a timer nor a task. Of a large body every further part that
came buys the time for the next: photos go up slowly from a phone.
"""

from collections.abc import Set as AbstractSet
from typing import Final, cast

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api.http.connections import Connection, last_words

PATIENCE: Final = 30
"""Seconds for a head, and for each part of a body; at most twice as many pass until the next look."""
PART: Final = 500_000
"""Bytes: about 130 kbit/s, which a phone has wherever it has anything."""
TOO_SLOW: Final = 408
NOBODY: Final[Scope] = {"type": "http", "headers": []}
"""Whoever has not said in which language he reads."""


class Patience:
    """Made for the connections of a server, as uvicorn keeps them."""

    def __init__(self, connections: AbstractSet[object]) -> None:
        self._connections = cast("AbstractSet[Connection]", connections)
        self._before: dict[Connection, object] = {}

    async def look(self) -> None:
        """End what is still where it was at the last look."""
        now = {each: _arrived(each) for each in self._connections if _is_awaited(each)}
        for each, arrived in now.items():
            if self._before.get(each) == arrived:
                _end(each)
        self._before = now


def _is_awaited(connection: Connection) -> bool:
    """Whether the next thing is the caller's to send. Between requests uvicorn waits, by its own time."""
    cycle = _request(connection)
    if cycle is None or cycle.response_complete:
        return connection.timeout_keep_alive_task is None
    return cycle.more_body


def _arrived(connection: Connection) -> object:
    """The last head that came whole, whether it was answered, parts of bodies: what moves on when a request does."""
    cycle = _request(connection)
    return cycle, cycle is not None and cycle.response_complete, connection.arrived // PART


def _request(connection: Connection) -> RequestResponseCycle | None:
    """The last request whose head came; uvicorn sets it with the first."""
    return connection.cycle


def _end(connection: Connection) -> None:
    cycle = _request(connection)
    if cycle is not None and cycle.response_started and not cycle.response_complete:
        connection.transport.abort()  # in the middle of an answer, which he may not take either
        return
    if connection.headers is not None:  # he began something
        connection.transport.write(last_words(NOBODY if cycle is None else dict(cycle.scope), TOO_SLOW))
    connection.transport.close()
