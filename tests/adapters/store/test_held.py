"""Whoever writes while another process holds a SQLite file is told soon, and writes again as soon as it is free."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from adapters.store import append_sqlite, appending
from adapters.store.engine import writing
from adapters.store.store import Store
from domain.errors import StoreUnavailable
from tests.support.samplelog import Noted, append, sample_store
from tests.support.samplelog import appending as command
from workflows.ports import Stored

SOON = 0.3


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    for each in (append_sqlite, appending):
        monkeypatch.setattr(each, "LONGEST", SOON)
    with sample_store(f"sqlite:///{tmp_path / 'log.sqlite'}", tmp_path) as store:
        yield store


@pytest.fixture
def holder(tmp_path: Path, store: Store) -> Iterator[sqlite3.Connection]:
    del store  # that made the file
    with closing(sqlite3.connect(tmp_path / "log.sqlite", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_who_waits_for_another_process_is_told_once_and_soon(store: Store, holder: sqlite3.Connection) -> None:
    begun = monotonic()
    with pytest.raises(StoreUnavailable):
        append(store, command(("sample/a", Noted(text="x"))))
    assert monotonic() - begun < 10 * SOON

    holder.execute("ROLLBACK")
    assert isinstance(append(store, command(("sample/a", Noted(text="x"))))[0], Stored)


def test_who_waits_behind_a_patient_one_of_his_own_process_is_told_as_soon(
    store: Store, holder: sqlite3.Connection
) -> None:
    def wait() -> None:
        with writing(store.engine):
            pass

    patient = Thread(target=wait)
    patient.start()
    begun = monotonic()
    with pytest.raises(StoreUnavailable):
        append(store, command(("sample/a", Noted(text="x"))))
    assert monotonic() - begun < 10 * SOON
    holder.execute("ROLLBACK")
    patient.join()
