"""Notes in the log what a subscriber of the feed may see, when it is met and when it has changed.

So the feed itself tells him, lead by lead, what he may no longer hold, and his view can be worked out for any day. Like
a recorded read it is no command that somebody sends: it follows from who reads and from the roster of the day.
"""

import asyncio
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

from api.ports import Log
from domain.actor import Actor
from domain.feeds import FeedRightsNoted
from domain.instants import day_of
from domain.lead.sight import OUTSIDERS
from workflows.ports import Append, Clock, Conflict, Head, Meta
from workflows.refusals import outsider

LOOK_AGAIN: Final = timedelta(seconds=1)
"""So long the log is taken to hold what it held: another process may have noted other rights since."""


class Rights(NamedTuple):
    """By which office and area somebody is shown leads."""

    office: str
    division: str


class FeedRights:
    """Made once for each process; used from its event loop."""

    def __init__(self, store: Log, clock: Clock, *, law: str, software: str) -> None:
        self._store = store
        self._clock = clock
        self._law = law
        self._software = software
        self._noted: dict[str, tuple[Rights, datetime]] = {}

    async def note(self, actor: Actor) -> None:
        """Note the rights of whoever is about to read, unless the log has them. Raises ``NotPermitted``."""
        if actor.level in OUTSIDERS:
            raise outsider(actor.level, day_of(self._clock.now()))
        rights = Rights(actor.office, actor.division)
        while not self._stands(actor.id, rights):
            tail = await asyncio.to_thread(self._store.tail, f"feed/{actor.id}")
            was = _last(tail.events[-1].event) if tail.events else Rights("", "")
            if was == rights or await self._stored(actor, was, tail.head):
                self._noted[actor.id] = rights, self._clock.now()

    def _stands(self, subscriber: str, rights: Rights) -> bool:
        """Whether the log was seen to hold these rights as the last, a moment ago."""
        noted, seen = self._noted.get(subscriber, (None, self._clock.now()))
        return noted == rights and abs(self._clock.now() - seen) < LOOK_AGAIN

    async def _stored(self, actor: Actor, was: Rights, head: Head) -> bool:
        """Whether it was stored; somebody else may have noted it just now."""
        stream = f"feed/{actor.id}"
        noted = FeedRightsNoted(
            subscriber=actor.id,
            was_office=was.office,
            was_division=was.division,
            office=actor.office,
            division=actor.division,
            occurred=self._clock.now(),
        )
        command = f"{stream}/{head.version + 1}"
        append = Append(command, _digest(actor), ((stream, noted),), {stream: head}, self._meta(actor, command))
        return not isinstance(await self._store.append(append), Conflict)

    def _meta(self, actor: Actor, command: str) -> Meta:
        return Meta(
            actor=actor.id,
            office=actor.office,
            role=str(actor.position or actor.level),
            command_id=command,
            correlation=command,
            channel="feed",
            law=self._law,
            software=self._software,
        )


def _last(event: object) -> Rights:
    assert isinstance(event, FeedRightsNoted)  # noqa: S101 - nothing else stands in such a stream
    return Rights(event.office, event.division)


def _digest(actor: Actor) -> bytes:
    return sha256(f"{actor.id}\n{actor.office}\n{actor.division}".encode()).digest()
