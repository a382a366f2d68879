"""A real store over the whole catalogue, and short words to fill it and to follow it."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from adapters.clock import SystemClock
from adapters.follow.followers import Followers
from adapters.keys.store import open_keys
from adapters.store.registry import catalogue
from adapters.store.store import Store, open_store
from domain.catalogue import Catalogue
from domain.lead.decide import Decision
from projections.base import Projection
from tests.support.samplelog import appending
from workflows.ports import Head, Stored


@contextmanager
def opened(url: str, folder: Path, events: Catalogue | None = None) -> Iterator[Store]:
    """A store; its keys in a file of ``folder``."""
    with (
        open_keys(f"sqlite:///{folder / 'keys.sqlite'}") as keys,
        open_store(url, catalogue=events or catalogue(), keys=keys, clock=SystemClock()) as store,
    ):
        yield store


def record(store: Store, decisions: Iterable[Decision]) -> int:
    """Append each decision as a command of its own; gives the last position."""

    async def one_by_one() -> int:
        last = 0
        heads: dict[str, Head] = {}
        for events in decisions:
            for stream in {stream for stream, _ in events} - heads.keys():
                heads[stream] = store.tail(stream).head
            stored = await store.append(appending(*events, expect={stream: heads[stream] for stream, _ in events}))
            assert isinstance(stored, Stored), stored
            heads |= stored.heads
            last = stored.last
        return last

    return asyncio.run(one_by_one())


def rows(followers: Followers, projection: Projection) -> dict[str, list[dict[str, Any]]]:
    """Everything in the live tables of a read model, in the order of their keys."""
    with followers.store.engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in projection.tables
        }
