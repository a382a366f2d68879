"""Calls one receiver until it is killed: ``python -m tests.heavy.kill_webhooks URL FOLDER PORT HOLDER``."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from adapters.clock import SystemClock
from adapters.feeds.reading import StoredFeed
from adapters.keys.store import open_keys
from adapters.webhooks import patience
from adapters.webhooks.book import Book
from adapters.webhooks.calling import Telephone
from adapters.webhooks.delivering import Deliverer
from adapters.webhooks.destinations import Destinations
from adapters.webhooks.signing import Secrets
from tests.support.samplelog import sample_store
from tests.support.subscribers import Desk, as_it_is, subscribed

LEASE = timedelta(seconds=1)
SHORT = (timedelta(milliseconds=20),) * len(patience.STEPS)
"""Pauses for a test that has no 75 hours."""


async def deliver(deliverer: Deliverer) -> None:
    """Never comes back."""
    while True:
        await deliverer.look()
        await asyncio.sleep(0.02)


def main(url: str, folder: str, port: str, holder: str) -> None:
    """Never comes back."""
    vars(patience)["STEPS"] = SHORT
    clock, place = SystemClock(), Path(folder)
    with open_keys(f"sqlite:///{place / 'keys.sqlite'}") as keys, sample_store(url, place) as store:
        desk = Desk({"s1": subscribed(url=f"http://127.0.0.1:{port}/")})
        deliverer = Deliverer(
            desk, StoredFeed(store), as_it_is, book=Book(store.engine, holder, clock, LEASE), secrets=Secrets(keys),
            telephone=Telephone(Destinations(loopback=True), clock), clock=clock,
        )  # fmt: skip
        asyncio.run(deliver(deliverer))


if __name__ == "__main__":
    main(*sys.argv[1:])
