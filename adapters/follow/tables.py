"""The tables of the followers: how far each read model is, what it could not digest, who holds which lease."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text

METADATA: Final = MetaData()

_Big = BigInteger().with_variant(Integer(), "sqlite")

PROJECTIONS: Final = Table(
    "projections",
    METADATA,
    Column("key", Text, primary_key=True, comment="<name>_v<version>_g<generation>"),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("position", _Big, nullable=False, comment="the last event taken; this row is the lock of the tables"),
    Column("parked", Integer, nullable=False, comment="events in quarantine"),
    Column("live", Boolean, nullable=False, comment="whether readers see this generation"),
)

QUARANTINE: Final = Table(
    "quarantine",
    METADATA,
    Column("projection", Text, primary_key=True, comment="key of projections"),
    Column("position", _Big, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("error", Text, nullable=False, comment="empty for an event that waits behind a failed one of its stream"),
    Index("quarantine_stream", "projection", "stream", "position"),
)
"""Positions, never copies: a retry reads the log again, through today's upcasts and reactions."""

EFFECTS: Final = Table(
    "effects",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("position", _Big, nullable=False),
    Column("holder", Text, nullable=False, comment="who does the work; empty when nobody does"),
    Column("until", _Big, nullable=False, comment="end of the lease, µs since 1970-01-01T00:00:00Z"),
)
