"""The tables of the log: the same columns, and the same bytes in them, on SQLite and PostgreSQL."""

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

METADATA: Final = MetaData()

_Big = BigInteger().with_variant(Integer(), "sqlite")

EVENTS: Final = Table(
    "events",
    METADATA,
    Column("position", _Big, primary_key=True, autoincrement=False, comment="1, 2, 3 … without a gap"),
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False, comment="1, 2, 3 … within the stream"),
    Column("type", Text, nullable=False, comment="the permanent stored name"),
    Column("data", LargeBinary, nullable=False, comment="JSON; personal data sealed"),
    Column("meta", LargeBinary, nullable=False, comment="JSON: who, for whom, why, by which command"),
    Column("event_hash", LargeBinary, nullable=False),
    Column("chain_hash", LargeBinary, nullable=False),
    Column("recorded_at", _Big, nullable=False, comment="µs since 1970-01-01T00:00:00Z"),
    UniqueConstraint("stream", "version", name="events_stream_version"),
)

COMMANDS: Final = Table(
    "commands",
    METADATA,
    Column("command_id", Text, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("first_position", _Big, nullable=False),
    Column("last_position", _Big, nullable=False),
)
"""One row per stored command: nothing that could not be derived again from the events' meta."""

SCHEMA: Final = Table("schema", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))
"""One row: which layout the tables have."""
