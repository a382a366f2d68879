"""A complete consumer of the feed on NATS: nats-py alone, a database of its own, every event once and in order.

    python consumer.py nats://127.0.0.1:4222 mine.db ['chufei.feed.37.01.04.>'] [--once]

It may be killed at any moment: its place moves in the effect's transaction, and NATS keeps none for it. It begins with
the last event it took, which must be the same, and anew whenever one is missing. NATS_USER, NATS_PASSWORD sign it in.
"""

import asyncio
import hashlib
import json
import os
import sqlite3
import sys

from nats import connect, errors, js

STREAM = "CHUFEI"
TABLES = """CREATE TABLE IF NOT EXISTS events (sequence INTEGER PRIMARY KEY, id TEXT UNIQUE, type TEXT, body BLOB);
    CREATE TABLE IF NOT EXISTS place (only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER, digest TEXT);
    INSERT OR IGNORE INTO place VALUES (1, 0, '');"""


def take(database: sqlite3.Connection, sequence: int, digest: str, body: bytes) -> None:
    """Do the effect, here a row for each event, and move on. What is too large for NATS has no data but a dataref."""
    event = json.loads(body)
    if "dataref" not in event and hashlib.sha256(body).hexdigest() != digest:
        sys.exit(f"event {sequence} was damaged on its way")
    database.execute("INSERT INTO events VALUES (?, ?, ?, ?)", (sequence, event["id"], event["type"], body))
    database.execute("UPDATE place SET sequence = ?, digest = ?", (sequence, digest))


async def follow(jetstream: js.JetStreamContext, database: sqlite3.Connection, subject: str, *, once: bool) -> bool:
    """Take events until one is missing; True where ``once`` was asked for and there are no more."""
    last = tuple(database.executescript(TABLES).execute("SELECT sequence, digest FROM place").fetchone())
    passing = js.api.ConsumerConfig(ack_policy=js.api.AckPolicy.NONE, inactive_threshold=30, mem_storage=True)
    begin = passing.evolve(deliver_policy=js.api.DeliverPolicy.BY_START_SEQUENCE, opt_start_seq=last[0] or 1)
    await jetstream.add_consumer(STREAM, begin, name=(name := os.urandom(16).hex()), filter_subject=subject)
    reading, number = await jetstream.pull_subscribe_bind(consumer=name, stream=STREAM), 0
    while True:
        try:
            messages = await reading.fetch(500, timeout=1)
        except errors.TimeoutError:
            told = await reading.consumer_info()
            missing = told.num_pending or (told.delivered and told.delivered.consumer_seq != number)
            if missing or once:
                return not missing
            continue
        with database:  # one transaction
            for message in messages:
                place = message.metadata.sequence.stream, (message.headers or {}).get("Chufei-Digest", "")
                if message.metadata.sequence.consumer != (number := number + 1):  # NATS counts what it delivers
                    return False
                if number > 1 or not last[0]:
                    take(database, *place, message.data)
                elif place != last:
                    sys.exit(f"event {last[0]} is gone or another one: ask the office, or go on by the pull feed")


async def beside(error: Exception) -> None:
    """What NATS says beside its answers: who asks what he may not gets none, and only a person can help him."""
    if "violation" in str(error).lower():
        sys.exit(str(error))


async def main(url: str, path: str, subject: str = "chufei.feed.>", *, once: bool) -> None:
    """Follow, whatever happens to the servers."""
    user, database, done = os.environ.get("NATS_USER"), sqlite3.connect(path), False
    login = {"user": user, "password": os.environ["NATS_PASSWORD"], "inbox_prefix": f"_INBOX_{user}"} if user else {}
    while not done:
        try:
            async with await connect(url.split(","), error_cb=beside, **login) as client:
                done = await follow(client.jetstream(), database, subject, once=once)
        except (errors.Error, OSError, sqlite3.OperationalError) as error:
            print(f"again in a second: {error}", file=sys.stderr)
        await asyncio.sleep(not done)


asyncio.run(main(*(each for each in sys.argv[1:] if each != "--once"), once="--once" in sys.argv))
