"""Locks are numbers, and a number that two of us use for different things would stop both."""

from pathlib import Path

from adapters.store.engine import open_engine
from adapters.store.locks import Lock, alone
from adapters.store.schema import script


def test_no_two_locks_have_one_number() -> None:
    assert len(set(Lock)) == len(Lock.__members__)


def test_the_script_of_the_log_takes_the_lock_of_the_log() -> None:
    assert f"pg_advisory_xact_lock({Lock.LOG.value})" in script("append.sql")


def test_a_lock_is_held_until_the_end_of_the_transaction(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with engine.begin() as one, engine.begin() as other:
        held = "select pg_try_advisory_xact_lock(%s)"
        alone(one, Lock.KEYS)
        assert other.exec_driver_sql(held, (Lock.KEYS.value,)).scalar() is False
        assert other.exec_driver_sql(held, (Lock.READ_MODELS.value,)).scalar() is True
        one.commit()
        assert other.exec_driver_sql(held, (Lock.KEYS.value,)).scalar() is True
    engine.dispose()


def test_sqlite_has_no_need_of_it(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'log.sqlite'}")
    with engine.begin() as connection:
        alone(connection, Lock.LOG)
    engine.dispose()
