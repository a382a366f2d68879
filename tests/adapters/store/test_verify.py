"""The proof finds whatever was done to the stored log, and says where."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Integer, Table, Text, delete, select, text, update

from adapters.store import audit
from adapters.store.damage import Kind
from adapters.store.hashing import chain_hash, event_hash
from adapters.store.store import Store
from adapters.store.tables import COMMANDS, EVENTS
from adapters.store.verify import verify
from tests.support.flips import Flipper
from tests.support.samplelog import fill, sample_store

STREAMS = ("sample/a", "sample/b", "sample/c", "sample/d")
LEAF_OF_AN_INDEX = 0x0A
"""The first byte of such a page in SQLite's file."""
FLIPS = int(os.environ.get("CHUFEI_FLIPS", "200"))


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        fill(store, streams=STREAMS, rounds=24)
        yield store


def found(store: Store) -> list[tuple[int, Kind]]:
    return [(damage.position, damage.kind) for damage in verify(store.engine).damages]


def test_a_log_that_nobody_touched_is_sound(store: Store) -> None:
    report = verify(store.engine)

    assert report.sound
    assert (report.events, report.commands) == (store.head(), 24)


def test_an_empty_log_is_sound(database_url: str, tmp_path: Path) -> None:
    with sample_store(database_url, tmp_path) as store:
        assert verify(store.engine).sound


@pytest.mark.timeout(0 if FLIPS > 1_000 else 180)
def test_every_flipped_bit_is_found_where_it_is(store: Store) -> None:
    flipper = Flipper(store.engine, 2026)
    for _ in range(FLIPS):
        with flipper.flipped() as flip:
            named = {damage.position for damage in verify(store.engine).damages}

            assert flip.position in named, flip
            assert named <= flip.may_name, flip


def test_what_is_put_back_is_sound_again(store: Store) -> None:
    with Flipper(store.engine, 2026).flipped():
        assert not verify(store.engine).sound

    assert verify(store.engine).sound


def test_a_proof_does_not_need_to_remember_every_stream(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "STREAMS", 1)

    assert verify(store.engine).sound


class TestWhenTheGuardsAreGone:
    @pytest.fixture(autouse=True)
    def _unguarded(self, store: Store) -> None:
        Flipper(store.engine, 2026)

    def test_a_deleted_event_is_missed(self, store: Store) -> None:
        with store.engine.begin() as connection:
            connection.execute(delete(EVENTS).where(EVENTS.c.position == 5))

        assert (5, Kind.MISSING) in found(store)

    @pytest.mark.parametrize(("last", "told"), [(5, "第 5 号"), (7, "第 5–7 号")])
    def test_missing_positions_are_named_once(self, store: Store, last: int, told: str) -> None:
        with store.engine.begin() as connection:
            connection.execute(delete(EVENTS).where(EVENTS.c.position.between(5, last)))

        (sentence,) = (each.detail for each in verify(store.engine).damages if each.kind is Kind.MISSING)
        assert told in sentence.zh

    def test_the_newest_event_is_missed_by_its_command(self, store: Store) -> None:
        last = store.head()
        with store.engine.begin() as connection:
            connection.execute(delete(EVENTS).where(EVENTS.c.position == last))
            first = connection.execute(
                select(COMMANDS.c.first_position).where(COMMANDS.c.last_position == last)
            ).scalar_one()

        assert found(store) == [(first, Kind.COMMAND_CHANGED if first < last else Kind.COMMAND_SURPLUS)]

    def test_a_deleted_command_is_missed_by_its_events(self, store: Store) -> None:
        with store.engine.begin() as connection:
            connection.execute(delete(COMMANDS).where(COMMANDS.c.first_position == 1))

        assert found(store) == [(1, Kind.COMMAND_MISSING)]

    def test_an_invented_command_has_no_events(self, store: Store) -> None:
        with store.engine.begin() as connection:
            connection.execute(COMMANDS.insert().values(("forged", b"x" * 32, 3, 3)))

        assert found(store) == [(3, Kind.COMMAND_SURPLUS)]

    def test_a_forged_event_breaks_the_chain_although_its_own_hash_is_right(self, store: Store) -> None:
        with store.engine.begin() as connection:
            row = connection.execute(select(EVENTS).where(EVENTS.c.version == 1, EVENTS.c.position > 1)).first()
            assert row is not None
            data = b'{"text":"forged"}'
            hashed = event_hash(b"", row.stream.encode(), 1, row.type.encode(), data, row.meta)
            place = EVENTS.c.position == row.position
            connection.execute(update(EVENTS).where(place).values(data=data, event_hash=hashed))

        assert (row.position, Kind.CHAIN) in found(store)

    def test_what_is_in_order_after_a_damage_is_followed_again(self, store: Store) -> None:
        with store.engine.begin() as connection:
            for position in (5, 6, 20):
                connection.execute(update(EVENTS).where(EVENTS.c.position == position).values(data=b"{}"))

        assert found(store) == [(5, Kind.CONTENT), (6, Kind.CONTENT), (20, Kind.CONTENT)]

    def test_an_event_that_names_no_command_is_not_by_this_software(self, store: Store) -> None:
        with store.engine.begin() as connection:
            last = connection.execute(select(EVENTS).order_by(EVENTS.c.position.desc()).limit(1)).one()
            values = {"stream": "sample/z", "version": 1, "type": "sample.noted/1", "data": b"{}", "meta": b"{}"}
            hashed = event_hash(b"", b"sample/z", 1, b"sample.noted/1", b"{}", b"{}")
            position, recorded_at = last.position + 1, last.recorded_at
            chained = chain_hash(last.chain_hash, position, recorded_at, hashed)
            places = {"position": position, "recorded_at": recorded_at, "event_hash": hashed, "chain_hash": chained}
            connection.execute(EVENTS.insert().values(values | places))

        assert found(store) == [(position, Kind.CONTENT)]

    def test_a_rewritten_time_breaks_the_chain(self, store: Store) -> None:
        with store.engine.begin() as connection:
            place = EVENTS.c.position == 7
            connection.execute(update(EVENTS).where(place).values(recorded_at=EVENTS.c.recorded_at + 1))

        assert found(store) == [(7, Kind.CHAIN)]


RETYPED = {
    EVENTS: (7, {
        "stream": Kind.VERSION, "version": Kind.VERSION, "type": Kind.CONTENT, "data": Kind.CONTENT,
        "meta": Kind.CONTENT, "event_hash": Kind.HASH, "chain_hash": Kind.CHAIN, "recorded_at": Kind.CHAIN,
    }),
    COMMANDS: (1, {
        "command_id": Kind.COMMAND_MISSING, "digest": Kind.COMMAND_CHANGED, "first_position": Kind.COMMAND_CHANGED,
        "last_position": Kind.COMMAND_CHANGED,
    }),
}  # fmt: skip
"""Table → a position, and what a proof must say there when a column holds the same bytes as another type."""


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table, (_, columns) in RETYPED.items() for column in columns],
    ids=str,
)
def test_the_same_bytes_as_another_type_are_not_what_was_written(tmp_path: Path, table: Table, column: str) -> None:
    """SQLite alone stores a value of any type anywhere; a stream's name as a blob would be found by no reader."""
    position, columns = RETYPED[table]
    with sample_store(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path) as store:
        fill(store, streams=STREAMS, rounds=24)
        Flipper(store.engine, 2026)
        key = "position" if table is EVENTS else "first_position"
        other = "blob" if isinstance(table.c[column].type, Text | Integer) else "text"
        with store.engine.begin() as connection:
            retype = f"update {table.name} set {column} = cast({column} as {other}) where {key} = {position}"  # noqa: S608
            assert connection.execute(text(retype)).rowcount == 1

        assert (position, columns[column]) in found(store)


def test_every_damage_is_told_in_both_languages(store: Store) -> None:
    with Flipper(store.engine, 2026).flipped():
        for damage in verify(store.engine).damages:
            assert str(damage.position) in damage.detail.zh
            assert str(damage.position) in damage.detail.en


def test_an_event_that_an_index_no_longer_finds_is_told(tmp_path: Path) -> None:
    """Only SQLite's file can be spoilt from outside so precisely; the question is the same on both databases."""
    file = tmp_path / "log.sqlite"
    with sample_store(f"sqlite:///{file}", tmp_path) as store:
        fill(store, streams=STREAMS, rounds=24)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
            size = connection.exec_driver_sql("pragma page_size").scalar_one()
    spoilt = bytearray(file.read_bytes())
    entry = next(at for at in _all(spoilt, b"sample/a") if spoilt[at // size * size] == LEAF_OF_AN_INDEX)
    spoilt[entry + len(b"sample/a") - 1] ^= 0x40
    file.write_bytes(spoilt)

    with sample_store(f"sqlite:///{file}", tmp_path) as store:
        told = found(store)
        assert told
        assert {kind for _, kind in told} == {Kind.UNFOUND}
        with store.engine.begin() as connection:
            streams = connection.scalars(select(EVENTS.c.stream).where(EVENTS.c.position.in_([at for at, _ in told])))
            assert "sample/a" in streams.all()
            connection.exec_driver_sql("reindex events")
        assert verify(store.engine).sound


def _all(haystack: bytes | bytearray, needle: bytes) -> Iterator[int]:
    at = haystack.find(needle)
    while at >= 0:
        yield at
        at = haystack.find(needle, at + 1)
