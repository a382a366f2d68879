"""The tables of the feed. They stand beside the log and, unlike read models, are never built another time otherwise."""

from typing import Final

from sqlalchemy import Column, Dialect, Engine, LargeBinary, MetaData, Table, Text, inspect, select

from adapters.ids import RandomIds
from adapters.store.beside import make
from adapters.store.engine import writing
from adapters.store.locks import Lock, alone
from adapters.store.schema import put, script
from projections.base import BIG, TEXT

METADATA: Final = MetaData()

FEED: Final = Table(
    "feed",
    METADATA,
    Column("sequence", BIG, primary_key=True, autoincrement=False, comment="1..N without a gap"),
    Column("position", BIG, nullable=False, comment="the event of the log it came from"),
    Column("type", Text, nullable=False),
    Column("stream", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("office", TEXT, nullable=False, comment="who answers for the lead as of this row"),
    Column("division", TEXT, nullable=False, comment="where the lead lies as of this row"),
    Column("was_office", TEXT, nullable=False, comment="the same before it, where this event moved the lead"),
    Column("was_division", TEXT, nullable=False),
    Column("addressee", Text, nullable=False, comment="the one subscriber it is for; empty for all"),
    Column("recorded_at", BIG, nullable=False, comment="µs since 1970-01-01T00:00:00Z"),
    Column("body", LargeBinary, nullable=False, comment="the finished CloudEvent, JSON in UTF-8"),
    Column("digest", Text, nullable=False, comment="SHA-256 of body, hexadecimal"),
)

FEED_EPOCH: Final = Table(
    "feed_epoch",
    METADATA,
    Column("epoch", Text, primary_key=True, comment="names this feed for ever"),
)
"""One row. How far the feed is stands with the effects (``adapters.follow.tables``), where health looks."""

FEED_LEADS: Final = Table(
    "feed_leads",
    METADATA,
    Column("lead", TEXT, primary_key=True),
    Column("office", TEXT, nullable=False),
    Column("division", TEXT, nullable=False),
    Column("facts", Text, nullable=False, comment="JSON: what a row says of its lead beside the event itself"),
)
"""What the follower remembers of each lead, in the same transaction; it could be folded from the log again."""


def guards(dialect: Dialect) -> str:
    """The script that lets nobody change what has left the house."""
    return script(f"guards_{dialect.name}.sql", "adapters.feeds")


def prepare_feed(engine: Engine) -> str:
    """Make the tables where they are missing; gives the epoch. Several processes may call it at once."""
    with writing(engine) as connection:
        alone(connection, Lock.SCHEMA)
        guarded = inspect(connection).has_table(FEED.name)  # or somebody took the guards away: that is told, not mended
        make(connection, METADATA)
        if not guarded:
            put(connection, guards(connection.dialect))
        epoch = connection.scalar(select(FEED_EPOCH.c.epoch))
        if epoch is None:
            epoch = RandomIds().new("feed")
            connection.execute(FEED_EPOCH.insert().values(epoch=epoch))
    return epoch
