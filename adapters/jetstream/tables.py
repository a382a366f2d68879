"""How far each relay is, for health and for whoever starts one: never for the relay itself, which asks the stream."""

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

METADATA: Final = MetaData()

_Big = BigInteger().with_variant(Integer(), "sqlite")

RELAYS: Final = Table(
    "relays",
    METADATA,
    Column("stream", Text, primary_key=True),
    Column("sequence", _Big, nullable=False, comment="the last row of the feed that was known to be on the bus"),
    Column(
        "diverged",
        Text,
        nullable=False,
        comment="code of the fault for which a person must look; empty while all is well",
    ),
)
