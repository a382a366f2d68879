"""Rows of the feed as its follower leaves them, for those who test what comes behind it."""

from hashlib import sha256

from sqlalchemy import Engine, delete, func, select

from adapters.feeds.tables import FEED, FEED_EPOCH
from adapters.store.engine import writing


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
    with writing(engine) as connection:
        connection.execute(delete(FEED).where(FEED.c.sequence > after))


def rows_of(engine: Engine) -> list[tuple[int, bytes]]:
    """Sequence and body of every row, in order."""
    with engine.connect() as connection:
        rows = connection.execute(select(FEED.c.sequence, FEED.c.body).order_by(FEED.c.sequence))
        return [(sequence, bytes(body)) for sequence, body in rows]
