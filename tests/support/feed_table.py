"""A feed that is there already: rows as its follower writes them, about a lead of one street, put in by hand."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, select

from adapters.feeds.tables import FEED, prepare_feed
from adapters.store.engine import open_engine, writing

OFFICE = "370104014"


def fill(url: str, rows: int, ago: timedelta = timedelta()) -> str:
    """Let the feed have so many rows, the new ones recorded so long ago; gives its epoch."""
    engine = open_engine(url)
    epoch = prepare_feed(engine)
    with writing(engine) as connection:
        last: int = connection.scalars(select(func.coalesce(func.max(FEED.c.sequence), 0))).one()
        for sequence in range(last + 1, rows + 1):
            connection.execute(FEED.insert().values(_row(epoch, sequence, datetime.now(UTC) - ago)))
    engine.dispose()
    return epoch


def _row(epoch: str, sequence: int, recorded: datetime) -> dict[str, object]:
    now = recorded.isoformat()
    event = {
        "specversion": "1.0", "id": f"{epoch}:{sequence}", "source": f"/offices/{OFFICE}", "time": now,
        "type": "chufei.lead.moved.v1", "recordedtime": now, "data": {"move": "M05"},
    }  # fmt: skip
    body = json.dumps(event).encode()
    return {
        "sequence": sequence, "position": 0, "type": event["type"], "stream": "lead/l1", "lead": "l1",
        "office": OFFICE, "division": OFFICE, "was_office": "", "was_division": "", "addressee": "", "recorded_at": 0,
        "body": body, "digest": sha256(body).hexdigest(),
    }  # fmt: skip
