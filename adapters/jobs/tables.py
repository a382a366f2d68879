"""The table of jobs, beside the log in its database; none of it is part of the record."""

from typing import Final

from sqlalchemy import Column, Engine, LargeBinary, MetaData, Table, Text, inspect

from adapters.store.engine import writing
from adapters.store.schema import make
from projections.base import BIG

METADATA: Final = MetaData()


def _instant(name: str, comment: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, BIG, nullable=nullable, comment=f"{comment}, µs since 1970-01-01T00:00:00Z")


JOBS: Final = Table(
    "jobs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("owner", Text, nullable=False, comment="account that asked for it; empty where it is the house's"),
    _instant("begun", "when it was begun"),
    _instant("seen", "when its worker last gave a sign of life"),
    _instant("ended", "when it was over", nullable=True),
    Column("done", BIG, nullable=False),
    Column("total", BIG, nullable=False),
    Column("asked", LargeBinary, nullable=False, comment="sealed: by which words"),
    Column("file", LargeBinary, nullable=True, comment="sealed: the file it is about, while it may be needed"),
    Column("found", LargeBinary, nullable=True, comment="sealed: what came of it"),
)


def prepare(engine: Engine) -> None:
    """Make what is missing. Several processes may call it at once; one makes, the others wait."""
    with engine.connect() as connection:
        if inspect(connection).has_table(JOBS.name):
            return
    with writing(engine) as connection:
        make(connection, METADATA)
