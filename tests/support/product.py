"""A real store over the whole catalogue, and short words to fill it and to follow it."""

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
from tests.support.samplelog import append, appending
from workflows.ports import Stored


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
    last = 0
    for events in decisions:
        streams = dict.fromkeys(stream for stream, _ in events)
        expect = {stream: store.tail(stream).head for stream in streams}
        (stored,) = append(store, appending(*events, expect=expect))
        assert isinstance(stored, Stored), stored
        last = stored.last
    return last


def rows(followers: Followers, projection: Projection) -> dict[str, list[dict[str, Any]]]:
    """Everything in the live tables of a read model, in the order of their keys."""
    with followers.store.engine.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in projection.tables
        }
