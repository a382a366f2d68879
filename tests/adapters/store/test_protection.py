"""Whoever takes a protection of the log away, alters it or switches it off is told of, before anything is changed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from adapters.store.engine import POSTGRESQL, SQLITE
from adapters.store.protection import Lapse, State, lapses
from adapters.store.schema import restore_guards
from adapters.store.store import Store
from adapters.store.verify import verify
from tests.support.samplelog import fill, sample_store

MISSING, CHANGED, OFF, FOREIGN = State.MISSING, State.CHANGED, State.OFF, State.FOREIGN
NOTHING = "begin select 1; end"
REPLACED = "create or replace trigger events_no_change before update"
ALWAYS = "alter table events enable always trigger events_no_change"
HARMLESS = "returns trigger language plpgsql as 'begin return new; end'"

GUARDS = {
    SQLITE: {
        "drop trigger events_no_update": [("events.events_no_update", MISSING)],
        f"drop trigger events_no_update; create trigger events_no_update before update on events {NOTHING}": [
            ("events.events_no_update", CHANGED)
        ],
        "drop trigger commands_no_replace": [("commands.commands_no_replace", MISSING)],
    },
    POSTGRESQL: {
        "alter table events disable trigger events_no_change": [("events.events_no_change", OFF)],
        "alter table commands disable trigger all": [
            ("commands.commands_no_change", OFF), ("commands.commands_no_truncate", OFF)
        ],
        "alter table events enable trigger events_no_truncate": [("events.events_no_truncate", OFF)],  # for some alone
        "drop trigger events_no_truncate on events": [("events.events_no_truncate", MISSING)],
        "drop trigger commands_no_change on commands": [("commands.commands_no_change", MISSING)],
        f"{REPLACED} on events execute function refuse_change(); {ALWAYS}": [("events.events_no_change", CHANGED)],
        f"{REPLACED} or delete on events for each row when (false) execute function refuse_change(); {ALWAYS}": [
            ("events.events_no_change", CHANGED)
        ],
        f"create or replace function refuse_change() {HARMLESS}": [("refuse_change", CHANGED)],
        "create or replace function lock_log() returns void language sql as 'select null::void'": [
            ("lock_log", CHANGED)
        ],
        "drop function lock_log": [("lock_log", MISSING)],
        "alter function append_batch set lock_timeout = 0": [("append_batch", CHANGED)],
        "alter function append_batch security definer": [("append_batch", CHANGED)],
    },
}  # fmt: skip
"""Database → what its administrator may do to a guard → what must be told of it."""

OTHERS = {
    SQLITE: {
        f"drop trigger events_no_delete; create trigger events_no_delete before delete on commands {NOTHING}": [
            ("commands.events_no_delete", FOREIGN), ("events.events_no_delete", MISSING)
        ],
        "create trigger swallow before insert on EVENTS begin select raise(ignore); end": [("events.swallow", FOREIGN)],
        "drop table commands; create table commands (command_id, digest, first_position, last_position)": [
            ("commands (command_id)", MISSING),
            *((f"commands.{each}", CHANGED) for each in ("command_id", "digest", "first_position", "last_position")),
            *((f"commands.commands_no_{each}", MISSING) for each in ("delete", "replace", "update")),
        ],
        "alter table events add column hidden text": [("events.hidden", FOREIGN)],
    },
    POSTGRESQL: {
        f"create function swallow() {HARMLESS};"
        "create trigger swallow before insert on events execute function swallow()": [("events.swallow", FOREIGN)],
        "alter table events drop constraint events_stream_version": [("events (stream, version)", MISSING)],
        "alter table commands drop constraint commands_pkey": [("commands (command_id)", MISSING)],
        "alter table events alter column meta drop not null": [("events.meta", CHANGED)],
        "alter table events alter column type type varchar(99)": [("events.type", CHANGED)],
        "alter table events set unlogged": [("events", CHANGED)],
        "create rule quiet as on delete to events do instead nothing": [("events", CHANGED)],
        "alter table commands enable row level security": [("commands", CHANGED)],
        "create table more () inherits (events)": [("events", CHANGED)],
        "create schema other; alter function refuse_change set schema other;"
        f"create function refuse_change() {HARMLESS}": [
            *((f"{each}.{each}_no_change", CHANGED) for each in ("commands", "events")),
            *((f"{each}.{each}_no_truncate", CHANGED) for each in ("commands", "events")),
            ("refuse_change", CHANGED),
        ],
    },
}  # fmt: skip
"""The same of tables, and of what others put there: nothing that installing the guards again would mend."""


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    with sample_store(database_url, tmp_path) as store:
        fill(store, streams=("sample/a", "sample/b"), rounds=3)
        yield store


def do(connection: Connection, wish: str) -> None:
    """What a database's own administrator may do."""
    if connection.dialect.name == POSTGRESQL:
        connection.exec_driver_sql(wish)
        return
    for statement in wish.replace("; end", " end").split(";"):
        connection.exec_driver_sql(statement.replace(" end", "; end"))


def named(told: Sequence[Lapse]) -> list[tuple[str, State]]:
    return sorted((each.name, each.state) for each in told)


def test_nothing_is_said_while_all_protections_stand(store: Store) -> None:
    assert verify(store.engine).lapses == ()


def test_every_protection_that_was_tampered_with_is_named(store: Store) -> None:
    kind = store.engine.dialect.name
    for wish, expected in (GUARDS[kind] | OTHERS[kind]).items():
        with store.engine.connect() as connection:
            undone = connection.begin()
            do(connection, wish)
            assert named(lapses(connection)) == sorted(expected), wish
            undone.rollback()

    assert verify(store.engine).lapses == ()


def test_a_proof_tells_them_beside_what_the_hashes_say_until_they_are_put_back(store: Store) -> None:
    for wish, expected in GUARDS[store.engine.dialect.name].items():
        with store.engine.begin() as connection:
            do(connection, wish)

        report = verify(store.engine)
        assert report.sound, "nothing was changed yet"
        assert named(report.lapses) == expected
        for lapse in report.lapses:
            assert lapse.name in lapse.detail.zh
            assert lapse.name in lapse.detail.en
        restore_guards(store.engine)
        assert verify(store.engine).lapses == (), wish


def test_guards_that_were_put_back_refuse_again(store: Store) -> None:
    wish = next(iter(GUARDS[store.engine.dialect.name]))
    with store.engine.begin() as connection:
        do(connection, wish)
    restore_guards(store.engine)

    with pytest.raises(DBAPIError, match="append-only"), store.engine.begin() as connection:
        connection.exec_driver_sql("update events set type = 'x'")
