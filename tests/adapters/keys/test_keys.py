"""Keys: durable before they are used, the same for everybody, gone for good once destroyed."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.keys.cache import Cache
from adapters.keys.store import INDEX_SUBJECT, KEYS, Keys, open_keys, out_of
from adapters.store.engine import open_engine
from domain.errors import StoreUnavailable


@pytest.fixture
def keys(database_url: str) -> Iterator[Keys]:
    with open_keys(database_url) as keys:
        yield keys


def key_of(keys: Keys, subject: str, *, create: bool = False) -> bytes | None:
    return keys.keys((subject,), create=create).get(subject)


def test_a_key_is_made_once_and_found_again_by_everybody(keys: Keys, database_url: str) -> None:
    made = key_of(keys, "person/a", create=True)

    assert made is not None
    assert len(made) == 32
    assert key_of(keys, "person/a", create=True) == made
    with open_keys(database_url) as others:
        assert key_of(others, "person/a") == made


def test_without_create_nothing_is_made(keys: Keys) -> None:
    assert keys.keys(("person/a", "person/b"), create=False) == {}
    assert key_of(keys, "person/a", create=True) is not None


def test_every_subject_has_a_key_of_its_own(keys: Keys) -> None:
    subjects = [f"person/{number}" for number in range(1200)]

    assert len(set(keys.keys(subjects, create=True).values())) == 1200


def test_keys_out_of_a_seed_are_the_same_everywhere_and_others_out_of_another_seed(tmp_path: Path) -> None:
    made = []
    for place, seed in enumerate(("2022/7", "2022/7", "2022/8")):
        with open_keys(f"sqlite:///{tmp_path / str(place)}.db", draw=out_of(seed)) as keys:
            made.append((key_of(keys, "person/a", create=True), key_of(keys, "person/b", create=True)))

    assert made[0] == made[1]
    assert len({*made[0], *made[2]}) == 4


def test_a_destroyed_key_never_comes_back(keys: Keys, database_url: str) -> None:
    key_of(keys, "person/a", create=True)

    keys.destroy("person/a", "asked for by the person")

    assert key_of(keys, "person/a", create=True) is None
    with open_keys(database_url) as others:
        assert key_of(others, "person/a", create=True) is None


def test_a_key_can_be_destroyed_before_it_was_made(keys: Keys) -> None:
    keys.destroy("person/never", "asked")

    assert key_of(keys, "person/never", create=True) is None


def test_the_reason_of_the_first_destruction_stays(keys: Keys, database_url: str) -> None:
    keys.destroy("person/a", "first")
    keys.destroy("person/b", "other")
    keys.destroy("person/a", "second")

    engine = open_engine(database_url)
    with engine.connect() as connection:
        rows = connection.execute(
            select(KEYS.c.subject, KEYS.c.destroyed, KEYS.c.reason).order_by(KEYS.c.destroyed)
        ).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [("person/a", 1, "first"), ("person/b", 2, "other")]


def test_another_process_s_destruction_is_noticed_within_a_second(database_url: str) -> None:
    now = 0.0
    with open_keys(database_url) as destroying:
        engine = open_engine(database_url)
        reading = Keys(engine, clock=lambda: now)
        known = key_of(reading, "person/a", create=True)
        destroying.destroy("person/a", "asked")
        at_once = key_of(reading, "person/a")
        now = 1.0
        later = key_of(reading, "person/a")
        engine.dispose()

    assert known is not None
    assert (at_once, later) == (known, None)


def test_the_file_no_longer_holds_a_destroyed_key(tmp_path: Path) -> None:
    with open_keys(f"sqlite:///{tmp_path / 'keys.sqlite'}") as keys:
        secret = key_of(keys, "person/a", create=True)
        assert secret is not None
        assert any(secret in path.read_bytes() for path in tmp_path.iterdir())

        keys.destroy("person/a", "asked")

        assert not any(secret in path.read_bytes() for path in tmp_path.iterdir())


def test_the_index_key_is_the_installation_s_and_cannot_be_destroyed(keys: Keys, database_url: str) -> None:
    index_key = keys.index_key()

    with pytest.raises(ValueError, match="nobody's"):
        keys.destroy(INDEX_SUBJECT, "mistake")
    with open_keys(database_url) as others:
        assert others.index_key() == index_key


MAKE = """
import sys
from adapters.keys.store import open_keys
with open_keys(sys.argv[1]) as keys:
    made = keys.keys([f"person/{n}" for n in range(50)], create=True)
    print(b"".join(made.values()).hex())
"""


def test_processes_that_make_the_same_keys_at_once_agree(database_url: str) -> None:
    commands = [subprocess.Popen([sys.executable, "-c", MAKE, database_url], stdout=subprocess.PIPE) for _ in range(4)]
    told = {command.communicate()[0] for command in commands}

    assert len(told) == 1
    assert len(told.pop().strip()) == 50 * 64


def test_threads_that_make_the_same_keys_at_once_agree(keys: Keys) -> None:
    subjects = [f"person/{number}" for number in range(20)]

    async def at_once() -> list[dict[str, bytes | None]]:
        made = (asyncio.to_thread(keys.keys, subjects, create=True) for _ in range(8))
        return [dict(some) for some in await asyncio.gather(*made)]

    first, *others = asyncio.run(at_once())

    assert all(other == first for other in others)


def test_the_cache_forgets_the_longest_unused() -> None:
    cache = Cache(size=2)
    cache.put({"a": b"1", "b": b"2"}, epoch=0)
    cache.get(("a",))
    cache.put({"c": None}, epoch=0)

    assert cache.get(("a", "b", "c")) == {"a": b"1", "c": None}


def test_a_key_store_that_fails_is_told_as_one_each_time_and_forgets_no_destruction(database_url: str) -> None:
    now = [0.0]
    with open_keys(database_url) as opened:
        keys = Keys(opened._engine, clock=lambda: now[0])  # noqa: SLF001 - the same database, with a clock of ours
        key_of(keys, "person/a", create=True)
        with keys._engine.begin() as connection:  # noqa: SLF001
            connection.exec_driver_sql("alter table keys rename to away")
        now[0] = 2.0

        for subject in ("person/a", "person/a", "person/b"):
            with pytest.raises(StoreUnavailable):
                key_of(keys, subject, create=True)
        with keys._engine.begin() as connection:  # noqa: SLF001
            connection.exec_driver_sql("alter table away rename to keys")

        assert key_of(keys, "person/a") is not None


def test_what_was_read_before_all_was_forgotten_is_not_kept() -> None:
    """A key that was destroyed while it was on its way here must not come back to stay."""
    cache = Cache()
    epoch = cache.epoch
    cache.clear()

    cache.put({"a": b"1"}, epoch)

    assert cache.get(("a",)) == {}
