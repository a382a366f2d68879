"""How far each subscriber is: what changes with every call, and is no fact of the log. Secrets lie with the keys."""

from typing import Final

from sqlalchemy import Column, Integer, MetaData, Table, Text

from adapters.store.beside import instant
from projections.base import BIG

METADATA: Final = MetaData()

LANES: Final = Table(
    "webhook_lanes",
    METADATA,
    Column("subscription", Text, primary_key=True),
    Column("lane", Integer, primary_key=True, autoincrement=False, comment="0: live; n: the n-th replay"),
    Column("cursor", BIG, nullable=False, comment="the last row of the feed that was taken, or not wanted"),
    Column("spell", Integer, nullable=False, comment="how often the subscription had been resumed at the last call"),
    Column("failures", Integer, nullable=False, comment="calls in a row that the row behind the cursor has failed"),
    Column("failing", BIG, nullable=False, comment="since when, µs since 1970-01-01T00:00:00Z; 0: it is not failing"),
    Column("due", BIG, nullable=False, comment="when to call next, on the same clock"),
    Column("answer", Text, nullable=False, comment="what came of the last call: a status, or a kind of trouble"),
    Column("called", BIG, nullable=False, comment="when that was; 0: never"),
)

LEASES: Final = Table(
    "webhook_leases",
    METADATA,
    Column("subscription", Text, primary_key=True),
    Column("holder", Text, nullable=False, comment="the process that calls it; empty when none does"),
    instant("until", "end of the lease"),
)
"""A row and no lock, so that no transaction is open while somebody is called."""
