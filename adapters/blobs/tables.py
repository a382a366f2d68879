"""The tables of sealed files, beside the log in its database: one backup takes both."""

from typing import Final

from sqlalchemy import Column, Engine, LargeBinary, MetaData, Table, Text, inspect

from adapters.store.engine import writing
from adapters.store.schema import make
from projections.base import BIG

METADATA: Final = MetaData()

BLOBS: Final = Table(
    "blobs",
    METADATA,
    Column("digest", Text, primary_key=True, comment="SHA-256 of sealed, hexadecimal: the event that names it has it"),
    Column("sealed", LargeBinary, nullable=False, comment="under the key of the stream that names it"),
)
"""Nothing guards them against change: the log does, which holds the digests under its hashes (``verify``)."""

BLOBS_WAITING: Final = Table(
    "blobs_waiting",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("stream", Text, nullable=False, comment="whose event is to name it"),
    Column("since", BIG, nullable=False, comment="µs since 1970-01-01T00:00:00Z"),
)
"""Those of which it is not known yet whether an event names them."""


def prepare(engine: Engine) -> None:
    """Make what is missing. Several processes may call it at once; one makes, the others wait."""
    with engine.connect() as connection:
        if inspect(connection).has_table(BLOBS_WAITING.name):
            return
    with writing(engine) as connection:
        make(connection, METADATA)
