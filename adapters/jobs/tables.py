"""The table of jobs, beside the log in its database; none of it is part of the record."""

from typing import Final

from sqlalchemy import Column, LargeBinary, MetaData, Table, Text

from adapters.store.beside import instant
from projections.base import BIG

METADATA: Final = MetaData()

JOBS: Final = Table(
    "jobs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("owner", Text, nullable=False, comment="account that asked for it; empty where it is the house's"),
    instant("begun", "when it was begun"),
    instant("seen", "when its worker last gave a sign of life"),
    instant("ended", "when it was over", nullable=True),
    Column("done", BIG, nullable=False),
    Column("total", BIG, nullable=False),
    Column("asked", LargeBinary, nullable=False, comment="sealed: by which words"),
    Column("file", LargeBinary, nullable=True, comment="sealed: the file it is about, while it may be needed"),
    Column("found", LargeBinary, nullable=True, comment="sealed: what came of it"),
)
