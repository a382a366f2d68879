"""A process on the way of the feed that works until it is killed.

``python -m tests.heavy.kill_relay fill URL FOLDER`` fills the feed from the log, ``… relay URL FOLDER BUS`` relays it.
"""

import sys
from pathlib import Path
from time import sleep

from adapters.clock import SystemClock
from adapters.feeds.follower import FeedFollower
from adapters.feeds.reading import StoredFeed
from adapters.jetstream.running import Relaying
from adapters.store.store import Store
from tests.support.bus_reading import STREAM
from tests.support.product import opened


def fill(store: Store) -> None:
    """Follow the log in small batches, as several competing processes do."""
    follower = FeedFollower(store, clock=SystemClock(), batch=7)
    while True:
        if not follower.step():
            sleep(0.01)


def main(role: str, url: str, folder: str, bus: str = "") -> None:
    """Never comes back, unless a relay is told to."""
    with opened(url, Path(folder)) as store:
        if role == "fill":
            fill(store)
        Relaying(store.engine, StoredFeed(store), SystemClock()).run(bus, stream=STREAM, replicas=3)


if __name__ == "__main__":
    main(*sys.argv[1:])
