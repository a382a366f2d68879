"""Reads the rows of the feed as deliveries need them: where nobody keeps a feed yet, it is empty."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sqlalchemy import Engine, column, func, inspect, select, table

FEED: Final = table("feed", column("sequence"), column("body"))
EPOCH: Final = table("feed_epoch", column("epoch"))


class Told(NamedTuple):
    """A row of the feed: its number and the finished CloudEvent."""

    sequence: int
    body: bytes


class FeedTable:
    """The table ``feed`` of a database. May be used from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._there = False

    @property
    def epoch(self) -> str:
        """The name of this feed for ever; empty where there is none."""
        if not self._exists():
            return ""
        with self._engine.connect() as connection:
            return str(connection.scalar(select(EPOCH.c.epoch)) or "")

    def head(self) -> int:
        """The last sequence, 0 for an empty feed."""
        if not self._exists():
            return 0
        with self._engine.connect() as connection:
            return int(connection.scalar(select(func.coalesce(func.max(FEED.c.sequence), 0))) or 0)

    def read(self, after: int, limit: int) -> Sequence[Told]:
        """At most ``limit`` rows after a sequence, in order."""
        if not self._exists():
            return ()
        page = select(FEED.c.sequence, FEED.c.body).where(FEED.c.sequence > after).order_by(FEED.c.sequence)
        with self._engine.connect() as connection:
            return [Told(row.sequence, bytes(row.body)) for row in connection.execute(page.limit(limit))]

    def _exists(self) -> bool:
        self._there = self._there or inspect(self._engine).has_table("feed")
        return self._there
