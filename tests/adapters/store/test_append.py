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
    st.sampled_from([False, False, False, True]),  # whether what it read is stale
)
batches = st.lists(st.lists(wishes, min_size=1, max_size=5, unique_by=lambda wish: wish[0]), min_size=1, max_size=4)
Wish = tuple[int, list[int], set[int], bool]


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
        touched: set[str] = set()
        return [self._one(command, touched) for command in batch]

    def _one(self, command: Command, touched: set[str]) -> Outcome:
        moved = {
            stream for stream, hashed in command.expect if stream in touched or self.head(stream).event_hash != hashed
        }
        touched |= {row.stream for row in command.rows}
        if command.command_id in self.commands:
            return self.commands[command.command_id]
        if moved:
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


def command_of(wish: Wish, model: Model, example: int) -> Command:
    number, writes, reads, stale = wish
    command_id, digest = f"c-{example}-{number}", sha256(bytes([number])).digest()
    meta = msgspec.json.encode({"command_id": command_id, "digest": digest.hex()})
    heads = {f"sample/{example}-{stream}": Head() for stream in {*writes, *reads}}
    heads = {stream: model.head(stream) for stream in heads}
    expect = tuple((stream, b"stale" if stale else head.event_hash) for stream, head in heads.items())
    rows: list[Row] = []
    for stream in (f"sample/{example}-{stream}" for stream in writes):
        head = heads[stream]
        data = f'{{"text":"{len(rows)}"}}'.encode()
        hashed = event_hash(head.event_hash, stream.encode(), head.version + 1, NAME.encode(), data, meta)
        rows.append(Row(stream, head.version + 1, NAME, data, meta, hashed))
        heads[stream] = Head(head.version + 1, hashed)
    return Command(command_id, digest, tuple(rows), expect)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(batches)
def test_what_a_batch_stores_and_answers(engine: Engine, wished: list[list[Wish]]) -> None:
    example = next(EXAMPLES)
    start = verify(engine).events
    model, database = Model(start), append_to(engine)
    for wishes_of_batch in wished:
        batch = [command_of(wish, model, example) for wish in wishes_of_batch]

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
