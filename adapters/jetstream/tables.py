"""How far each relay is, for health and for whoever starts one: never for the relay itself, which asks the stream."""

from typing import Final

from sqlalchemy import Column, MetaData, Table, Text

from projections.base import BIG

METADATA: Final = MetaData()

RELAYS: Final = Table(
    "relays",
    METADATA,
    Column("stream", Text, primary_key=True),
    Column("sequence", BIG, nullable=False, comment="the last row of the feed that was known to be on the bus"),
    Column(
        "diverged",
        Text,
        nullable=False,
        comment="code of the fault for which a person must look; empty while all is well",
    ),
)
