"""The tables of sealed files, beside the log in its database: one backup takes both."""

from typing import Final

from sqlalchemy import Column, LargeBinary, MetaData, Table, Text

from adapters.store.beside import instant

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
    instant("since", "when it was put there"),
)
"""Those of which it is not known yet whether an event names them."""
