"""What left the house stays as it left: the database refuses to change it, and tells who took that protection away."""

from collections.abc import Iterator, Mapping
from typing import Final

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from adapters.feeds.guards import lapses, restore_guards
from adapters.feeds.tables import METADATA, guards, prepare_feed
from adapters.store.engine import POSTGRESQL, SQLITE, open_engine, writing
from adapters.store.protection import State
from adapters.store.schema import create_schema
from tests.support.feed_rows import add_rows, rows_of

MISSING, CHANGED, OFF, FOREIGN = State.MISSING, State.CHANGED, State.OFF, State.FOREIGN

CHANGES: Final = (
    "update feed set body = other.body from (select body from feed where sequence = 1) as other",
    "update feed set sequence = sequence + 10",
    "delete from feed",
    "delete from feed where sequence = 3",
    "update feed_epoch set epoch = 'another'",
    "delete from feed_epoch",
)
GAP: Final = (
    "insert into feed select 9, position, type, stream, lead, office, division, was_office, was_division, addressee, "
    "recorded_at, body, digest from feed where sequence = 1"
)
REPLACED: Final = (
    "insert into feed select * from feed where sequence = 1 on conflict (sequence) do update set body = excluded.body"
)
OTHER_CHANGES: Final[Mapping[str, tuple[str, ...]]] = {
    SQLITE: (
        "insert or replace into feed select * from feed where sequence = 1",
        "insert into feed_epoch values ('another')",
        GAP,
    ),
    POSTGRESQL: ("truncate feed", "truncate feed_epoch", REPLACED),
}
NOTHING: Final = "begin select 1; end"
HARMLESS: Final = (
    "create or replace function refuse_change_of_feed() returns trigger language plpgsql as 'begin return new; end'"
)
WISHES: Final[Mapping[str, Mapping[str, list[tuple[str, State]]]]] = {
    SQLITE: {
        "drop trigger feed_no_update": [("feed.feed_no_update", MISSING)],
        "drop trigger feed_epoch_no_delete": [("feed_epoch.feed_epoch_no_delete", MISSING)],
        f"create trigger quiet before insert on feed {NOTHING}": [("feed.quiet", FOREIGN)],
    },
    POSTGRESQL: {
        "alter table feed disable trigger feed_no_change": [("feed.feed_no_change", OFF)],
        "alter table feed enable trigger feed_no_truncate": [("feed.feed_no_truncate", OFF)],
        "drop trigger feed_no_change on feed": [("feed.feed_no_change", MISSING)],
        "drop trigger feed_epoch_no_truncate on feed_epoch": [("feed_epoch.feed_epoch_no_truncate", MISSING)],
        HARMLESS: [("refuse_change_of_feed", CHANGED)],
    },
}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database with a log's tables and three rows in its feed."""
    engine = open_engine(database_url)
    create_schema(engine)
    prepare_feed(engine)
    add_rows(engine, 3)
    yield engine
    engine.dispose()


def test_no_row_of_the_feed_is_changed_replaced_or_taken_away(engine: Engine) -> None:
    before = rows_of(engine)

    for change in (*CHANGES, *OTHER_CHANGES[engine.dialect.name]):
        with pytest.raises(DBAPIError, match=r"append-only|name for ever"), writing(engine) as connection:
            connection.exec_driver_sql(change)

    assert rows_of(engine) == before
    add_rows(engine, 2)
    assert len(rows_of(engine)) == 5


def test_nothing_is_told_while_the_guards_stand_and_each_that_does_not_is_named_and_put_back(engine: Engine) -> None:
    assert lapses(engine) == ()
    for wish, expected in WISHES[engine.dialect.name].items():
        with writing(engine) as connection:
            connection.exec_driver_sql(wish)

        assert [(each.name, each.state) for each in lapses(engine)] == expected, wish
        prepare_feed(engine)
        assert lapses(engine), "the next start must not hide it"
        if FOREIGN not in {state for _, state in expected}:
            restore_guards(engine)
            assert lapses(engine) == ()


def test_a_feed_from_before_it_was_guarded_is_told_of(database_url: str) -> None:
    engine = open_engine(database_url)
    create_schema(engine)
    assert lapses(engine) == ()
    with writing(engine) as connection:
        METADATA.create_all(connection)
    prepare_feed(engine)

    told = lapses(engine)
    assert {each.state for each in told} == {MISSING}
    assert len(told) >= guards(engine.dialect).count("create ")
    restore_guards(engine)
    assert lapses(engine) == ()
    engine.dispose()
