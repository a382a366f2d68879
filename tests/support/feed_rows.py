"""Rows of the feed as its follower leaves them, for those who test what comes behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from sqlalchemy import Connection, Engine, delete, func, select

from adapters.feeds.tables import FEED, FEED_EPOCH, guards
from adapters.store.engine import POSTGRESQL, writing
from adapters.store.schema import put


def add_rows(engine: Engine, many: int, said: str = "") -> None:
    """Add rows behind those that are there; ``said`` tells a rewritten one from the first."""
    with writing(engine) as connection:
        epoch = connection.scalar(select(FEED_EPOCH.c.epoch))
        head = connection.scalar(select(func.max(FEED.c.sequence))) or 0
        for sequence in range(head + 1, head + 1 + many):
            body = f'{{"id":"{epoch}:{sequence}","type":"chufei.lead.moved.v1","data":{{"said":"{said}"}}}}'.encode()
            connection.execute(
                FEED.insert().values(
                    sequence=sequence, position=sequence, type="chufei.lead.moved.v1", stream="lead/a", lead="a",
                    office="370104", division="370104014", was_office="", was_division="", addressee="",
                    recorded_at=0, body=body, digest=sha256(body).hexdigest(),
                )
            )  # fmt: skip


def take_rows(engine: Engine, after: int) -> None:
    """What an older backup does: rows behind ``after`` were never there."""
    with unguarded(engine) as connection:
        connection.execute(delete(FEED).where(FEED.c.sequence > after))


@contextmanager
def unguarded(engine: Engine) -> Iterator[Connection]:
    """What the database's own administrator may do: take the guards away, change rows, put the guards back."""
    with writing(engine) as connection:
        if connection.dialect.name == POSTGRESQL:
            connection.exec_driver_sql("alter table feed disable trigger user")
        else:
            for name in ("update", "delete", "replace"):
                connection.exec_driver_sql(f"drop trigger feed_no_{name}")
        yield connection
        put(connection, guards(connection.dialect))


def rows_of(engine: Engine) -> list[tuple[int, bytes]]:
    """Sequence and body of every row, in order."""
    with engine.connect() as connection:
        rows = connection.execute(select(FEED.c.sequence, FEED.c.body).order_by(FEED.c.sequence))
        return [(sequence, bytes(body)) for sequence, body in rows]
