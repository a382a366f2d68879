"""One call stores a batch exactly as the plain reading of the algorithm says, on both databases alike."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from adapters.store.appending import append_to
from adapters.store.batch import Accepted, Command, Known, Moved, Outcome, Row
from adapters.store.engine import open_engine
from adapters.store.hashing import event_hash
from adapters.store.schema import create_schema
from adapters.store.tables import EVENTS
from adapters.store.verify import verify
from workflows.ports import Head

NAME = "sample.noted/1"
EXAMPLES = count()

wishes = st.tuples(
    st.integers(0, 11),  # which command id: few, so that some come twice
    st.lists(st.integers(0, 3), min_size=1, max_size=3),  # which streams it writes to, in order
    st.sets(st.integers(0, 3)),  # which it has read besides
    st.sampled_from(["stored", "stored", "foreseen", "foreseen", "stale"]),  # what it was judged on
)
batches = st.lists(st.lists(wishes, min_size=1, max_size=5, unique_by=lambda wish: wish[0]), min_size=1, max_size=4)
Wish = tuple[int, list[int], set[int], str]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    create_schema(engine)
    yield engine
    engine.dispose()


class Model:
    """The algorithm as one would say it, with nothing but dictionaries."""

    def __init__(self, position: int) -> None:
        self.position = position
        self.heads: dict[str, Head] = {}
        self.commands: dict[str, Known] = {}
        self.rows: list[tuple[int, Row]] = []

    def append(self, batch: Sequence[Command]) -> list[Outcome]:
        broken: set[str] = set()
        return [self._one(command, broken) for command in batch]

    def _one(self, command: Command, broken: set[str]) -> Outcome:
        if command.command_id in self.commands:
            return self.commands[command.command_id]
        moved = {
            stream for stream, hashed in command.expect if stream in broken or self.head(stream).event_hash != hashed
        }
        if moved:
            broken |= {row.stream for row in command.rows}
            return Moved(tuple(sorted(moved)))
        first = self.position + 1
        for row in command.rows:
            self.position += 1
            self.rows.append((self.position, row))
            self.heads[row.stream] = Head(row.version, row.event_hash)
        self.commands[command.command_id] = Known(first, self.position, command.digest)
        return Accepted(first, self.position)

    def head(self, stream: str) -> Head:
        return self.heads.get(stream, Head())


def command_of(wish: Wish, model: Model, foreseen: dict[str, Head], example: int) -> Command:
    """``foreseen``: where the streams will end if every command of the batch before this one is stored."""
    number, writes, reads, judged_on = wish
    command_id, digest = f"c-{example}-{number}", sha256(bytes([number])).digest()
    meta = msgspec.json.encode({"command_id": command_id, "digest": digest.hex()})
    heads = {f"sample/{example}-{stream}": Head() for stream in {*writes, *reads}}
    for stream in heads:
        heads[stream] = foreseen.get(stream, model.head(stream)) if judged_on == "foreseen" else model.head(stream)
    stale = judged_on == "stale"
    expect = tuple((stream, b"stale" if stale else head.event_hash) for stream, head in heads.items())
    rows: list[Row] = []
    for stream in (f"sample/{example}-{stream}" for stream in writes):
        head = heads[stream]
        data = f'{{"text":"{len(rows)}"}}'.encode()
        hashed = event_hash(head.event_hash, stream.encode(), head.version + 1, NAME.encode(), data, meta)
        rows.append(Row(stream, head.version + 1, NAME, data, meta, hashed))
        heads[stream] = foreseen[stream] = Head(head.version + 1, hashed)
    return Command(command_id, digest, tuple(rows), expect)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(batches)
def test_what_a_batch_stores_and_answers(engine: Engine, wished: list[list[Wish]]) -> None:
    example = next(EXAMPLES)
    start = verify(engine).events
    model, database = Model(start), append_to(engine)
    for wishes_of_batch in wished:
        foreseen: dict[str, Head] = {}
        batch = [command_of(wish, model, foreseen, example) for wish in wishes_of_batch]

        answers = database.append(batch, 1_767_225_600_000_000)

        assert [_sorted(answer) for answer in answers] == model.append(batch)
    database.release()
    with engine.connect() as connection:
        columns = (EVENTS.c.position, EVENTS.c.stream, EVENTS.c.version, EVENTS.c.type, EVENTS.c.data, EVENTS.c.meta)
        query = select(*columns, EVENTS.c.event_hash).where(EVENTS.c.position > start).order_by(EVENTS.c.position)
        stored = [(row.position, Row(*row[1:])) for row in connection.execute(query)]
    assert stored == model.rows
    assert verify(engine).sound


def _sorted(answer: Outcome) -> Outcome:
    return Moved(tuple(sorted(answer.streams))) if isinstance(answer, Moved) else answer
