"""Who sends commands: asked once a second and remembered, so that a command waits for no other thread first.

What is read is read with the rights of the moment. A token that another process revoked, or a power that was ended
there, may send commands for one second more; what this process did itself counts at once.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Annotated, Final

from fastapi import Depends, Request

from api.http.caller import Caller, caller, holding
from api.http.headers import BEHALF, NOT_FOR_OTHERS, OFFICE
from api.http.own import has_bearer
from workflows.scopes import Scope

LOOK_AGAIN: Final = 1.0
"""Seconds."""
HELD: Final = 1_000
"""So many are remembered at once."""


Key = tuple[str, str, str]
"""What a caller shows: his bearer token, the office he acts for, the colleague for whom he acts."""


class Writers:
    """What was shown within a second, with who it is."""

    def __init__(self) -> None:
        self._held: dict[Key, tuple[float, Caller]] = {}
        self._asking: dict[Key, asyncio.Future[Caller]] = {}

    def known(self, shown: Key) -> Caller | None:
        """Who it is, where that was found out a moment ago."""
        until, found = self._held.get(shown, (0.0, None))
        return found if monotonic() < until else None

    async def ask(self, shown: Key, find: Callable[[], Caller]) -> Caller:
        """Find it out, once for all who want to know at this moment. Raises what ``find`` raises."""
        asking = self._asking.get(shown)
        if asking is None:
            asking = self._asking[shown] = asyncio.ensure_future(asyncio.to_thread(find))
            asking.add_done_callback(lambda _: self._asking.pop(shown, None))
        found = await asyncio.shield(asking)  # whoever hangs up does not end it for the others
        self._keep(shown, found)
        return found

    def _keep(self, shown: Key, found: Caller) -> None:
        """Remember it for a moment."""
        if len(self._held) >= HELD:
            self._held.clear()
        self._held[shown] = (monotonic() + LOOK_AGAIN, found)

    def forget(self) -> None:
        """Somebody's powers may have changed."""
        self._held.clear()


def writers_of(request: Request) -> Writers:
    """Those of this server."""
    writers: Writers = request.app.state.writers
    return writers


async def sender(request: Request) -> Caller:
    """Whoever sends something, whatever his token allows. Raises ``NotSignedIn``, ``NotPermitted`` (as ``caller``)."""
    if not has_bearer(request.headers):  # a session is used by a person: its idle time is kept
        return await asyncio.to_thread(_found, request)
    writers, headers = writers_of(request), request.headers
    shown = (headers["authorization"], headers.get(OFFICE, ""), headers.get(BEHALF, ""))
    found = writers.known(shown)
    if found is None:
        found = await writers.ask(shown, partial(_found, request))
    return found


def _found(request: Request) -> Caller:
    found = caller(request, request.app.state.chufei)
    behalf = request.headers.get(BEHALF, "").strip()
    return replace(found, behalf=behalf) if behalf else found


async def writer(request: Request) -> Caller:
    """Whoever sends a command. Raises ``NotSignedIn``, ``NotPermitted`` (``token.scope`` and as ``caller``)."""
    return holding(await sender(request), Scope.WRITE)


async def administrator(request: Request) -> Caller:
    """Whoever changes offices, people, posts. Raises as ``writer``."""
    return holding(await sender(request), Scope.ADMIN)


async def subscriber(request: Request) -> Caller:
    """Whoever deals with subscriptions to the feed. Raises as ``writer``."""
    return holding(await sender(request), Scope.FEED, Scope.ADMIN)


def by_oneself(asking: Caller) -> None:
    """What no deputy does for another. Raises ``InvalidInput`` (``input.on-behalf-of``)."""
    if asking.behalf:
        raise NOT_FOR_OTHERS.at(BEHALF)


Writer = Annotated[Caller, Depends(writer, use_cache=False)]
Administrator = Annotated[Caller, Depends(administrator, use_cache=False)]
Subscriber = Annotated[Caller, Depends(subscriber, use_cache=False)]
SENDERS: Final = (writer, administrator, subscriber)
