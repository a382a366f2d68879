"""What a reader of the feed lost is told by whichever process he reads from."""

import asyncio
from dataclasses import replace

from api.feed_rights import LOOK_AGAIN, FeedRights
from domain.feeds import FeedRightsNoted
from tests.api.http.conftest import Served
from tests.support.served import Clock


def test_what_another_process_noted_since_is_seen(served: Served) -> None:
    """There, here, there and here again, each time by another door: every change stands in the log."""
    app, clock = served.app, Clock()
    one, other = (FeedRights(app.service, app.store, clock, app.ids) for _ in range(2))
    here = app.roster.actor("qj-01")
    there = replace(here, office="370104014", division="370104014")

    for door, actor in ((one, here), (other, there), (one, here), (other, there)):
        app.loop.run(door.note(actor))
        clock.present += LOOK_AGAIN

    noted = [each.event for each in app.store.tail("feed/qj-01").events]
    assert [each.office for each in noted if isinstance(each, FeedRightsNoted)] == ["370104", "370104014"] * 2


def test_two_that_meet_a_change_at_once_note_it_once(served: Served) -> None:
    app = served.app
    doors = [FeedRights(app.service, app.store, app.clock, app.ids) for _ in range(8)]
    actor = app.roster.actor("qj-01")

    async def at_once() -> None:
        await asyncio.gather(*(door.note(actor) for door in doors))

    app.loop.run(at_once())

    assert len(app.store.tail("feed/qj-01").events) == 1
