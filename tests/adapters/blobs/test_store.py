"""Files beside the log: sealed under the key of the stream that names them, kept once, never left behind for long."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Table, delete, func, select, update

from adapters.blobs.store import FORGOTTEN, Blobs
from adapters.blobs.tables import BLOBS, BLOBS_WAITING
from adapters.blobs.verify import wrong
from adapters.keys.store import Keys, open_keys
from adapters.store.damage import Kind
from adapters.store.engine import writing
from adapters.store.store import Store, open_store
from domain.catalogue import CATALOGUE
from domain.errors import LogDamaged, Refusal
from domain.tip.events import TipAddedTo, TipReceived
from domain.tip.pictures import Picture
from tests.golden.samples import sample
from tests.support.samplelog import append, appending

STREAM: Final = "tip/t1"
OTHER: Final = "tip/t2"
PHOTO: Final = bytes(range(256)) * 400
SECOND: Final = b"another" * 1000
PAST: Final = timedelta(minutes=1)


@dataclass
class Clock:
    present: datetime = datetime(2026, 11, 29, 1, 2, 3, tzinfo=UTC)

    def now(self) -> datetime:
        return self.present


@dataclass(frozen=True)
class House:
    keys: Keys
    store: Store
    clock: Clock
    blobs: Blobs

    def count(self, table: Table = BLOBS) -> int:
        with self.store.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

    def name(self, stream: str, *kept: Picture) -> None:
        """Append an event that names them."""
        event: TipReceived = replace(sample(TipReceived, "", full=True), pictures=kept)
        append(self.store, appending((stream, event)))

    def found(self) -> list[tuple[int, Kind]]:
        with self.store.engine.connect() as connection:
            return [(each.position, each.kind) for each in wrong(connection)]


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    clock = Clock()
    with (
        open_keys(f"sqlite:///{tmp_path / 'keys.sqlite'}") as keys,
        open_store(database_url, catalogue=CATALOGUE, keys=keys, clock=clock) as store,
    ):
        yield House(keys, store, clock, Blobs(store.engine, keys, clock))


def test_what_is_kept_is_opened_again_by_its_digest(house: House) -> None:
    first, second = house.blobs.keep(STREAM, [PHOTO, SECOND])

    assert house.blobs.open_sealed(STREAM, first.digest) == PHOTO
    assert house.blobs.open_sealed(STREAM, second.digest) == SECOND


def test_no_byte_of_it_lies_in_the_clear(house: House) -> None:
    house.blobs.keep(STREAM, [SECOND])

    with house.store.engine.connect() as connection:
        (sealed,) = connection.scalars(select(BLOBS.c.sealed))
    assert SECOND[:16] not in sealed


def test_kept_twice_for_one_stream_it_is_one_and_for_another_it_is_another(house: House) -> None:
    assert house.blobs.keep(STREAM, [PHOTO, PHOTO]) == house.blobs.keep(STREAM, [PHOTO])
    assert house.count() == 1

    (mine,), (other,) = house.blobs.keep(STREAM, [PHOTO]), house.blobs.keep(OTHER, [PHOTO])
    assert mine.digest != other.digest, "nobody sees that two reports hold one picture"


def test_neither_digest_nor_size_tells_what_it_was(house: House) -> None:
    sizes = {house.blobs.keep(STREAM, [bytes(length)])[0].size for length in range(1, 20_000, 1000)}

    assert len(sizes) == 1


def test_of_another_stream_it_is_not_opened(house: House) -> None:
    (kept,) = house.blobs.keep(STREAM, [PHOTO])
    house.blobs.keep(OTHER, [SECOND])

    with pytest.raises(LogDamaged):
        house.blobs.open_sealed(OTHER, kept.digest)


def test_the_key_that_is_destroyed_takes_it_along(house: House) -> None:
    (kept,) = house.blobs.keep(STREAM, [PHOTO])
    house.name(STREAM, kept)
    house.keys.destroy(STREAM, "on request")

    assert house.blobs.open_sealed(STREAM, kept.digest) is None
    with pytest.raises(Refusal) as refused:
        house.blobs.keep(STREAM, [PHOTO])
    assert refused.value.code == "subject.erased"
    assert house.found() == [], "what nobody can open any more is still what was stored"


def test_nothing_is_asked_of_the_database_for_nothing(house: House) -> None:
    assert house.blobs.keep(STREAM, []) == ()
    house.blobs.named(())
    assert house.keys.keys((STREAM,), create=False) == {}


def test_what_no_event_came_to_name_is_gone_when_the_next_is_kept_a_day_later(house: House) -> None:
    """The program ended between file and event: the file is sealed, named by nothing, and does not stay."""
    (orphan,) = house.blobs.keep(STREAM, [PHOTO])
    assert house.found() == []
    house.clock.present += FORGOTTEN - PAST
    house.blobs.keep(OTHER, [SECOND])
    assert house.blobs.open_sealed(STREAM, orphan.digest) == PHOTO, "whoever sends it may still be at it"
    house.clock.present += 2 * PAST
    house.blobs.keep(OTHER, [SECOND])

    with pytest.raises(LogDamaged):
        house.blobs.open_sealed(STREAM, orphan.digest)
    assert house.count() == 1


def test_what_an_event_names_stays_also_where_nobody_came_to_note_that(house: House) -> None:
    """The program ended between event and note."""
    kept = house.blobs.keep(STREAM, [PHOTO])
    house.name(STREAM, *kept)
    house.clock.present += FORGOTTEN + PAST
    house.blobs.keep(OTHER, [SECOND])

    assert house.blobs.open_sealed(STREAM, kept[0].digest) == PHOTO
    assert house.count(BLOBS_WAITING) == 1, "only the new one"


def test_what_is_noted_as_named_is_waited_for_no_more(house: House) -> None:
    house.blobs.named(house.blobs.keep(STREAM, [PHOTO, SECOND]))

    assert (house.count(), house.count(BLOBS_WAITING)) == (2, 0)


def test_what_is_being_taken_away_is_not_there_for_whoever_sends_it_again(house: House) -> None:
    (kept,) = house.blobs.keep(STREAM, [PHOTO])
    engine = house.store.engine

    with ThreadPoolExecutor(1) as other:
        with writing(engine) as sweeping:
            for table in (BLOBS_WAITING, BLOBS):  # as whoever keeps something a day later does
                sweeping.execute(delete(table).where(table.c.digest == kept.digest))
            again = other.submit(house.blobs.again, STREAM, [kept.digest])
            with pytest.raises(TimeoutError):
                again.result(0.3)
        assert again.result(10) == ()
    assert house.count(BLOBS_WAITING) == 0


def test_whoever_sends_it_again_has_another_day(house: House) -> None:
    house.blobs.keep(STREAM, [PHOTO])
    house.clock.present += FORGOTTEN - PAST
    (again,) = house.blobs.keep(STREAM, [PHOTO])
    house.clock.present += FORGOTTEN - PAST
    house.blobs.keep(OTHER, [SECOND])

    assert house.blobs.open_sealed(STREAM, again.digest) == PHOTO


class TestWhatTheProofFinds:
    @pytest.fixture
    def named(self, house: House) -> tuple[Picture, ...]:
        kept = house.blobs.keep(STREAM, [PHOTO, SECOND])
        house.name(OTHER)
        house.name(STREAM, *kept)
        assert house.found() == []
        return kept

    def test_a_picture_that_is_missing(self, house: House, named: tuple[Picture, ...]) -> None:
        with house.store.engine.begin() as connection:
            connection.execute(delete(BLOBS).where(BLOBS.c.digest == named[1].digest))

        assert house.found() == [(2, Kind.PICTURE_MISSING)]

    def test_all_of_them_where_their_table_is_gone(self, house: House, named: tuple[Picture, ...]) -> None:
        with house.store.engine.begin() as connection:
            BLOBS.drop(connection)

        assert house.found() == [(2, Kind.PICTURE_MISSING)] * len(named)

    def test_a_picture_in_which_one_bit_is_changed(self, house: House, named: tuple[Picture, ...]) -> None:
        with house.store.engine.begin() as connection:
            place = BLOBS.c.digest == named[0].digest
            sealed = bytearray(connection.execute(select(BLOBS.c.sealed).where(place)).scalar_one())
            sealed[1000] ^= 1
            connection.execute(update(BLOBS).where(place).values(sealed=bytes(sealed)))

        assert house.found() == [(2, Kind.PICTURE_CHANGED)]
        with pytest.raises(LogDamaged):
            house.blobs.open_sealed(STREAM, named[0].digest)

    def test_two_pictures_of_one_report_that_were_swapped(self, house: House, named: tuple[Picture, ...]) -> None:
        with house.store.engine.begin() as connection:
            content = {row.digest: row.sealed for row in connection.execute(select(BLOBS))}
            for one, other in (named, named[::-1]):
                swapped = update(BLOBS).where(BLOBS.c.digest == one.digest).values(sealed=content[other.digest])
                connection.execute(swapped)

        assert house.found() == [(2, Kind.PICTURE_CHANGED)] * 2
        for each in named:
            with pytest.raises(LogDamaged):
                house.blobs.open_sealed(STREAM, each.digest)

    def test_also_of_what_was_added_later(self, house: House, named: tuple[Picture, ...]) -> None:
        (later,) = house.blobs.keep(STREAM, [b"later"])
        event: TipAddedTo = replace(sample(TipAddedTo, "", full=True), pictures=(later,))
        append(house.store, appending((STREAM, event), expect={STREAM: house.store.tail(STREAM).head}))
        with house.store.engine.begin() as connection:
            connection.execute(delete(BLOBS).where(BLOBS.c.digest == later.digest))

        assert house.found() == [(3, Kind.PICTURE_MISSING)]
        assert len(named) == 2
