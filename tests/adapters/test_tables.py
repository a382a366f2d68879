"""The tables beside the log: whoever needs some makes them, and many who come at once make them once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier
from typing import Final

import pytest
from sqlalchemy import Engine

from adapters.blobs import tables as blobs
from adapters.clock import SystemClock
from adapters.feeds.tables import prepare_feed
from adapters.follow import registry
from adapters.follow.effects import begin_effect
from adapters.identity import schema as identity
from adapters.jetstream.standing import Standing
from adapters.jobs import tables as jobs
from adapters.store.beside import prepare
from adapters.store.engine import open_engine
from adapters.webhooks import tables as webhooks

MAKERS: Final[dict[str, Callable[[Engine], object]]] = {
    "feed": prepare_feed,
    "identity": identity.prepare,
    "webhooks": lambda engine: prepare(engine, webhooks.METADATA),
    "jobs": lambda engine: prepare(engine, jobs.METADATA),
    "blobs": lambda engine: prepare(engine, blobs.METADATA),
    "read models": lambda engine: registry.prepare(engine, ()),
    "effects": lambda engine: begin_effect(engine, "effect"),
    "relays": lambda engine: Standing(engine, "CHUFEI", SystemClock()),
}
CROWD: Final = len(MAKERS)


@pytest.fixture
def processes(database_url: str) -> Iterator[list[Engine]]:
    """Engines of their own over an empty database, as processes have them."""
    with ExitStack() as stack:
        engines = [open_engine(database_url) for _ in range(CROWD)]
        for each in engines:
            stack.callback(each.dispose)
        yield engines


@pytest.mark.parametrize("names", [*((name,) * CROWD for name in MAKERS), tuple(MAKERS)], ids=lambda names: names[0])
def test_whoever_comes_at_once_finds_the_tables_made(processes: list[Engine], names: tuple[str, ...]) -> None:
    ready = Barrier(CROWD)

    def make(engine: Engine, name: str) -> None:
        with engine.connect():  # so that all begin together
            ready.wait(10)
        MAKERS[name](engine)

    with ThreadPoolExecutor(CROWD) as threads:
        list(threads.map(make, processes, names))
