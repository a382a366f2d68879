"""Opening a database, and the time that is recorded in it."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from adapters.faults import told_as_faults
from adapters.keys.store import open_keys
from adapters.store.engine import open_engine, reading_engine
from adapters.store.schema import create_schema
from adapters.store.store import open_store
from adapters.store.tables import SCHEMA
from adapters.store.verify import verify
from domain.errors import StoreUnavailable
from tests.support.postgres import Server
from tests.support.samplelog import SAMPLES, Noted, append, appending, sample_store

A, B = "sample/a", "sample/b"


class TestTime:
    def test_recorded_time_is_the_clock_s_and_never_goes_back(self, database_url: str, tmp_path: Path) -> None:
        start = datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)
        clock = SetClock(start)
        with ExitStack() as stack:
            keys = stack.enter_context(open_keys(f"sqlite:///{tmp_path / 'keys.sqlite'}"))
            store = stack.enter_context(open_store(database_url, catalogue=SAMPLES, keys=keys, clock=clock))
            for minutes in (0, 5, -60):
                clock.now_ = start + timedelta(minutes=minutes)
                append(
                    store,
                    appending((f"sample/m{minutes}", Noted(text="x")))
                    if minutes >= 0
                    else appending((B, Noted(text="x"))),
                )

            times = [recorded.recorded_at for recorded in store.log()]
            assert times == [start, start + timedelta(minutes=5), start + timedelta(minutes=5)]
            assert verify(store.engine).sound


class SetClock:
    def __init__(self, now: datetime) -> None:
        self.now_ = now

    def now(self) -> datetime:
        return self.now_


class TestOpening:
    @pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
    def test_a_database_that_cannot_hold_every_name_is_refused(self, postgres_server: Server, encoding: str) -> None:
        with postgres_server.database(f"ENCODING {encoding} LOCALE 'C' TEMPLATE template0") as url:
            engine = open_engine(url)
            with pytest.raises(StoreUnavailable, match="UTF8"):
                create_schema(engine)
            engine.dispose()

    def test_a_database_of_a_newer_version_is_refused(self, database_url: str, tmp_path: Path) -> None:
        engine = open_engine(database_url)
        create_schema(engine)
        with engine.begin() as connection:
            connection.execute(SCHEMA.insert().values(version=99))
        engine.dispose()

        with pytest.raises(StoreUnavailable, match="99"), sample_store(database_url, tmp_path):
            pass

    def test_many_may_make_the_schema_at_once(self, database_url: str) -> None:
        async def at_once() -> None:
            engines = [open_engine(database_url) for _ in range(6)]
            await asyncio.gather(*(asyncio.to_thread(create_schema, engine) for engine in engines))
            for engine in engines:
                engine.dispose()

        asyncio.run(at_once())

    def test_many_may_open_a_new_file_at_once(self, tmp_path: Path) -> None:
        """SQLite changes a file to WAL for the first and refuses the others at once, whatever they would wait."""
        for number in range(40):
            start = Barrier(8)

            def opened(_: int, url: str = f"sqlite:///{tmp_path / f'{number}.sqlite'}", start: Barrier = start) -> str:
                engine = open_engine(url)
                start.wait()
                with engine.connect() as connection:
                    mode: str = connection.exec_driver_sql("pragma journal_mode").scalar_one()
                engine.dispose()
                return mode

            with ThreadPoolExecutor(8) as pool:
                assert set(pool.map(opened, range(8))) == {"wal"}

    def test_a_file_whose_bytes_are_no_text_any_more_is_told_in_words(self, tmp_path: Path) -> None:
        """SQLite quotes what it cannot read, and its driver cannot read the sentence."""
        file = tmp_path / "log.sqlite"
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("create table somewhere (what text)")
        file.write_bytes(file.read_bytes().replace(b"CREATE TABLE", b"CRE\xffTE TABLE").replace(b"some", b"so\xffe"))
        engine = open_engine(f"sqlite:///{file}")

        with pytest.raises(StoreUnavailable, match="malformed"), told_as_faults():
            create_schema(engine)
        engine.dispose()

    def test_a_statement_whose_fault_is_no_text_is_told_in_words(self, tmp_path: Path) -> None:
        engine = open_engine(f"sqlite:///{tmp_path / 'log.sqlite'}")

        with pytest.raises(StoreUnavailable, match="malformed"), told_as_faults(), engine.connect() as connection:
            connection.exec_driver_sql("select json_extract('{}', cast(x'24ff' as text))")
        engine.dispose()

    def test_other_databases_are_not_ours(self) -> None:
        with pytest.raises(ValueError, match="mysql"):
            open_engine("mysql://localhost/x")


class TestWhatIsPersonal:
    def test_no_error_of_a_database_shows_what_was_to_be_written(self, database_url: str) -> None:
        """Names in read models, keys in the key store: a traceback goes to a log, and logs hold no personal data."""
        for engine in (open_engine(database_url), reading_engine(open_engine(database_url))):
            with pytest.raises(DBAPIError) as told, engine.begin() as connection:
                connection.execute(text("insert into nowhere values (:name)"), {"name": "某某人"})

            assert "nowhere" in str(told.value)
            assert "某某人" not in str(told.value)
            engine.dispose()
