"""Who sends commands: asked once a second and remembered, so that a command waits for no other thread first.

What is read is read with the rights of the moment. A token that another process revoked, or a power that was ended
there, may send commands for one second more; what this process did itself counts at once.
"""

import asyncio
from time import monotonic
from typing import Annotated, Final

from fastapi import Depends, Request

from api.http.caller import Caller, caller, holding
from api.http.own import has_bearer
from workflows.scopes import Scope

LOOK_AGAIN: Final = 1.0
"""Seconds."""
HELD: Final = 1_000
"""So many are remembered at once."""


class Writers:
    """Bearer tokens that were looked at within a second, with whose they are."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[float, Caller]] = {}

    def known(self, bearer: str) -> Caller | None:
        """Who it is, where that was found out a moment ago."""
        until, found = self._held.get(bearer, (0.0, None))
        return found if monotonic() < until else None

    def keep(self, bearer: str, found: Caller) -> None:
        """Remember it for a moment."""
        if len(self._held) >= HELD:
            self._held.clear()
        self._held[bearer] = (monotonic() + LOOK_AGAIN, found)

    def forget(self) -> None:
        """Somebody's powers may have changed."""
        self._held.clear()


def writers_of(request: Request) -> Writers:
    """Those of this server."""
    writers: Writers = request.app.state.writers
    return writers


async def writer(request: Request) -> Caller:
    """Whoever sends a command. Raises ``NotSignedIn``, ``NotPermitted`` (``token.scope`` and as ``caller``)."""
    app, writers = request.app.state.chufei, writers_of(request)
    if not has_bearer(request.headers):  # a session is used by a person: its idle time is kept
        return holding(Scope.WRITE, await asyncio.to_thread(caller, request, app))
    bearer = request.headers["authorization"]
    found = writers.known(bearer)
    if found is None:
        found = await asyncio.to_thread(caller, request, app)
        writers.keep(bearer, found)
    return holding(Scope.WRITE, found)


Writer = Annotated[Caller, Depends(writer, use_cache=False)]
