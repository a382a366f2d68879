"""What is written stays as it was written: the database itself refuses every other wish."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from adapters.store.engine import POSTGRESQL
from adapters.store.store import Store
from adapters.store.verify import verify
from tests.support.samplelog import fill, sample_store

COLUMNS = ("position", "stream", "version", "type", "data", "meta", "event_hash", "chain_hash", "recorded_at")


def copy(verb: str, of: int, end: str = "", **changed: str) -> str:
    """A statement that writes a copy of an event, some columns changed."""
    columns, values = ", ".join(COLUMNS), ", ".join(changed.get(column, column) for column in COLUMNS)
    return " ".join((verb, "into events (", columns, ") select", values, "from events where position =", str(of), end))


EVERYWHERE = (
    "update events set type = 'x'",
    "update events set position = position where position = 1",
    "update commands set digest = digest",
    "delete from events",
    "delete from events where position = (select max(position) from events)",
    "delete from commands",
    copy("insert", of=1),
    copy("insert", of=1, end="on conflict (position) do update set type = 'x'"),
    "insert into commands select * from commands where true on conflict (command_id) do update set last_position = 99",
)
NEXT = "(select max(position) + 1 from events)"
SQLITE = (
    copy("insert or replace", of=1),
    copy("replace", of=1, position=NEXT),  # the same version of the same stream: would take the old one away
    copy("replace", of=2, version="99"),
    copy("insert or replace", of=1, position="5000"),
    copy("insert", of=1, position="5000", stream="'sample/z'"),  # leaves a gap
    "insert or replace into commands select * from commands",
    "update or replace events set version = 1",
)
POSTGRES = (
    "truncate events",
    "truncate commands cascade",
    "set session_replication_role = replica; delete from events",
    "merge into events e using commands c on e.position = c.first_position when matched then delete",
)


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        fill(store, streams=("sample/a", "sample/b"), rounds=6)
        yield store


def test_no_wish_to_change_the_log_is_granted(store: Store) -> None:
    before, head = verify(store.engine), store.head()
    for wish in (*EVERYWHERE, *(POSTGRES if store.engine.dialect.name == POSTGRESQL else SQLITE)):
        with pytest.raises(DBAPIError), store.engine.begin() as connection:
            connection.execute(text(wish))

        assert store.head() == head, wish
    assert verify(store.engine) == before
    assert before.sound


@pytest.mark.parametrize("pragma", ["recursive_triggers=0", "recursive_triggers=1", "foreign_keys=0"])
def test_on_sqlite_no_pragma_of_a_connection_opens_a_way(tmp_path: Path, pragma: str) -> None:
    with sample_store(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path) as store:
        fill(store, streams=("sample/a", "sample/b"), rounds=6)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("rollback")  # pragmas wait for the end of a transaction
            connection.exec_driver_sql(f"pragma {pragma}")
            for wish in SQLITE:
                with pytest.raises(DBAPIError):
                    connection.exec_driver_sql(wish)

        assert verify(store.engine).sound
