"""Errors of others are told by their kind, their code and their place, by their text only where it names no value."""

import errno
import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, bindparam, text
from sqlalchemy.exc import DBAPIError, OperationalError

from adapters.faults import described, standing, told_as_faults
from adapters.store.engine import open_engine
from domain.errors import StoreUnavailable
from domain.words import Words
from workflows.health import AWAY

CANARY = "金丝雀甲"


@pytest.fixture
def engine(postgres_url: str) -> Iterator[Engine]:
    engine = open_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("create table people (name text primary key, age int not null, check (age < 200))"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("insert into people values (:canary, null)", 'NotNullViolation 23502: null value in column "age"'),
        ("insert into people values (:canary, 300)", "CheckViolation 23514: "),
        ("insert into people values (:canary, 1), (:canary, 1)", "UniqueViolation 23505: "),
        ("select cast(:canary as int)", "InvalidTextRepresentation 22P02"),  # its first line quotes the text
        ("select * from nowhere where name = :canary", 'UndefinedTable 42P01: relation "nowhere" does not exist'),
    ],
)
def test_what_postgresql_says_of_a_value_is_told_without_it(engine: Engine, statement: str, told: str) -> None:
    with pytest.raises(DBAPIError) as raised, engine.begin() as connection:
        connection.execute(text(statement).bindparams(bindparam("canary", CANARY)))

    assert CANARY in str(raised.value) or "42P01" in told, "a driver that says nothing proves nothing"
    assert described(raised.value).startswith(told)
    assert CANARY not in described(raised.value)


def test_a_database_that_is_away_is_told_in_one_line() -> None:
    engine = open_engine("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(Exception, match="refused") as raised, engine.connect():
        pass

    assert "refused" in described(raised.value)
    assert "\n" not in described(raised.value)


def test_what_stands_in_the_way_is_told_without_the_words_of_a_driver(engine: Engine) -> None:
    away = open_engine("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(OperationalError) as raised, away.connect():
        pass
    with pytest.raises(StoreUnavailable) as told, told_as_faults(), away.connect():
        pass
    with pytest.raises(DBAPIError) as ours, engine.begin() as connection:
        connection.execute(text("select * from nowhere"))

    assert "127.0.0.1" in described(raised.value)
    for error in (raised.value, told.value):
        assert standing(error).startswith(AWAY)
        assert "127.0.0.1" not in standing(error)
    assert ("nowhere" in standing(ours.value)) == (engine.dialect.name == "postgresql")
    assert standing(OSError(errno.ENOSPC, "full")) == "OSError: full"
    assert standing(StoreUnavailable(Words("另一版本", "another version"))) == "StoreUnavailable: another version"


def test_our_own_errors_and_the_machine_s_keep_their_words() -> None:
    assert described(StoreUnavailable(Words("数据库不可用", "no database"))) == "StoreUnavailable: no database"
    assert described(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), CANARY)) == "OSError: No space left on device"
    assert described(KeyError(CANARY)) == "KeyError"
