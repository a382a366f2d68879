"""Puts on record what a subscriber of the feed may see, when it is met and when it has changed.

So the feed itself tells him, lead by lead, what he may no longer hold, and his view can be worked out for any day.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Final

from api.ports import Log
from domain.actor import Actor
from domain.errors import NotLegal
from domain.feeds import STAND, NoteFeedRights, Rights, stream_of
from domain.instants import day_of
from domain.lead.sight import OUTSIDERS
from workflows.desks import fold
from workflows.ports import Clock, Ids
from workflows.refusals import outsider
from workflows.service import Request, Service

LOOK_AGAIN: Final = timedelta(seconds=1)
"""So long the log is taken to hold what it held: another process may have noted other rights since."""


class FeedRights:
    """Made once for each process; used from its event loop."""

    def __init__(self, service: Service, store: Log, clock: Clock, ids: Ids) -> None:
        self._service = service
        self._store = store
        self._clock = clock
        self._ids = ids
        self._noted: dict[str, tuple[str, str, datetime]] = {}

    async def note(self, actor: Actor) -> None:
        """Note the rights of whoever is about to read, unless the log has them. Raises ``NotPermitted``."""
        now = self._clock.now()
        if actor.level in OUTSIDERS:
            raise outsider(actor.level, day_of(now))
        if self._stand(actor, now):
            return
        was = await asyncio.to_thread(self._last, actor.id)
        if (was.office, was.division) != (actor.office, actor.division):
            await self._put_on_record(actor, now)
        self._noted[actor.id] = actor.office, actor.division, now

    def _stand(self, actor: Actor, now: datetime) -> bool:
        """Whether the log was seen to hold these rights as the last, a moment ago."""
        office, division, seen = self._noted.get(actor.id, ("", "", now))
        return (office, division) == (actor.office, actor.division) and abs(now - seen) < LOOK_AGAIN

    def _last(self, subscriber: str) -> Rights:
        stream = stream_of(subscriber)
        last: Rights = fold(stream, (each.event for each in self._store.tail(stream).events))
        return last

    async def _put_on_record(self, actor: Actor, now: datetime) -> None:
        """As a command like any other; where another process was quicker, it stands."""
        command = NoteFeedRights(subscriber=actor.id, office=actor.office, division=actor.division, occurred=now)
        request = Request(command=command, actor=actor, command_id=self._ids.new("command"), channel="feed")
        try:
            await self._service.handle(request)
        except NotLegal as refusal:
            if refusal.code != STAND:
                raise
