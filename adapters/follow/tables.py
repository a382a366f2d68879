"""The tables of the followers: how far each read model is, what it could not digest, who follows and is alive."""

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, Table, Text

from adapters.store.beside import instant
from projections.base import BIG

METADATA: Final = MetaData()

PROJECTIONS: Final = Table(
    "projections",
    METADATA,
    Column("key", Text, primary_key=True, comment="<name>_v<version>_g<generation>"),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("position", BIG, nullable=False, comment="the last event taken; this row is the lock of the tables"),
    Column("parked", Integer, nullable=False, comment="events in quarantine"),
    Column("live", Boolean, nullable=False, comment="whether readers see this generation"),
)

HOLDINGS: Final = Table(
    "projection_tables",
    METADATA,
    Column("projection", Text, primary_key=True, comment="key of projections"),
    Column("name", Text, primary_key=True, comment="what readers call it; the table itself is <name>_g<generation>"),
)
"""Which tables a generation has, for whoever takes away a version whose declarations are gone from the code."""

QUARANTINE: Final = Table(
    "quarantine",
    METADATA,
    Column("projection", Text, primary_key=True, comment="key of projections"),
    Column("position", BIG, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("error", Text, nullable=False, comment="empty for an event that waits behind a failed one of its stream"),
    Index("quarantine_stream", "projection", "stream", "position"),
)
"""Positions, never copies: a retry reads the log again, through today's upcasts and reactions."""

EFFECTS: Final = Table(
    "effects",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("position", BIG, nullable=False),
    Column("holder", Text, nullable=False, comment="who does the work; empty when nobody does"),
    instant("until", "end of the lease"),
)

PULSES: Final = Table(
    "pulses",
    METADATA,
    Column("follower", Text, primary_key=True, comment="model:<name>_v<version> or effect:<name>"),
    Column("holder", Text, primary_key=True, comment="the process"),
    instant("at", "its last sign of life"),
    Column("moved", BIG, nullable=False, comment="when it last took an event, on the same clock"),
    Column("trouble", Text, nullable=False, comment="what stood in its way then; empty when nothing did"),
)
"""A table of its own: the rows of positions are locks, and a sign of life waits for nobody."""
