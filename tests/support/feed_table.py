"""A feed that others kept: the table as deliveries find it, filled by hand."""

import json
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import text

from adapters.store.engine import open_engine, writing

EPOCH = "feed1"
COLUMNS = (
    "sequence BIGINT PRIMARY KEY, position BIGINT, type TEXT, stream TEXT, lead TEXT, office TEXT, division TEXT, "
    "recorded_at BIGINT, body {blob}, digest TEXT"
)


def fill(url: str, rows: int) -> None:
    """Let the feed have so many rows."""
    engine = open_engine(url)
    blob = "BLOB" if engine.dialect.name == "sqlite" else "BYTEA"
    with writing(engine) as connection:
        connection.execute(text(f"CREATE TABLE IF NOT EXISTS feed ({COLUMNS.format(blob=blob)})"))
        connection.execute(text("CREATE TABLE IF NOT EXISTS feed_epoch (epoch TEXT PRIMARY KEY)"))
        connection.execute(text("DELETE FROM feed_epoch"))
        connection.execute(text("INSERT INTO feed_epoch VALUES (:epoch)"), {"epoch": EPOCH})
        last = connection.scalar(text("SELECT coalesce(max(sequence), 0) FROM feed"))
        for sequence in range(int(last or 0) + 1, rows + 1):
            connection.execute(_INSERT, _row(sequence))
    engine.dispose()


_INSERT = text(
    "INSERT INTO feed VALUES (:sequence, :sequence, :type, 'lead/l1', 'l1', '370104', '370104', 0, :body, :digest)"
)


def _row(sequence: int) -> dict[str, object]:
    event = {
        "specversion": "1.0", "id": f"{EPOCH}:{sequence}", "source": "/offices/370104",
        "type": "chufei.lead.moved.v1", "time": datetime.now(UTC).isoformat(), "data": {"move": "M05"},
    }  # fmt: skip
    body = json.dumps(event).encode()
    return {"sequence": sequence, "type": event["type"], "body": body, "digest": sha256(body).hexdigest()}
